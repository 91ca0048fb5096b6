import asyncio
import json


def load_json(path: str) -> dict:
    with open(path, encoding="utf-8") as fh:
        return json.load(fh)


class Entity:
    def __init__(self, hass, path: str) -> None:
        self.hass = hass
        self._path = path
        self._state: dict = {}

    def _restore(self) -> dict:
        return load_json(self._path)

    async def async_added_to_hass(self) -> None:
        self._state = await self.hass.async_add_executor_job(load_json, self._path)

    async def async_reload(self) -> None:
        self._state = await asyncio.to_thread(self._restore)

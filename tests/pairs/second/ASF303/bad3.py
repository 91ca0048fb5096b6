import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Bot:
    def __init__(self, http) -> None:
        self._http = http
        self._ready = False

    async def _presence_loop(self) -> None:
        while True:
            await self._http.update_presence()
            await asyncio.sleep(300)

    async def on_ready(self) -> None:
        if self._ready:
            _LOGGER.debug("reconnected")
            return
        self._ready = True
        presence = asyncio.create_task(self._presence_loop(), name="presence")  # expect: ASF303
        await self._http.log("ready")

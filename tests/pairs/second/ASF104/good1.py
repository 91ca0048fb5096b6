import json

import anyio
from anyio import Path


class SettingsStore:
    def __init__(self, root: str) -> None:
        self._path = Path(root) / "settings.json"

    async def load(self) -> dict:
        if not await self._path.exists():
            return {}
        return json.loads(await self._path.read_text())

    async def save(self, data: dict) -> None:
        await self._path.write_text(json.dumps(data))
        async with await anyio.open_file(str(self._path) + ".log", "a") as fh:
            await fh.write("saved\n")

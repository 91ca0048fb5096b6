import json
from pathlib import Path

import trio

_HERE = Path(__file__).parent
_DEFAULTS = json.loads((_HERE / "defaults.json").read_text()) if (_HERE / "defaults.json").is_file() else {}


class Corpus:
    def __init__(self, path: Path) -> None:
        self._path = path

    async def lines(self, prefix: str) -> list[str]:
        def scan() -> list[str]:
            with open(self._path) as fh:
                return [line for line in fh if line.startswith(prefix)]

        return await trio.to_thread.run_sync(scan)

    async def option(self, name: str) -> object:
        await trio.lowlevel.checkpoint()
        return _DEFAULTS.get(name)

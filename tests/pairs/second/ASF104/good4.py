import asyncio
from pathlib import Path, PurePosixPath


class Assets:
    def __init__(self, root: Path) -> None:
        self._root = root

    async def read(self, url_path: str) -> tuple[str, bytes]:
        pure = PurePosixPath(url_path)
        if ".." in pure.parts:
            raise PermissionError(url_path)
        target = self._root.joinpath(*pure.parts[1:]).with_suffix(".min" + pure.suffix)
        data = await asyncio.to_thread(target.read_bytes)
        return target.relative_to(self._root).as_posix(), data

    async def write(self, name: str, body: str) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, (self._root / name).write_text, body)

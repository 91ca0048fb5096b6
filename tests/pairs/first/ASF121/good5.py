import anyio
import trio


async def read_text(path: str) -> str:
    return await anyio.Path(path).read_text()


class Notes:
    def __init__(self, root: str) -> None:
        self.root = anyio.Path(root)

    def _file(self, name: str) -> anyio.Path:
        return self.root / f"{name}.md"

    async def get(self, name: str) -> str:
        note = self._file(name)
        return await note.read_text() if await note.exists() else ""


async def head(path: str) -> str:
    async with await trio.open_file(path) as fh:
        return await fh.readline()

from anyio import Path, open_file


class Cache:
    def __init__(self, root: str) -> None:
        self._root = Path(root)

    async def get(self, key: str) -> bytes | None:
        entry = self._root / key
        if not await entry.exists():
            return None
        return await entry.read_bytes()

    async def put(self, key: str, body: bytes) -> None:
        await (self._root / key).write_bytes(body)

    async def tail(self, key: str) -> str:
        last = ""
        async with await open_file(self._root / key) as fh:
            async for line in fh:
                last = line
        return last


async def read_all(paths: list[Path]) -> list[str]:
    return [await path.read_text() for path in paths]

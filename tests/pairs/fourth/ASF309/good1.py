"""Store client that awaits inside the block or returns outside of it."""
import asyncio
from pathlib import Path


class Store:
    def __init__(self, root: Path) -> None:
        self.root = root

    async def _send(self, data: bytes, key: str) -> int:
        await asyncio.sleep(0.1)
        return len(data) + len(key)

    async def _fallback(self, key: str) -> int:
        await asyncio.sleep(0)
        return -len(key)

    def upload(self, key: str):
        with open(self.root / key, "rb") as stream:
            data = stream.read()
        return self._send(data, key)

    async def upload_twice(self, key: str) -> int:
        try:
            await self._send(b"", key)
            return await self._send(b"", key)
        except OSError:
            return -1

    def upload_or_fallback(self, key: str):
        try:
            data = (self.root / key).read_bytes()
        except FileNotFoundError:
            return self._fallback(key)
        else:
            return self._send(data, key)


async def main() -> None:
    store = Store(Path("/srv"))
    job = await asyncio.to_thread(store.upload_or_fallback, "a.bin")
    print(await job, await store.upload_twice("b.bin"))


if __name__ == "__main__":
    asyncio.run(main())

"""Object store client: coroutines returned out of with and try blocks."""
import asyncio
import logging
from pathlib import Path

log = logging.getLogger(__name__)


class Store:
    def __init__(self, root: Path) -> None:
        self.root = root

    async def _send(self, stream, key: str) -> int:
        await asyncio.sleep(0.1)
        return len(stream.read()) + len(key)

    async def _remove(self, key: str) -> bool:
        await asyncio.sleep(0.1)
        return bool(key)

    def upload(self, key: str):
        with open(self.root / key, "rb") as stream:
            return self._send(stream, key)  # expect: ASF309

    def remove(self, key: str):
        try:
            return self._remove(key)  # expect: ASF309
        except OSError:
            log.exception("cannot remove %s", key)
            raise

    def replace(self, key: str):
        with open(self.root / key, "rb") as stream:
            if key.endswith(".tmp"):
                return self._remove(key)  # expect: ASF309
            print(stream.name)
        return self._remove(key)


async def main() -> None:
    store = Store(Path("/srv"))
    print(await store.upload("a.bin"), await store.remove("b.bin"))


if __name__ == "__main__":
    asyncio.run(main())

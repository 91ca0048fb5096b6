"""Anyio cache that compacts itself within a time limit."""
import anyio
from anyio import fail_after, move_on_after


class Cache:
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.values: dict[str, bytes] = {}

    async def load(self, key: str) -> bytes:
        await anyio.sleep(0.01)
        return key.encode()

    def compact(self) -> int:
        removed = 0
        while len(self.values) > self.limit:
            self.values.pop(next(iter(self.values)))
            removed += 1
        return removed

    async def maintain(self) -> int:
        await anyio.sleep(0)
        with move_on_after(0.5) as scope:  # expect: ASF406
            removed = self.compact()
            print("removed", removed)
        return -1 if scope.cancelled_caught else removed

    async def later(self):
        with fail_after(2):  # expect: ASF406
            async def load_all(keys: list[str]) -> list[bytes]:
                return [await self.load(key) for key in keys]

        return await load_all(["a", "b"])


async def main() -> None:
    cache = Cache(10)
    print(await cache.maintain(), await cache.later())


if __name__ == "__main__":
    anyio.run(main)

"""Two locks, two orders."""
import asyncio
import threading


class Bank:
    def __init__(self) -> None:
        self._accounts = threading.Lock()
        self._journal = threading.Lock()

    def transfer(self) -> None:
        with self._accounts:
            with self._journal:  # expect: ASF204
                print("moved")

    def audit(self) -> None:
        with self._journal:
            self._count()  # expect: ASF204

    def _count(self) -> None:
        with self._accounts:
            print("counted")


first = asyncio.Lock()
second = asyncio.Lock()


async def up() -> None:
    async with first, second:  # expect: ASF204
        await asyncio.sleep(0)


async def down() -> None:
    async with second:
        async with first:  # expect: ASF204
            await asyncio.sleep(0)

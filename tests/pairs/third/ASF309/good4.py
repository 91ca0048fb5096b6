"""Flag service that returns factories and values out of its blocks."""
import asyncio
import threading
from collections.abc import Awaitable, Callable
from functools import partial


class Flags:
    def __init__(self, names: list[str]) -> None:
        self._lock = threading.Lock()
        self._names = tuple(names)

    async def evaluate(self, name: str) -> bool:
        await asyncio.sleep(0.1)
        return name in self._names

    def checker(self, name: str) -> Callable[[], Awaitable[bool]]:
        with self._lock:
            return partial(self.evaluate, name)

    def later(self, name: str) -> Callable[[], Awaitable[bool]]:
        with self._lock:
            async def check() -> bool:
                return await self.evaluate(name)

            return check

    def is_on(self, name: str) -> Awaitable[bool]:
        with self._lock:
            known = name.lower()
        return self.evaluate(known)

    def first(self) -> str:
        with self._lock:
            return self._names[0]


async def main() -> None:
    flags = Flags(["beta"])
    print(await flags.checker("beta")(), await flags.later("beta")())
    print(await flags.is_on("BETA"), flags.first())


if __name__ == "__main__":
    asyncio.run(main())

"""Batch fetcher whose stations are awaitable objects."""
import asyncio
import inspect
from collections.abc import Generator
from typing import Any


class Station:
    def __init__(self, name: str) -> None:
        self.name = name

    def __await__(self) -> Generator[Any, None, float]:
        return self.read().__await__()

    async def read(self) -> float:
        await asyncio.sleep(0.1)
        return 20.0


class Slow(Station):
    """Inherits that it can be awaited."""


def station(name: str) -> Station:
    return Slow(name) if name.startswith("s") else Station(name)


class Network:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def all(self) -> list[float]:
        return [await station(name) for name in self.names]

    async def together(self) -> list[float]:
        return await asyncio.gather(*[station(name).read() for name in self.names])


async def call(function: Any, *args: Any) -> Any:
    result = function(*args)
    if inspect.isawaitable(result):
        result = await result
    return result


async def main() -> None:
    network = Network(["north", "south"])
    print(await network.all(), await network.together(), await call(len, "abc"))
    future = asyncio.get_running_loop().create_future()
    future.set_result(1)
    print(await future)


if __name__ == "__main__":
    asyncio.run(main())

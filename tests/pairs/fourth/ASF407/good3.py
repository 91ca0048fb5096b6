"""Single-flight cache: many callers shield one shared future."""
import asyncio
from typing import Awaitable, Callable


class SingleFlight:
    def __init__(self, load: Callable[[str], Awaitable[str]]) -> None:
        self.load = load
        self.flights: dict[str, asyncio.Task[str]] = {}

    async def _run(self, key: str) -> str:
        try:
            return await self.load(key)
        finally:
            self.flights.pop(key, None)

    async def get(self, key: str) -> str:
        if (flight := self.flights.get(key)) is None:
            flight = self.flights[key] = asyncio.create_task(self._run(key))
        return await asyncio.shield(flight)

    async def get_many(self, *keys: str) -> list[str]:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self.get(key)) for key in keys]
        return [task.result() for task in tasks]


async def wait_started(started: "asyncio.Future[None]", limit: float) -> bool:
    try:
        await asyncio.wait_for(asyncio.shield(started), limit)
    except TimeoutError:
        return False
    return True


async def lookup(key: str) -> str:
    await asyncio.sleep(0.1)
    return key.title()


async def main() -> None:
    cache = SingleFlight(lookup)
    print(await cache.get_many("ann", "bob", "ann"))
    started = asyncio.get_running_loop().create_future()
    print(await wait_started(started, 0.1))


if __name__ == "__main__":
    asyncio.run(main())

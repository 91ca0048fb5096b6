"""Game server with its own function called wait."""
import asyncio
from collections.abc import Awaitable, Iterable


async def wait(jobs: Iterable[Awaitable[str]]) -> list[str]:
    """Awaits the given jobs in turn."""
    return [await job for job in jobs]


class System:
    def __init__(self, name: str) -> None:
        self.name = name

    async def update(self, frame: int) -> str:
        await asyncio.sleep(0.01)
        return f"{self.name} {frame}"


class Barrier:
    async def wait(self, jobs: list) -> int:
        results = await asyncio.gather(*jobs)
        return len(results)


class Game:
    def __init__(self) -> None:
        self.systems = (System("physics"), System("network"))
        self.barrier = Barrier()

    async def frame(self, number: int) -> list[str]:
        return await wait([system.update(number) for system in self.systems])

    async def count(self, number: int) -> int:
        return await self.barrier.wait([system.update(number) for system in self.systems])


async def main() -> None:
    game = Game()
    print(await game.frame(1), await game.count(2))


if __name__ == "__main__":
    asyncio.run(main())

"""Trio job runner whose scopes hold whole nurseries."""
import contextlib
from collections.abc import AsyncIterator

import trio


class Job:
    def __init__(self, name: str, seconds: float) -> None:
        self.name = name
        self.seconds = seconds

    async def run(self) -> None:
        await trio.sleep(self.seconds)
        print("done", self.name)


class Runner:
    def __init__(self, jobs: list[Job]) -> None:
        self.jobs = tuple(jobs)

    async def run(self) -> bool:
        with trio.move_on_after(5) as scope:
            async with trio.open_nursery() as nursery:
                for job in self.jobs:
                    nursery.start_soon(job.run)
        return not scope.cancelled_caught

    async def serial(self) -> None:
        for job in self.jobs:
            with trio.move_on_after(1):
                await job.run()

    async def first(self) -> None:
        async with self.session(3) as job:
            await job.run()

    @contextlib.asynccontextmanager
    async def session(self, seconds: float) -> AsyncIterator[Job]:
        with trio.fail_after(seconds):
            yield self.jobs[0]


async def main() -> None:
    runner = Runner([Job("a", 1), Job("b", 2)])
    print(await runner.run())
    await runner.serial()
    await runner.first()


if __name__ == "__main__":
    trio.run(main)

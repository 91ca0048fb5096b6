"""Crawler steps with budgets that start on entry."""
import asyncio
import functools
import logging
import math
from contextlib import ExitStack

import anyio

log = logging.getLogger("steps")


class Step:
    def __init__(self, name: str, seconds: float) -> None:
        self.name = name
        self.seconds = seconds

    async def run(self) -> str:
        await anyio.sleep(self.seconds)
        return self.name

    def budget(self) -> anyio.CancelScope:
        return anyio.move_on_after(self.seconds * 2)


class Crawler:
    def __init__(self, limit: float) -> None:
        self.limit = limit
        self.scope = anyio.CancelScope()
        self.make_scope = functools.partial(anyio.move_on_after, limit)
        self.results: list[str] = []

    async def strict(self, step: Step) -> None:
        guard = anyio.fail_after(self.limit)
        await anyio.sleep(0.1)
        with guard:
            self.results.append(await step.run())

    async def stoppable(self, step: Step) -> bool:
        await anyio.sleep(0.1)
        with self.scope:
            self.scope.deadline = anyio.current_time() + self.limit
            await step.run()
        return not self.scope.cancelled_caught

    async def from_factory(self, steps: list[Step]) -> int:
        finished = 0
        for step in steps:
            with self.make_scope():
                await step.run()
                finished += 1
            with step.budget() as scope:
                await step.run()
            finished += not scope.cancelled_caught
        return finished

    async def stacked(self, step: Step) -> str:
        with ExitStack() as stack:
            scope = stack.enter_context(anyio.move_on_after(self.limit))
            try:
                return await step.run()
            finally:
                log.debug("deadline was %s", scope.deadline)
        return "-"

    async def extended(self, step: Step) -> None:
        with anyio.move_on_after(math.inf) as scope:
            await anyio.sleep(0)
            scope.deadline = anyio.current_time() + self.limit
            await step.run()

    async def rescheduled(self, step: Step) -> str:
        budget = asyncio.timeout(None)
        await asyncio.sleep(0.1)
        async with budget:
            budget.reschedule(asyncio.get_running_loop().time() + self.limit)
            return await step.run()


async def main() -> None:
    crawler = Crawler(1.0)
    step = Step("robots", 0.1)
    await crawler.strict(step)
    print(await crawler.stoppable(step), await crawler.from_factory([step]))
    print(await crawler.stacked(step), await crawler.rescheduled(step), crawler.results)
    await crawler.extended(step)


if __name__ == "__main__":
    anyio.run(main)

from __future__ import annotations

import asyncio


class Session:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tasks: set[asyncio.Task[None]] = set()

    def spawn(self, coro) -> None:
        task = asyncio.create_task(coro)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def __aenter__(self) -> Session:
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc_info) -> None:
        for task in list(self.tasks):
            task.cancel()  # expect: ASF410


async def race(first, second) -> object:
    tasks = [asyncio.ensure_future(first), asyncio.ensure_future(second)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for loser in pending:
        loser.cancel()  # expect: ASF410
    return done.pop().result()


async def main() -> None:
    async with Session("a") as session:
        session.spawn(asyncio.sleep(5))
        print(await race(asyncio.sleep(1, "slow"), asyncio.sleep(0.1, "fast")))


asyncio.run(main())

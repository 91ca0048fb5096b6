import asyncio

import trio


class Poller:
    def __init__(self, poll):
        self.poll = poll
        self.task = None
        self.background = set()
        self.by_name = {}

    def start(self):
        self.task = asyncio.create_task(self.poll())

    async def stop(self):
        self.task.cancel()
        await asyncio.gather(self.task, *self.background, *self.by_name.values(),
                             return_exceptions=True)

    def kick(self):
        task = asyncio.ensure_future(self.poll())
        self.background.add(task)
        task.add_done_callback(self.background.discard)

    def named(self, name):
        self.by_name[name] = asyncio.get_running_loop().create_task(self.poll())

    def spawn(self):
        return asyncio.create_task(self.poll())


class Board:
    def create_task(self, title):
        print("card", title)


async def grouped(poll, board: Board):
    async with asyncio.TaskGroup() as group:
        group.create_task(poll())
        _ = group.create_task(poll())
    board.create_task("write docs")


async def nursery(poll):
    async with trio.open_nursery() as tasks:
        tasks.start_soon(poll)


async def listed(poll):
    tasks = [asyncio.create_task(poll()) for _ in range(3)]
    return await asyncio.gather(*tasks)


async def direct(poll):
    await asyncio.create_task(poll())
    task = asyncio.create_task(poll())
    try:
        await asyncio.wait_for(poll(), 3)
    finally:
        task.cancel()


async def chained(poll):
    return (await asyncio.gather(asyncio.create_task(poll())))[0]

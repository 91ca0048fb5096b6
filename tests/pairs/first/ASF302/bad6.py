import asyncio


class Job:
    def __init__(self, queue: asyncio.Queue) -> None:
        self.queue = queue
        self.done: list[object] = []

    async def options(self) -> dict[str, int]:
        await asyncio.sleep(0)
        return {"retries": 3}

    async def names(self) -> list[str]:
        await asyncio.sleep(0)
        return ["a", "b"]

    async def next_item(self) -> object:
        return await self.queue.get()

    async def run(self, runner) -> None:
        await runner.start(**self.options())  # expect: ASF302
        await runner.add("x", *self.names())  # expect: ASF302
        while item := self.next_item():  # expect: ASF302
            self.done.append(await item)

import asyncio
from asyncio import Lock, Queue


class Stage:
    def __init__(self, depth: int) -> None:
        self.lock = Lock()
        self.out: Queue = Queue(depth)
        self.seen: dict[str, int] = {}

    async def _emit(self, word: str) -> None:
        await self.out.put(word)  # expect: ASF616


class Splitter(Stage):
    async def feed(self, text: str) -> None:
        async with self.lock:
            for word in text.split():
                self.seen[word] = self.seen.get(word, 0) + 1
                await self._emit(word)

    async def drain(self, write) -> None:
        while True:
            word = await self.out.get()
            async with self.lock:
                count = self.seen.pop(word, 0)
            await write(word, count)


async def main(texts, write) -> None:
    splitter = Splitter(4)
    async with asyncio.TaskGroup() as group:
        drain = group.create_task(splitter.drain(write))
        for text in texts:
            await splitter.feed(text)
        drain.cancel()

"""Dispatcher whose tables are filled by comprehensions and defaults."""
import asyncio
from collections import defaultdict


class Dispatcher:
    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.queues: list[asyncio.Queue[str]] = [asyncio.Queue(100) for _ in range(workers)]
        self.handled: defaultdict[int, list[str]] = defaultdict(list)
        self.limits = dict.fromkeys(range(workers), 100)

    async def work(self, index: int) -> None:
        while (text := await self.queues[index].get()) != "":
            self.handled[index].append(text)

    async def run(self, texts: list[str]) -> None:
        async with asyncio.TaskGroup() as group:
            for index in range(self.workers):
                group.create_task(self.work(index))
            for number, text in enumerate(texts):
                await self.queues[number % self.workers].put(text)
            for queue in self.queues:
                await queue.put("")

    def by_letter(self, texts: list[str]) -> dict[str, list[str]]:
        unique = list(dict.fromkeys(text[0] for text in texts))
        found: dict[str, list[str]] = {letter: [] for letter in unique}
        for text in texts:
            found[text[0]].append(text)
        return found


async def main() -> None:
    dispatcher = Dispatcher(3)
    await dispatcher.run(["a", "b", "c"])
    print(dispatcher.by_letter(["apple", "pear"]))


if __name__ == "__main__":
    asyncio.run(main())

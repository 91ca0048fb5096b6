"""Dispatcher with a queue for each of its worker tasks."""
import asyncio
from asyncio import Queue
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Stats:
    handled: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


class Dispatcher:
    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.queues: list[Queue[str]] = [Queue(100)] * workers  # expect: ASF806
        self.stats = Stats()

    async def work(self, index: int) -> None:
        while (text := await self.queues[index].get()) != "":
            self.stats.handled[index].append(text)

    async def run(self, texts: list[str]) -> None:
        async with asyncio.TaskGroup() as group:
            for index in range(self.workers):
                group.create_task(self.work(index))
            for number, text in enumerate(texts):
                await self.queues[number % self.workers].put(text)
            for queue in self.queues:
                await queue.put("")

    def by_letter(self, texts: list[str]) -> dict[str, list[str]]:
        found = dict.fromkeys((text[0] for text in texts), [])  # expect: ASF806
        for text in texts:
            found[text[0]].append(text)
        return found


async def main() -> None:
    dispatcher = Dispatcher(3)
    await dispatcher.run(["a", "b", "c"])
    print(dispatcher.by_letter(["apple", "pear"]))


if __name__ == "__main__":
    asyncio.run(main())

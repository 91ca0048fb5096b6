"""Queue consumer whose finally blocks hold inner loops and functions."""
import asyncio


class Consumer:
    def __init__(self, queue: "asyncio.Queue[str]") -> None:
        self.queue = queue
        self.handled: list[str] = []

    async def handle(self, text: str) -> int:
        await asyncio.sleep(0.01)
        return len(text)

    async def run(self, count: int) -> int:
        total = 0
        for _ in range(count):
            text = await self.queue.get()
            try:
                total += await self.handle(text)
            finally:
                def label(value: str) -> str:
                    return value.title()

                names = sorted(self.handled, key=lambda name: len(name))
                self.handled.append(label(text))
                while names:
                    if names.pop() == text:
                        continue
                    break
        return total


async def main() -> None:
    queue: asyncio.Queue[str] = asyncio.Queue(10)
    for text in ("a", "bb"):
        await queue.put(text)
    print(await Consumer(queue).run(2))


if __name__ == "__main__":
    asyncio.run(main())

"""Asyncio mailbox with a drain step between deliveries."""
import asyncio
from collections import deque


class Mailbox:
    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.letters: deque[str] = deque()

    async def deliver(self, letter: str) -> None:
        async with self.lock:
            await asyncio.sleep(0.05)
            self.letters.append(letter)

    async def settle(self) -> None:
        async with self.lock:  # expect: ASF215
            pass

    async def take(self) -> str | None:
        async with self.lock:
            await asyncio.sleep(0)
            return self.letters.popleft() if self.letters else None


async def main() -> None:
    mailbox = Mailbox()
    await asyncio.gather(*(mailbox.deliver(text) for text in ("a", "b", "c")))
    await mailbox.settle()
    print(await mailbox.take())


if __name__ == "__main__":
    asyncio.run(main())

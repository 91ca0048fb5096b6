import asyncio
from asyncio import timeout as deadline
from collections.abc import AsyncGenerator


class Feed:
    def __init__(self) -> None:
        self.inbox: asyncio.Queue[str | None] = asyncio.Queue()

    async def push(self, text: str) -> None:
        await self.inbox.put(text)

    async def close(self) -> None:
        await self.inbox.put(None)

    async def items(self, patience: float) -> AsyncGenerator[str, None]:
        scope = deadline(patience)
        async with scope:
            while True:
                text = await self.inbox.get()
                if text is None:
                    return
                yield text.strip()  # expect: ASF314


class UpperFeed(Feed):
    async def items(self, patience: float) -> AsyncGenerator[str, None]:
        async with asyncio.TaskGroup() as group:
            group.create_task(self.push("hello"))
            group.create_task(self.close())
            while True:
                text = await self.inbox.get()
                if text is None:
                    break
                yield text.upper()  # expect: ASF314


async def main() -> None:
    feed = UpperFeed()
    async for item in feed.items(2.0):
        print(item)


if __name__ == "__main__":
    asyncio.run(main())

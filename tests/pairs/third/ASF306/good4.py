"""Search front end with awaitable query objects that may be awaited again."""
import asyncio
from collections.abc import Generator


class Query:
    def __init__(self, text: str) -> None:
        self.text = text
        self.hits: list[str] = []

    def __await__(self) -> Generator[None, None, list[str]]:
        return self._run().__await__()

    async def _run(self) -> list[str]:
        await asyncio.sleep(0.1)
        return [self.text.title()]


async def lookup(text: str) -> list[str]:
    await asyncio.sleep(0)
    return [text]


async def search(text: str) -> list[str]:
    query = Query(text)
    first = await query
    second = await query
    return first + second


async def fallback(text: str) -> list[str]:
    pending = lookup(text)
    hits = await pending
    if not hits:
        pending = lookup(text.lower())
        hits = await pending
    return hits


async def choose(kind: str, text: str) -> list[str]:
    pending = lookup(text)
    match kind:
        case "slow":
            return await asyncio.wait_for(pending, 10)
        case "task":
            return await asyncio.create_task(pending)
        case _:
            return await pending


async def main() -> None:
    print(await search("lock"), await fallback("x"), await choose("task", "y"))


if __name__ == "__main__":
    asyncio.run(main())

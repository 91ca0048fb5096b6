"""Search front end that starts its query in the background."""
import asyncio
from dataclasses import dataclass


@dataclass
class Hit:
    title: str
    score: float


class Backend:
    async def query(self, text: str) -> list[Hit]:
        await asyncio.sleep(0.2)
        return [Hit(text.title(), 1.0)]


class Search:
    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    async def search(self, text: str) -> list[Hit]:
        query = self.backend.query(text)
        task = asyncio.create_task(query)
        await asyncio.sleep(0)
        if task.done():
            return task.result()
        return await query  # expect: ASF306

    async def twice(self, text: str) -> list[Hit]:
        query = self.backend.query(text)
        first = await query
        if not first:
            first = await query  # expect: ASF306
        return first


async def main() -> None:
    search = Search(Backend())
    print(await search.search("lock"))
    print(await search.twice("mutex"))


if __name__ == "__main__":
    asyncio.run(main())

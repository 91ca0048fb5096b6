"""Search service whose budget holds the fetches in a comprehension."""
from contextlib import asynccontextmanager

import trio


class Session:
    async def __aenter__(self) -> "Session":
        await trio.sleep(0.01)
        return self

    async def __aexit__(self, *error) -> None:
        print("left")

    def get(self, index: int) -> str:
        return f"text {index}"


class Search:
    def __init__(self, count: int) -> None:
        self.count = count

    async def fetch(self, index: int) -> str:
        await trio.sleep(0.01)
        return f"text {index}"

    async def all(self) -> list[str]:
        with trio.move_on_after(2):
            return [await self.fetch(index) for index in range(self.count)]
        return []

    async def one(self) -> str:
        with trio.fail_after(1):
            async with Session() as session:
                return session.get(0)

    @asynccontextmanager
    async def budget(self, seconds: float):
        with trio.CancelScope(deadline=trio.current_time() + seconds) as scope:
            yield scope


async def main() -> None:
    search = Search(3)
    print(await search.all(), await search.one())
    async with search.budget(5) as scope:
        await trio.sleep(0.01)
        print(scope.cancel_called)


if __name__ == "__main__":
    trio.run(main)

"""Classes with both protocols, and coroutines that are awaited before the with."""
import asyncio
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from typing import AsyncIterator


class Session:
    """Works with `with` in scripts and `async with` in services."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *exc: object) -> None:
        print("closed", self.name)

    async def __aenter__(self) -> "Session":
        await asyncio.sleep(0)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await asyncio.sleep(0)


async def connect(name: str) -> Session:
    await asyncio.sleep(0.1)
    return Session(name)


@asynccontextmanager
async def borrowed(name: str) -> AsyncIterator[Session]:
    async with await connect(name) as session:
        yield session


async def main() -> None:
    with Session("sync") as one, nullcontext():
        print(one.name)
    async with Session("async") as two, nullcontext() as nothing:
        print(two.name, nothing)
    async with AsyncExitStack() as stack:
        three = await stack.enter_async_context(borrowed("three"))
        four = stack.enter_context(Session("four"))
        print(three.name, four.name)
    async with asyncio.timeout(5), borrowed("five") as five:
        await asyncio.sleep(0)
        print(five.name)


if __name__ == "__main__":
    asyncio.run(main())

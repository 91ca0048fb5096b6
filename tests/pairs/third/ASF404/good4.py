"""Streaming export whose generator ends in the ordinary way."""
import asyncio
import io
from collections.abc import AsyncIterator


class Source:
    def __init__(self, text: str) -> None:
        self.buffer = io.StringIO(text)

    async def read(self, size: int) -> str:
        await asyncio.sleep(0)
        return self.buffer.read(size)

    def close(self) -> None:
        self.buffer.close()


async def lines(source: Source) -> AsyncIterator[str]:
    try:
        while True:
            chunk = await source.read(16)
            if not chunk:
                return
            yield chunk
    finally:
        source.close()


async def first(source: Source) -> str | None:
    result = None
    try:
        result = await source.read(4)
    finally:
        try:
            source.close()
        except ValueError:
            print("closed before")
    if not result:
        return None
    return result


async def main() -> None:
    async for chunk in lines(Source("a" * 40)):
        print(len(chunk))
    print(await first(Source("abcdef")))


if __name__ == "__main__":
    asyncio.run(main())

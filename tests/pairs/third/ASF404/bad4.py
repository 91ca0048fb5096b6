"""Streaming export that yields chunks and closes its source."""
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
        while chunk := await source.read(16):
            yield chunk
    finally:
        source.close()
        return  # expect: ASF404


async def total(sources: list[Source]) -> int:
    size = 0
    for source in sources:
        try:
            size += len(await source.read(1024))
        finally:
            with io.StringIO() as scratch:
                scratch.write(str(size))
                if size > 4096:
                    return size  # expect: ASF404
    return size


async def main() -> None:
    async for chunk in lines(Source("a" * 40)):
        print(len(chunk))
    print(await total([Source("x"), Source("y")]))


if __name__ == "__main__":
    asyncio.run(main())

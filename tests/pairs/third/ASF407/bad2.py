"""Journal that flushes its pages although the request was cancelled."""
import asyncio
from asyncio import create_task, shield


class Journal:
    def __init__(self) -> None:
        self.pages: list[str] = []
        self.written: list[str] = []

    async def _write(self, page: str) -> int:
        await asyncio.sleep(0.05)
        self.written.append(page)
        return len(page)

    async def append(self, page: str) -> int:
        return await shield(self._write(page))  # expect: ASF407

    async def flush(self) -> int:
        total = 0
        for page in tuple(self.pages):
            total += await shield(create_task(self._write(page)))  # expect: ASF407
        return total

    async def close(self) -> None:
        try:
            await shield(self._write("end"))  # expect: ASF407
        except OSError:
            print("journal lost")


async def main() -> None:
    journal = Journal()
    journal.pages.extend(["a", "b"])
    print(await journal.append("c"), await journal.flush())
    await journal.close()


if __name__ == "__main__":
    asyncio.run(main())

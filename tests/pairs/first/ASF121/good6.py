import asyncio


def records(path: str):
    with open(path, encoding="utf-8") as fh:
        for line in fh:
            yield line.split()


async def replay(path: str) -> int:
    rows = await asyncio.to_thread(lambda: list(records(path)))
    return len(rows)


class Journal:
    def _write(self, line: str) -> None:
        with open("journal.log", "a") as fh:
            fh.write(line)


class MemoryJournal(Journal):
    def __init__(self) -> None:
        self.lines: list[str] = []

    def _write(self, line: str) -> None:
        self.lines.append(line)

    async def log(self, line: str) -> None:
        self._write(line + "\n")
        await asyncio.sleep(0)

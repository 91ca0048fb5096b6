"""Polls a print server until a job leaves the spool."""
import asyncio
import random
import time
from dataclasses import dataclass


@dataclass
class Job:
    number: int
    pages: int
    state: str = "queued"


class SpoolWatcher:
    def __init__(self, reader, writer, attempts=5):
        self.reader = reader
        self.writer = writer
        self.attempts = attempts

    async def _ask(self, job):
        self.writer.write(f"STAT {job.number}\n".encode())
        await self.writer.drain()
        line = await self.reader.readline()
        return line.decode().strip()

    async def wait_printed(self, job):
        for attempt in range(self.attempts):
            state = await self._ask(job)
            if state == "printed":
                return True
            delay = 0.2 * 2 ** attempt + random.random() / 10
            time.sleep(delay)  # expect: ASF101
        return False


async def main():
    reader, writer = await asyncio.open_connection("spool.local", 9100)
    watcher = SpoolWatcher(reader, writer)
    print(await watcher.wait_printed(Job(17, 3)))
    writer.close()
    await writer.wait_closed()


if __name__ == "__main__":
    asyncio.run(main())

import asyncio
import time


class BlockingSink:
    def flush(self) -> None:
        time.sleep(0.1)


class MemorySink:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.flushed = 0

    def flush(self) -> None:
        self.flushed += len(self.lines)
        self.lines.clear()


class Logger:
    def __init__(self, sink: MemorySink) -> None:
        self.sink = sink

    async def write(self, line: str) -> None:
        self.sink.lines.append(line)
        loop = asyncio.get_running_loop()
        loop.call_soon(self.sink.flush)
        await asyncio.sleep(0)


def main_sync(lines: list[str]) -> None:
    sink = BlockingSink()
    for _ in lines:
        sink.flush()

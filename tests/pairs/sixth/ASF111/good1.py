import asyncio
import threading
from collections import deque


class Pump:
    def __init__(self, source):
        self.source = source
        self.backlog = deque()
        self.closed = False

    async def drain(self, writer):
        while self.backlog:
            writer.write(self.backlog.popleft())
        await writer.drain()

    async def run(self):
        while not self.closed:
            item = await self.source()
            if item is None:
                continue
            self.backlog.append(item)

    async def batches(self, size):
        batch = []
        while True:
            if len(batch) == size or not self.backlog:
                break
            batch.append(self.backlog.popleft())
        await asyncio.sleep(0)
        return batch


async def ticks(interval):
    count = 0
    while True:
        yield count
        count += 1
        await asyncio.sleep(interval)


async def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    await asyncio.sleep(0)
    return steps


async def parse(lines):
    it = iter(lines)
    await asyncio.sleep(0)
    while True:
        line = next(it, None)
        if line is None:
            return
        if line.startswith("#"):
            continue
        print(line)


async def follow(stream):
    while True:
        async for line in stream:
            print(line)
        await asyncio.sleep(1)


def in_thread(stop: threading.Event):
    while True:
        if stop.wait(0.1):
            return

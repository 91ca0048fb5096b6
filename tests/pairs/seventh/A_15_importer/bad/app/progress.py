import asyncio
import csv
import sys


class Progress:
    def __init__(self, out=sys.stderr):
        self.out = out
        self.done = 0

    def step(self):
        self.done += 1

    async def run(self, total):
        while True:
            self.out.write(f"\r{self.done}/{total}")
            await asyncio.sleep(0.2)


class Sink:
    def __init__(self, writer, progress):
        self.writer = writer
        self.progress = progress

    async def insert(self, row):
        self.writer.write(("\t".join(row) + "\n").encode())
        await self.writer.drain()
        self.progress.step()
        return True


def read_rows(path):
    with open(path, newline="") as fh:
        return list(csv.reader(fh))

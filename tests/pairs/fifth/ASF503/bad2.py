"""Through helpers, a subclass of Thread and to_thread."""
import asyncio
import threading


class Stats:
    def __init__(self) -> None:
        self.count = 0

    def bump(self) -> None:
        self.count = self.count + 1  # expect: ASF503


stats = Stats()


class Worker(threading.Thread):
    def __init__(self, jobs: list[int]) -> None:
        super().__init__()
        self.jobs = jobs

    def run(self) -> None:
        for _ in self.jobs:
            stats.bump()


def start() -> None:
    workers = [Worker([1, 2, 3]) for _ in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


class Importer:
    def __init__(self) -> None:
        self.rows = 0

    def load(self, path: str) -> None:
        self.rows += len(path)  # expect: ASF503

    async def load_all(self, paths: list[str]) -> int:
        await asyncio.gather(*(asyncio.to_thread(self.load, path) for path in paths))
        return self.rows

import asyncio
from concurrent.futures import Executor, Future
from concurrent.futures import ThreadPoolExecutor as Pool
from threading import Timer


async def index(name: str) -> int:
    await asyncio.sleep(0)
    return len(name)


class Indexer:
    def __init__(self) -> None:
        self.pool: Executor = Pool(4)
        self.pending: list[Future] = []

    def add(self, name: str) -> None:
        self.pending.append(self.pool.submit(index, name))  # expect: ASF307

    def add_later(self, name: str) -> Timer:
        timer = Timer(5.0, index, args=(name,))  # expect: ASF307
        timer.start()
        return timer

    def sizes(self) -> list[int]:
        return [future.result() for future in self.pending]

import multiprocessing as mp
import threading
from threading import Barrier


def square(number: int) -> int:
    return number * number


class Fleet:
    start = Barrier(3)

    def __init__(self) -> None:
        self.pool = mp.Pool(2)
        self.idle = threading.Condition()
        self.busy = 0

    async def launch(self) -> None:
        self.start.wait()  # expect: ASF108

    async def squares(self, numbers: list[int]) -> list[int]:
        return self.pool.map(square, numbers)  # expect: ASF108

    async def settle(self) -> None:
        with self.idle:
            self.idle.wait_for(lambda: self.busy == 0)  # expect: ASF108


async def stop(workers: list[threading.Thread]) -> None:
    for worker in workers:
        worker.join(timeout=2)  # expect: ASF108

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass


class Accumulator:
    def __init__(self, out: list[int], start: int) -> None:
        self._out = out
        self._start = start

    def __call__(self) -> None:
        self._out.append(self._start)


@dataclass(frozen=True)
class ResizeJob:
    width: int
    height: int

    def __call__(self) -> tuple[int, int]:
        return self.width // 2, self.height // 2


def run(pool: ThreadPoolExecutor, out: list[int]) -> "Future[tuple[int, int]]":
    thread = threading.Thread(target=Accumulator(out, 3))
    thread.start()
    thread.join()
    return pool.submit(ResizeJob(640, 480))

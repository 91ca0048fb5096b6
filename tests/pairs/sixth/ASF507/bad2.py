from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from time import sleep as nap

go = False


def runner(lane: int) -> int:
    while not go:  # expect: ASF507
        nap(0)
    return lane


def race(lanes: int) -> list[int]:
    global go
    with ThreadPoolExecutor(lanes) as pool:
        runners = [pool.submit(runner, lane) for lane in range(lanes)]
        go = True
        return [future.result() for future in runners]


class Stage(Thread):
    def __init__(self, previous: Stage | None = None) -> None:
        super().__init__()
        self.previous = previous
        self.complete = False

    def run(self) -> None:
        if self.previous is not None:
            while True:  # expect: ASF507
                if self.previous.complete:
                    break
                nap(0.05)
        print("running", self.name)
        self.complete = True


if __name__ == "__main__":
    print(race(4))
    first = Stage()
    second = Stage(first)
    second.start()
    first.start()
    first.join()
    second.join()

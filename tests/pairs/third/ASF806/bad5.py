"""Pipeline of threads that are joined by queues and stop events."""
import queue
import threading as th
from collections.abc import Callable
from functools import partial

STAGES: tuple[Callable[[int], int], ...] = (lambda n: n + 1, lambda n: n * 2)
make_queue = partial(queue.Queue, 10)


class Pipeline:
    def __init__(self) -> None:
        count = len(STAGES)
        self.queues = [queue.Queue(maxsize=10)] * (count + 1)  # expect: ASF806
        self.stops = [th.Event()] * count  # expect: ASF806
        self.errors = [list()] * count  # expect: ASF806
        self.spare = make_queue()

    def stage(self, index: int) -> None:
        step = STAGES[index]
        while not self.stops[index].is_set():
            try:
                number = self.queues[index].get(timeout=0.1)
            except queue.Empty:
                continue
            self.queues[index + 1].put(step(number))

    def run(self, numbers: list[int]) -> int:
        threads = [th.Thread(target=self.stage, args=(index,)) for index in range(len(STAGES))]
        for thread in threads:
            thread.start()
        for number in numbers:
            self.queues[0].put(number)
        total = sum(self.queues[-1].get() for _ in numbers)
        for stop in self.stops:
            stop.set()
        for thread in threads:
            thread.join()
        return total


if __name__ == "__main__":
    print(Pipeline().run([1, 2, 3]))

"""Bank of elevators: shared positions and call buttons."""
from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger(__name__)


class Bank:
    def __init__(self, floors: int) -> None:
        self._lock = threading.Lock()
        self._floors = floors
        self._version = 0
        self._plan: tuple[int, ...] = ()
        self._calls: list[int] = []
        self._served = 0
        self._peak = 0
        self._mode = "day"

    def call(self, floor: int) -> None:
        with self._lock:
            self._calls.append(floor)
            waiting = len(self._calls)
        with self._lock:
            self._peak = max(self._peak, waiting)

    def take_calls(self) -> list[int]:
        with self._lock:
            calls, self._calls = self._calls, []
        calls.sort()
        return calls

    def replan(self) -> bool:
        with self._lock:
            version, plan = self._version, self._plan
        candidate = tuple(sorted(set(plan) | set(range(self._floors))))
        with self._lock:
            if self._version != version:
                return False
            self._plan = candidate
            self._version += 1
        return True

    def serve(self) -> int:
        calls = self.take_calls()
        for floor in calls:
            log.info("stop at %d", floor)
        with self._lock:
            self._served += len(calls)
            return self._served

    def set_mode(self, mode: str) -> None:
        with self._lock:
            previous = self._mode
        log.info("%s -> %s", previous, mode)
        with self._lock:
            self._mode = mode

    def average(self) -> float:
        with self._lock:
            served, floors = self._served, self._floors
        return served / floors

    def shift(self, amount: int) -> None:
        with self._lock:
            served = self._served
            self._served = served + amount


def rush_hour(bank: Bank, floors: list[int]) -> int:
    with ThreadPoolExecutor(4) as pool:
        for floor in floors:
            pool.submit(bank.call, floor).add_done_callback(report)
        served = pool.submit(bank.serve).result()
        bank.set_mode("night")
        bank.shift(1)
        while not bank.replan():
            log.debug("plan changed meanwhile")
    return served


def report(future) -> None:
    if (error := future.exception()) is not None:
        log.error("call failed: %r", error)


if __name__ == "__main__":
    print(rush_hour(Bank(12), [3, 7, 9]))

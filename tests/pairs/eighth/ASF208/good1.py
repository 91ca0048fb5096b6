"""Kitchen display: several ways to ask for a lock and to mind the answer."""
from __future__ import annotations

import logging
import threading
import time

from filelock import FileLock, Timeout

logger = logging.getLogger("kitchen")


class Orders:
    """A shop also acquires customers, and that has no result."""

    def __init__(self) -> None:
        self.customers: list[str] = []

    def acquire(self, name: str, timeout: float = 0.0) -> None:
        self.customers.append(f"{name} after {timeout}")


class Stove:
    def __init__(self) -> None:
        self._flame = threading.Lock()
        self._plates = threading.Semaphore(4)
        self._log = FileLock("/tmp/stove.lock")
        self.cooked = 0

    def cook(self, dish: str) -> bool:
        if not self._flame.acquire(timeout=3):
            logger.warning("no flame for %s", dish)
            return False
        try:
            self.cooked += 1
            return True
        finally:
            self._flame.release()

    def simmer(self, dish: str) -> int:
        self._flame.acquire(True)
        try:
            self.cooked += 1
            return len(dish)
        finally:
            self._flame.release()

    def roast(self, dish: str) -> int:
        self._flame.acquire(timeout=-1)
        try:
            self.cooked += 2
            return len(dish)
        finally:
            self._flame.release()

    def plate(self, deadline: float) -> bool:
        got = self._plates.acquire(timeout=max(0.0, deadline - time.monotonic()))
        try:
            if got:
                logger.info("plated")
            return got
        finally:
            if got:
                self._plates.release()

    def patient(self, dish: str) -> int:
        while not self._flame.acquire(timeout=1):
            logger.info("still waiting for the flame: %s", dish)
        try:
            self.cooked += 1
            return self.cooked
        finally:
            self._flame.release()

    def record(self, line: str) -> bool:
        try:
            self._log.acquire(timeout=2)
        except Timeout:
            logger.warning("log is locked")
            return False
        try:
            logger.info("%s", line)
        finally:
            self._log.release()
        return True

    def try_flame(self) -> bool:
        return self._flame.acquire(blocking=False)

    def flame_off(self) -> None:
        self._flame.release()


def serve(stove: Stove, orders: Orders) -> int:
    orders.acquire("table 4", timeout=2.5)
    served = 0
    for dish in ("soup", "stew"):
        if stove.cook(dish) and stove.plate(time.monotonic() + 1):
            served += stove.simmer(dish)
    if stove.try_flame():
        stove.flame_off()
    return served


if __name__ == "__main__":
    kitchen = Stove()
    print(serve(kitchen, Orders()), kitchen.roast("duck"), kitchen.patient("pie"))
    kitchen.record("closed")

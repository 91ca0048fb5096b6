"""Ticket machine: waiting with and without company of other locks."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections import deque

logger = logging.getLogger("tickets")


class Machine:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._coins = threading.Condition(self._lock)
        self._inserted: deque[int] = deque()

    def insert(self, coin: int) -> None:
        with self._lock:
            self._inserted.append(coin)
            self._coins.notify()

    def collect(self) -> int:
        with self._lock:
            while not self._inserted:
                self._coins.wait()
            return self._inserted.popleft()


class Printer:
    def __init__(self) -> None:
        self._head = threading.Lock()
        self._paper = threading.Event()
        self._jobs: queue.Queue[str] = queue.Queue()
        self._sold_lock = threading.Lock()
        self._sold = 0
        self._refills = 0

    def refill(self) -> None:
        self._paper.set()
        with self._head:
            self._refills += 1

    def submit(self, job: str) -> None:
        self._jobs.put(job)
        with self._sold_lock:
            self._sold += 1

    def print_one(self) -> str:
        with self._head:
            self._paper.wait(timeout=60)
            job = self._jobs.get()
            logger.info("printing %s", job)
            return job

    def peek(self) -> str | None:
        with self._sold_lock:
            try:
                return self._jobs.get_nowait()
            except queue.Empty:
                return None


class Gate:
    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._changed = asyncio.Condition(self._turn)
        self._opened = asyncio.Event()
        self._people = 0

    async def enter(self) -> None:
        await self._opened.wait()
        async with self._turn:
            await asyncio.sleep(0)
            self._people += 1
            self._changed.notify_all()

    async def full(self, limit: int) -> int:
        async with self._turn:
            await self._changed.wait_for(lambda: self._people >= limit)
            return self._people

    async def open(self) -> None:
        async with self._turn:
            await asyncio.sleep(0)
            logger.info("opening for %d", self._people)
            self._opened.set()


class Barrier:
    def __init__(self) -> None:
        self._arrivals = threading.Lock()
        self._go = threading.Event()
        self._count = 0

    def arrive(self) -> int:
        with self._arrivals:
            self._count += 1
            count = self._count
        self._go.wait()
        return count

    def release(self) -> None:
        with self._arrivals:
            self._go.set()


async def day(gate: Gate) -> int:
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(gate.full(2))
        for _ in range(2):
            group.create_task(gate.enter())
        group.create_task(gate.open())
    return waiting.result()


def main() -> None:
    machine, printer, barrier = Machine(), Printer(), Barrier()
    machine.insert(2)
    printer.refill()
    printer.submit("zone 1")
    barrier.release()
    print(machine.collect(), printer.print_one(), printer.peek(), barrier.arrive())
    print(asyncio.run(day(Gate())))


if __name__ == "__main__":
    main()

"""Seat allocation for a ticket office with several counters."""
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

logger = logging.getLogger("tickets")


class Printer:
    def emit(self, seat: int) -> None:
        logger.info("ticket for seat %d", seat)


class Show:
    def __init__(self, capacity: int, printer: Printer) -> None:
        self._mutex = threading.Lock()
        self._printer = printer
        self._free = capacity
        self._next_seat = 1
        self._waiting: dict[str, int] = {}
        self._revenue = 0

    @contextmanager
    def _exclusive(self):
        with self._mutex:
            yield

    @property
    def free(self) -> int:
        with self._mutex:
            return self._free

    def sell(self, price: int) -> int | None:
        with self._mutex:
            seat = self._next_seat
        if seat > 400:
            return None
        self._printer.emit(seat)
        with self._mutex:
            self._next_seat = seat + 1  # expect: ASF506
            self._revenue += price
        return seat

    def hold(self, count: int) -> bool:
        available = self.free
        if available < count:
            logger.warning("only %d seats left", available)
            return False
        with self._mutex:
            self._free = available - count  # expect: ASF506
        return True

    def queue_up(self, customer: str) -> int:
        with self._exclusive():
            place = len(self._waiting)
        logger.debug("%s would be number %d", customer, place)
        with self._exclusive():
            self._waiting[customer] = place + 1  # expect: ASF506
        return place + 1

    def discount(self, rate: float) -> None:
        self._mutex.acquire()
        try:
            total, seats = self._revenue, self._next_seat - 1
        finally:
            self._mutex.release()
        reduced = round(total * (1 - rate))
        logger.info("%d seats, revenue %d -> %d", seats, total, reduced)
        with self._mutex:
            self._revenue = reduced  # expect: ASF506


def counter(show: Show, customers: list[str]) -> int:
    sold = 0
    for customer in customers:
        if show.hold(1) and show.sell(25) is not None:
            sold += 1
        else:
            show.queue_up(customer)
    return sold


def open_doors(show: Show, lines: list[list[str]]) -> int:
    with ThreadPoolExecutor(len(lines)) as pool:
        futures = [pool.submit(counter, show, line) for line in lines]
        return sum(f.result() for f in futures)

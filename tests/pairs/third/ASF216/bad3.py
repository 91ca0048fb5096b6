"""Booking engine that releases its seat lock when a booking is refused."""
import threading
from dataclasses import dataclass, field


class Refused(ValueError):
    pass


@dataclass
class Flight:
    seats: int
    lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, count: int) -> None:
        if count > self.seats:
            raise Refused(count)


class Engine:
    def __init__(self, flight: Flight) -> None:
        self.flight = flight

    def book(self, name: str, count: int) -> str:
        self.flight.lock.acquire()
        try:
            self.flight.check(count)
            self.flight.seats -= count
            return f"{name}: {count} seats"
        except Refused:
            self.flight.lock.release()
            return f"{name}: refused"
        finally:
            self.flight.lock.release()  # expect: ASF216


def main() -> None:
    engine = Engine(Flight(10))
    for name, count in (("ada", 4), ("bob", 3)):
        print(engine.book(name, count))


if __name__ == "__main__":
    main()

import threading
from typing import Iterator


def ids(start: int) -> Iterator[str]:
    number = start
    while True:
        yield f"case-{number:05d}"
        number += 1


class Desk(threading.Thread):
    def __init__(self, numbers: Iterator[str], visitors: list[str]) -> None:
        super().__init__()
        self.numbers = numbers
        self.visitors = visitors
        self.tickets: list[tuple[str, str]] = []

    def run(self) -> None:
        for visitor in self.visitors:
            self.tickets.append((next(self.numbers), visitor))


def open_office(morning: list[str], noon: list[str]) -> list[tuple[str, str]]:
    source = ids(1)
    left = Desk(source, morning)
    right = Desk(source, noon)  # expect: ASF703
    left.start()
    right.start()
    left.join()
    right.join()
    return left.tickets + right.tickets

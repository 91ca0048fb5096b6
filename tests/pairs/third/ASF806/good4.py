"""Converter whose worker threads share one lock on purpose."""
import itertools
import threading
from concurrent.futures import ThreadPoolExecutor


class Printer:
    def __init__(self) -> None:
        self.lines: list[str] = []

    def show(self, lock: threading.Lock, name: str) -> int:
        with lock:
            self.lines.append(name)
        return len(name)


def convert(printer: Printer, names: list[str]) -> list[int]:
    lock = threading.Lock()
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(printer.show, [lock] * len(names), names))


def convert_lazily(printer: Printer, names: list[str]) -> list[int]:
    shared = threading.Lock()
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(printer.show, itertools.repeat(shared), names))


def defaults(names: list[str]) -> dict[str, tuple[str, ...]]:
    table = dict.fromkeys(names, ())
    table.update({name: (name.upper(),) for name in names if name})
    return table


def rows(count: int) -> list[list[int]]:
    return [list(range(count)) * 2 for _ in [None] * count]


def main() -> None:
    printer = Printer()
    names = ["a", "bb"]
    print(convert(printer, names), convert_lazily(printer, names))
    print(defaults(names), rows(2), sorted(printer.lines))


if __name__ == "__main__":
    main()

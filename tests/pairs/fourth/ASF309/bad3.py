"""trio jobs: wrappers whose lock, timer and error handling end before the job starts."""
import threading
import time
from contextlib import contextmanager

import trio


@contextmanager
def timed(name: str):
    begin = time.perf_counter()
    try:
        yield
    finally:
        print(name, time.perf_counter() - begin)


class Printer:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.pages = 0

    async def print_page(self, text: str) -> int:
        await trio.sleep(0.2)
        return len(text)

    def print_timed(self, text: str):
        with timed(text):
            return self.print_page(text)  # expect: ASF309

    def print_locked(self, text: str):
        with self.lock:
            return self.print_page(text.upper())  # expect: ASF309

    def print_safely(self, text: str):
        try:
            page = text.encode("ascii").decode()
        except UnicodeError:
            page = "?"
        else:
            try:
                return self.print_page(page)  # expect: ASF309
            except trio.BrokenResourceError:
                print("printer gone")
        return self.print_page("")


async def main() -> None:
    printer = Printer()
    print(await printer.print_timed("one"))
    print(await printer.print_locked("two"))

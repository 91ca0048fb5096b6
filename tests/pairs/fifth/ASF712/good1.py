"""Joined, closed, or daemons."""
import threading
from concurrent.futures import ThreadPoolExecutor


def beep() -> None:
    print("beep")


def main() -> None:
    worker = threading.Thread(target=beep)
    worker.start()
    worker.join()
    threading.Thread(target=beep, daemon=True).start()


def fan_out(items: list[int]) -> list[int]:
    with ThreadPoolExecutor() as pool:
        return [future.result() for future in [pool.submit(abs, item) for item in items]]


class Owner:
    def __init__(self) -> None:
        self._thread = threading.Thread(target=beep)
        self._thread.start()

    def close(self) -> None:
        self._thread.join()

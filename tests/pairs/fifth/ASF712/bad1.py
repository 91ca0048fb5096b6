"""Threads and pools that nobody waits for."""
import threading
from concurrent.futures import ThreadPoolExecutor


def beep() -> None:
    print("beep")


def main() -> None:
    worker = threading.Thread(target=beep)
    worker.start()  # expect: ASF712


def fan_out(items: list[int]) -> list[int]:
    pool = ThreadPoolExecutor()  # expect: ASF712
    return [future.result() for future in [pool.submit(abs, item) for item in items]]

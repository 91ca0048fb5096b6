"""Report printer used by the processes of a batch job."""
import multiprocessing as mp
import sys
from multiprocessing.synchronize import Lock


class Printer:
    def __init__(self, lock: Lock) -> None:
        self.lock = lock

    def line(self, name: str, value: float) -> None:
        text = f"{name:<20}{value:>10.2f}\n"
        self.lock.acquire(timeout=1)  # expect: ASF208
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        finally:
            self.lock.release()


def job(number: int, lock: Lock) -> None:
    printer = Printer(lock)
    total = 0.0
    for step in range(1000):
        total += step * number
    printer.line(f"job {number}", total)


def main() -> None:
    lock = mp.Lock()
    jobs = [mp.Process(target=job, args=(number, lock)) for number in range(4)]
    for process in jobs:
        process.start()
    for process in jobs:
        process.join()
    lock.acquire(block=False)  # expect: ASF208
    try:
        print("all jobs ended")
    finally:
        lock.release()


if __name__ == "__main__":
    main()

import threading
from collections.abc import Callable


def fan_out(jobs: list[Callable[[], int]]) -> int:
    lock = threading.Lock()
    total = 0

    def run(job: Callable[[], int]) -> None:
        nonlocal total
        value = job()
        with lock:
            total += value

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with lock:
        return total

"""Three consumers, one sentinel."""
import queue
import threading

jobs: queue.Queue = queue.Queue()


def worker() -> None:
    while True:
        job = jobs.get()
        if job is None:
            return
        print(job)


def main() -> None:
    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(9):
        jobs.put(number)
    jobs.put(None)  # expect: ASF614
    for thread in threads:
        thread.join()

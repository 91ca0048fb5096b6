"""A sentinel for each, or one that is passed on."""
import queue
import threading

jobs: queue.Queue = queue.Queue()
relay: queue.Queue = queue.Queue()


def worker() -> None:
    while True:
        job = jobs.get()
        if job is None:
            return
        print(job)


def polite() -> None:
    while True:
        job = relay.get()
        if job is None:
            relay.put(None)
            return
        print(job)


def main() -> None:
    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for _ in threads:
        jobs.put(None)
    for thread in threads:
        thread.join()


def other() -> None:
    threads = [threading.Thread(target=polite) for _ in range(3)]
    for thread in threads:
        thread.start()
    relay.put(None)
    for thread in threads:
        thread.join()

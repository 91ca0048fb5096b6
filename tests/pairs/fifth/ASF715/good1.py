"""Guarded, and of one thread."""
import threading

cache: dict[str, int] = {}
lock = threading.Lock()


def work(name: str) -> None:
    with lock:
        cache[name] = len(name)


def main() -> None:
    threads = [threading.Thread(target=work, args=("x",)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

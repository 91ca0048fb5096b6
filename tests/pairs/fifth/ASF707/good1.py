"""Module-level functions and plain data; threads may get anything."""
import functools
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def work(item: int, factor: int = 2) -> int:
    return item * factor


def child(lock) -> None:
    with lock:
        print("in")


def main(items: list[int]) -> None:
    with ProcessPoolExecutor() as pool:
        print(list(pool.map(functools.partial(work, factor=3), (n for n in items))))
        print(pool.submit(work, 1).result())
    with ThreadPoolExecutor() as threads:
        threads.submit(lambda: threading.Lock()).result()
    lock = multiprocessing.Lock()
    process = multiprocessing.Process(target=child, args=(lock,))
    process.start()
    process.join()


if __name__ == "__main__":
    main([1])

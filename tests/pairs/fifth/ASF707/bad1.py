"""What cannot be pickled is sent to processes."""
import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor


def work(item, lock) -> int:
    with lock:
        return item


def main(items: list[int]) -> None:
    with ProcessPoolExecutor() as pool:
        pool.submit(lambda: 1).result()  # expect: ASF707
        pool.submit(work, 1, threading.Lock()).result()  # expect: ASF707

        def local(item: int) -> int:
            return item + 1

        print(list(pool.map(local, items)))  # expect: ASF707

    with multiprocessing.Pool() as other:
        numbers = (n for n in items)
        other.apply(sum, (numbers,))  # expect: ASF707


if __name__ == "__main__":
    main([1])

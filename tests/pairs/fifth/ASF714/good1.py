"""Guarded, or only defined."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

threads = ThreadPoolExecutor(2)
threads.submit(print, "fine").result()


def work(n: int) -> int:
    return n * n


def main() -> None:
    process = multiprocessing.Process(target=work, args=(1,))
    process.start()
    process.join()
    with ProcessPoolExecutor() as executor:
        print(list(executor.map(work, range(3))))


if __name__ == "__main__":
    main()

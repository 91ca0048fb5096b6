"""Processes that start when the module is imported."""
import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def work(n: int) -> int:
    return n * n


def launch() -> None:
    with multiprocessing.Pool(2) as pool:  # expect: ASF714
        print(pool.map(work, range(3)))


process = multiprocessing.Process(target=work, args=(1,))
process.start()  # expect: ASF714
process.join()

with ProcessPoolExecutor() as executor:
    print(list(executor.map(work, range(3))))  # expect: ASF714

launch()

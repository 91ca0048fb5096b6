import multiprocessing
from concurrent.futures import ProcessPoolExecutor


def make_pool(workers):
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def square(n):
    return n * n


def warm_table(size):
    with multiprocessing.Pool(2) as pool:
        return pool.map(square, range(size))

import multiprocessing
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def default_pool(workers):
    return ProcessPoolExecutor(workers)


def spawn_pool(workers):
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


threads = ThreadPoolExecutor(4)

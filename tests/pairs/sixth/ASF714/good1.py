import multiprocessing
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import Process

forking = multiprocessing.get_context("fork")
LOCK = multiprocessing.Lock()
IDLE = Process(target=print)


def factors(number):
    found = []
    divisor = 2
    while number > 1:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    return found


def factor_all(numbers):
    with multiprocessing.Pool(4) as pool:
        return pool.map(factors, numbers)


with forking.Pool(2) as small_pool:
    SMALL = small_pool.map(factors, range(2, 10))


def in_threads(numbers):
    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(factors, numbers))


class Runner:
    def __init__(self, numbers):
        self.numbers = numbers

    def run(self):
        with ProcessPoolExecutor() as pool:
            return list(pool.map(factors, self.numbers))


def main():
    numbers = [int(arg) for arg in sys.argv[1:]]
    print(factor_all(numbers), Runner(numbers).run())
    child = Process(target=print, args=numbers)
    child.start()
    child.join()


def in_main():
    return __name__ == "__main__" and threading.current_thread().name == "MainThread"


if "__main__" == __name__:
    multiprocessing.freeze_support()
    main()

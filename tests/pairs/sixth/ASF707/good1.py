import multiprocessing as mp
import operator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

spawn = mp.get_context("spawn")
_guard = None


def score(weights, molecule):
    return sum(weights.get(atom, 0) for atom in molecule)


def read_rows(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield line.rstrip()


def keep(guard):
    global _guard
    _guard = guard


def mark(name):
    with _guard:
        print(name)
    return name


def drain(jobs, guard):
    for job in iter(jobs.get, None):
        with guard:
            print(job)


class Screening:
    def __init__(self, weights):
        self.weights = weights

    def best(self, path):
        with ProcessPoolExecutor() as pool:
            return max(pool.map(partial(score, self.weights), read_rows(path)))

    def first(self, rows):
        with ProcessPoolExecutor() as pool:
            return list(pool.map(operator.itemgetter(0), rows))

    def in_threads(self, molecules):
        with ThreadPoolExecutor() as pool:
            return list(pool.map(lambda m: score(self.weights, m), molecules))


def mark_all(names):
    with spawn.Pool(4, initializer=keep, initargs=(spawn.Lock(),)) as pool:
        return pool.map(mark, names)


def child(items):
    jobs, guard = spawn.Queue(), spawn.Lock()
    process = spawn.Process(target=drain, args=(jobs, guard))
    process.start()
    for item in items:
        jobs.put(item)
    jobs.put(None)
    process.join()


if __name__ == "__main__":
    print(mark_all(["a", "b"]))

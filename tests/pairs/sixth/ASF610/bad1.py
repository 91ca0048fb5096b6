"""Word counts of large files, one process for each file."""
import multiprocessing
from collections import Counter


def count_words(path, results):
    counter = Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            counter.update(line.split())
    results.put((path, counter))


def count_all(paths):
    results = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=count_words, args=(path, results))
        for path in paths
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()  # expect: ASF610
    total = Counter()
    for _ in workers:
        _, counter = results.get()
        total.update(counter)
    return total


if __name__ == "__main__":
    import sys

    print(count_all(sys.argv[1:]).most_common(10))

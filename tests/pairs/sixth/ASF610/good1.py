import multiprocessing
import queue
import threading
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
    total = Counter()
    for _ in workers:
        _, counter = results.get()
        total.update(counter)
    for worker in workers:
        worker.join()
    return total


def count_in_threads(paths):
    results = queue.Queue()
    threads = [
        threading.Thread(target=count_words, args=(path, results)) for path in paths
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return dict(results.get() for _ in threads)


def consume(jobs):
    for path in iter(jobs.get, None):
        print(path)


def feed(paths):
    jobs = multiprocessing.Queue()
    consumer = multiprocessing.Process(target=consume, args=(jobs,))
    consumer.start()
    for path in paths:
        jobs.put(path)
    jobs.put(None)
    consumer.join()


def count_with_pool(paths, count):
    with multiprocessing.Pool() as pool:
        pending = [pool.apply_async(count, (path,)) for path in paths]
        counters = [result.get() for result in pending]
        pool.close()
        pool.join()
    return counters

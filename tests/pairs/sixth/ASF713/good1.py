import multiprocessing
import threading
from concurrent.futures import ProcessPoolExecutor

broken = []
_cache = {}
_model = None
_lock = threading.Lock()
total = 0


def check_site(site, links, results):
    found = []
    for link in links:
        if not link.startswith(f"https://{site}/"):
            found.append((site, link))
    results.put(found)


def check(sites):
    results = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=check_site, args=(site, links, results))
        for site, links in sites.items()
    ]
    for process in processes:
        process.start()
    for _ in processes:
        broken.extend(results.get())
    for process in processes:
        process.join()
    return sorted(broken)


def load(path):
    global _model
    _model = path.upper()


def predict(text):
    if text not in _cache:
        _cache[text] = len(_model + text)
    return _cache[text]


def predict_all(path, texts):
    with ProcessPoolExecutor(initializer=load, initargs=(path,)) as pool:
        return list(pool.map(predict, texts))


def add(number):
    global total
    with _lock:
        total += number


def add_in_threads(numbers):
    threads = [threading.Thread(target=add, args=(n,)) for n in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total


def bump(counter, times):
    with counter.get_lock():
        counter.value += times


def count(times):
    counter = multiprocessing.Value("i", 0)
    process = multiprocessing.Process(target=bump, args=(counter, times))
    process.start()
    process.join()
    return counter.value

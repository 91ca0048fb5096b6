import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import requests


class PriceCollector:
    def __init__(self, base):
        self.base = base
        self._local = threading.local()

    @property
    def session(self):
        if not hasattr(self._local, "session"):
            self._local.session = requests.Session()
        return self._local.session

    def price(self, article):
        response = self.session.get(f"{self.base}/{article}", timeout=10)
        return article, response.json()["price"]

    def collect(self, articles):
        with ThreadPoolExecutor(8) as pool:
            return dict(pool.map(self.price, articles))


class OneAtATime:
    def __init__(self, base):
        self.base = base
        self._lock = threading.Lock()
        self._session = requests.Session()

    def price(self, article):
        with self._lock:
            return self._session.get(f"{self.base}/{article}", timeout=10).json()

    def collect(self, articles):
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(self.price, articles))


def in_background(urls, results):
    with requests.Session() as session:
        for url in urls:
            results.append(session.get(url, timeout=5).status_code)


def check(urls):
    results = []
    thread = threading.Thread(target=in_background, args=(urls, results))
    thread.start()
    thread.join()
    return results


def lines(files):
    for file in files:
        yield from file


def count(files):
    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(len, lines(files)))


def label(people):
    numbers = itertools.count(1)
    return [(next(numbers), person) for person in people]

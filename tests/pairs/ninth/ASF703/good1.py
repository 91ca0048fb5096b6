"""Link checker with per-thread sessions and shared clients."""
import csv
import itertools
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import requests

log = logging.getLogger("linkcheck")

_local = threading.local()


def session() -> requests.Session:
    if not hasattr(_local, "session"):
        _local.session = requests.Session()
    return _local.session


def check(url: str) -> int:
    return session().head(url, timeout=10).status_code


class Checker:
    def __init__(self, bucket: str) -> None:
        self.bucket = bucket
        self.client = boto3.client("s3")
        self.setup = requests.Session()
        self.numbers = itertools.count()
        self._lock = threading.Lock()
        self._pages = self._generate()

    def _generate(self):
        for page in range(1000):
            yield f"page-{page}"

    def next_page(self) -> str | None:
        with self._lock:
            return next(self._pages, None)

    def login(self) -> str:
        return self.setup.post("https://login.test", timeout=5).text

    def upload(self, url: str) -> int:
        code = check(url)
        number = next(self.numbers)
        self.client.put_object(Bucket=self.bucket, Key=f"{number}.txt", Body=str(code))
        return code

    def run(self, urls: list[str]) -> list[int]:
        token = self.login()
        log.debug("token of %d characters", len(token))
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(self.upload, (url for url in urls)))

    def pages(self) -> list[str | None]:
        with ThreadPoolExecutor(4) as pool:
            return [f.result() for f in [pool.submit(self.next_page) for _ in range(20)]]


def one_worker(path: str, rows: list[list[str]]) -> None:
    with open(path, "w", newline="") as stream:
        writer = csv.writer(stream)
        thread = threading.Thread(target=writer.writerows, args=(rows,))
        thread.start()
        thread.join()
        writer.writerow(["end"])


def each_its_own(urls: list[str]) -> list[str]:
    def fetch(url: str) -> str:
        with requests.Session() as own:
            return own.get(url, timeout=5).text

    with ThreadPoolExecutor() as pool:
        return list(pool.map(fetch, urls))

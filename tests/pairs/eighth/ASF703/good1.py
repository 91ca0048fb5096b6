"""Price comparison: asks many shops at once."""
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
import requests
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import sessionmaker

log = logging.getLogger("prices")
engine = create_engine("postgresql:///prices")
SessionLocal = sessionmaker(engine)
_local = threading.local()


def session() -> requests.Session:
    try:
        return _local.session
    except AttributeError:
        _local.session = requests.Session()
        return _local.session


def ask(url: str) -> str:
    return session().get(url, timeout=10).text


def ask_all(urls: list[str]) -> list[str]:
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(ask, urls))


def offers(pages: list[str]):
    for page in pages:
        yield from page.split("\n")


def parse_all(pages: list[str]) -> list[str]:
    """The generator is consumed by this thread; the jobs get its items."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(str.strip, offers(pages)))


def store(price: float) -> None:
    with SessionLocal() as db:
        db.execute(text("insert into price values (:p)"), {"p": price})
        db.commit()


def store_all(prices: list[float]) -> None:
    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(store, price) for price in prices]:
            job.result()


def back_up(names: list[str]) -> None:
    """Low-level clients are documented as thread-safe."""
    s3 = boto3.client("s3")
    with ThreadPoolExecutor(4) as pool:
        for job in [pool.submit(s3.upload_file, name, "prices", name) for name in names]:
            job.result()


def in_background(shops: list[str]) -> threading.Thread:
    """One thread only, the caller keeps nothing."""
    http = requests.Session()
    http.headers["User-Agent"] = "compare/2"
    thread = threading.Thread(target=_visit, args=(http, shops))
    thread.start()
    return thread


def _visit(http: requests.Session, shops: list[str]) -> None:
    with http:
        for shop in shops:
            log.info("%s: %s", shop, http.get(shop, timeout=10).status_code)


class Numbers:
    """An iterator that locks."""

    def __init__(self, source) -> None:
        self._source = iter(source)
        self._lock = threading.Lock()

    def __iter__(self) -> "Numbers":
        return self

    def __next__(self) -> int:
        with self._lock:
            return next(self._source)


def number_all(limit: int) -> None:
    numbers = Numbers(range(limit))

    def worker() -> None:
        for number in numbers:
            log.info("number %d", number)

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def report() -> list:
    with SessionLocal() as db:
        rows = db.execute(select(text("1"))).all()
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(str, rows))

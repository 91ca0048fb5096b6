"""Web cache warmer that cleans up after itself."""
import atexit
import logging
import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

log = logging.getLogger("warmer")


def touch(url: str) -> int:
    return len(url)


class Warmer:
    def __init__(self, urls: list[str]) -> None:
        self.urls = urls
        self.pool = ThreadPoolExecutor(4)
        self.thread = threading.Thread(target=self._warm)
        self.total = 0

    def _warm(self) -> None:
        self.total = sum(map(touch, self.urls))

    def __enter__(self) -> "Warmer":
        self.thread.start()
        return self

    def __exit__(self, *exc) -> None:
        self.thread.join()
        self.pool.shutdown()

    def batch(self) -> list[int]:
        return list(self.pool.map(touch, self.urls))


def warm_all(urls: list[str]) -> int:
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor(2))
        warmer = stack.enter_context(Warmer(urls))
        pages = sum(pool.map(touch, urls)) + len(warmer.batch())
    return pages


def start_background(url: str) -> threading.Thread:
    thread = threading.Thread(target=touch, args=(url,))
    thread.start()
    return thread


def heartbeat() -> None:
    threading.Thread(target=log.info, args=("alive",), daemon=True).start()


def in_processes(urls: list[str]) -> None:
    children = []
    for url in urls:
        child = multiprocessing.Process(target=touch, args=(url,))
        child.start()
        children.append(child)
    while children:
        children.pop().join()


def expire(seconds: float) -> None:
    timer = threading.Timer(seconds, log.info, args=("expired",))
    timer.start()
    atexit.register(timer.cancel)


def main(urls: list[str]) -> None:
    in_processes(urls)
    heartbeat()
    expire(30)
    start_background(urls[0]).join()
    log.info("%d pages", warm_all(urls))


if __name__ == "__main__":
    main(["https://a.test"])

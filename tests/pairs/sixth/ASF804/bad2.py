import queue
import threading
from contextvars import ContextVar

import requests

breadcrumbs: ContextVar[list] = ContextVar("breadcrumbs", default=[])  # expect: ASF804


def leave_crumb(text: str) -> list:
    return [*breadcrumbs.get(), text]


class Fetcher:
    def __init__(self, urls: list[str], session=requests.Session()) -> None:  # expect: ASF804
        self.urls = urls
        self.session = session

    def sizes(self) -> list[int]:
        return [len(self.session.get(url, timeout=5).content) for url in self.urls]


def consume(inbox=queue.Queue(100)) -> None:  # expect: ASF804
    while True:
        item = inbox.get()
        if item is None:
            break
        print(item)


def gather_words(text: str, words=set()):  # expect: ASF804
    words.update(text.split())
    print(len(words))


def start(texts: list[str]) -> None:
    threads = [threading.Thread(target=gather_words, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

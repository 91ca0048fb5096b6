"""Worker threads and processes of a translation service."""
import asyncio
import logging
import multiprocessing
import queue
import threading
from multiprocessing.connection import Connection

log = logging.getLogger("translate")
_STOP = object()
requests: queue.Queue = queue.Queue(maxsize=100)


def serve_requests() -> None:
    """Whoever imports `requests` ends the service with a None."""
    while True:
        request = requests.get()
        if request is None:
            break
        log.info("request %s", request)


def start_service() -> threading.Thread:
    thread = threading.Thread(target=serve_requests)
    thread.start()
    return thread


class Glossary(threading.Thread):
    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._terms: queue.Queue = queue.Queue()

    def add(self, term: str) -> None:
        self._terms.put(term)

    def run(self) -> None:
        while True:
            log.debug("new term %s", self._terms.get())


class Speller:
    def __init__(self) -> None:
        self._words: queue.Queue = queue.Queue()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._check)

    def start(self) -> None:
        self._thread.start()

    def check(self, word: str) -> None:
        self._words.put(word)

    def stop(self) -> None:
        self._done.set()
        self._thread.join()

    def _check(self) -> None:
        while not self._done.is_set():
            try:
                word = self._words.get(timeout=0.5)
            except queue.Empty:
                continue
            log.debug("checked %s", word)


class Typesetter:
    def __init__(self) -> None:
        self._pages: queue.Queue = queue.Queue(10)
        self._thread = threading.Thread(target=self._set)

    def __enter__(self) -> "Typesetter":
        self._thread.start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._pages.put(_STOP)
        self._thread.join()

    def typeset(self, page: str) -> None:
        self._pages.put(page)

    def _set(self) -> None:
        for page in iter(self._pages.get, _STOP):
            log.info("page of %d characters", len(page))


def model_process(conn: Connection) -> None:
    while True:
        try:
            text = conn.recv()
        except EOFError:
            return
        conn.send(text.title())


def translate(texts: list[str]) -> list[str]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=model_process, args=(theirs,))
    process.start()
    theirs.close()
    results = []
    for text in texts:
        ours.send(text)
        results.append(ours.recv())
    ours.close()
    process.join()
    return results


async def reviewer(pages: asyncio.Queue) -> None:
    while True:
        page = await pages.get()
        log.info("reviewed %s", page)


async def review(pages: asyncio.Queue, seconds: float) -> None:
    task = asyncio.create_task(reviewer(pages))
    await asyncio.sleep(seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)

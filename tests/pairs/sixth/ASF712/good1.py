import multiprocessing
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack


def transcode(source, target):
    print(source, "->", target)


class Saver:
    def __init__(self, write):
        self._write = write
        self._threads = []

    def save(self, text):
        thread = threading.Thread(target=self._write, args=(text,))
        thread.start()
        self._threads.append(thread)

    def close(self):
        for thread in self._threads:
            thread.join()

    def hint(self, text):
        threading.Thread(target=self._write, args=(text,), daemon=True).start()


class Library:
    def __init__(self, workers):
        self._pool = ThreadPoolExecutor(workers)
        self._timer = threading.Timer(60, print)
        self._child = None

    def begin(self, source, target):
        self._timer.start()
        self._child = multiprocessing.Process(target=transcode, args=(source, target))
        self._child.start()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        self._timer.cancel()
        self._pool.shutdown()
        if self._child is not None:
            self._child.join()


def start(work):
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def run(works):
    with ExitStack() as stack:
        pool = stack.enter_context(ThreadPoolExecutor())
        helper = start(print)
        stack.callback(helper.join)
        return list(pool.map(len, works))

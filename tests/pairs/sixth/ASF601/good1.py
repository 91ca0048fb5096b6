import subprocess
import threading
from collections import deque


class PageBuffer:
    def __init__(self, limit):
        self._limit = limit
        self._pages = deque()
        self._closed = False
        self._cond = threading.Condition()
        self._opened = threading.Event()

    def open(self):
        self._opened.set()

    def push(self, page):
        self._opened.wait()
        with self._cond:
            self._cond.wait_for(lambda: len(self._pages) < self._limit)
            self._pages.append(page)
            self._cond.notify_all()

    def pop(self):
        with self._cond:
            while not self._pages and not self._closed:
                self._cond.wait()
            if not self._pages:
                return None
            page = self._pages.popleft()
            self._cond.notify_all()
            return page

    def pop_many(self, count):
        got = []
        with self._cond:
            while True:
                while self._pages and len(got) < count:
                    got.append(self._pages.popleft())
                if len(got) == count or self._closed:
                    break
                self._cond.wait(1.0)
            self._cond.notify_all()
        return got

    def close(self):
        with self._cond:
            self._closed = True
            self._cond.notify_all()


def meet(barrier: threading.Barrier, started: threading.Event):
    if not started.is_set():
        started.wait()
    barrier.wait()


def run_tool(args):
    proc = subprocess.Popen(args)
    if proc.poll() is None:
        proc.wait()
    return proc.returncode

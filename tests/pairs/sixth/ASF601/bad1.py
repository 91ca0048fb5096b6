"""Hand-over of rendered pages from the renderer to the printer thread."""
import threading
from collections import deque


class PageBuffer:
    def __init__(self, limit):
        self._limit = limit
        self._pages = deque()
        self._closed = False
        self._cond = threading.Condition()

    def push(self, page):
        with self._cond:
            while len(self._pages) >= self._limit:
                self._cond.wait()
            self._pages.append(page)
            self._cond.notify_all()

    def pop(self):
        with self._cond:
            if not self._pages:
                self._cond.wait()  # expect: ASF601
            page = self._pages.popleft()
            self._cond.notify_all()
            return page

    def close(self):
        with self._cond:
            self._closed = True
            self._cond.notify_all()

    def drain(self, timeout):
        with self._cond:
            if self._pages:
                self._cond.wait(timeout)  # expect: ASF601
            return list(self._pages)

import threading
from collections import deque


class MailboxBase:
    def __init__(self):
        self._cond = threading.Condition()
        self._items = deque()

    def put(self, item):
        with self._cond:
            self._items.append(item)
            self._cond.notify()

    def pending(self):
        with self._cond:
            return self._has_mail()

    def _has_mail(self):
        return bool(self._items)

import logging

from .base import MailboxBase
from .gates import belts, sorter

log = logging.getLogger(__name__)


class Mailbox(MailboxBase):
    def __init__(self, owner):
        super().__init__()
        self.owner = owner
        self.closed = False

    def get(self, timeout=None):
        with self._cond:
            if not self._cond.wait_for(self._has_mail, timeout):
                return None
            return self._items.popleft()

    def take_all(self):
        with self._cond:
            while not self._has_mail():
                self._cond.wait()
            items = list(self._items)
            self._items.clear()
            return items

    def close(self):
        with self._cond:
            self.closed = True
            self._cond.notify_all()

    def letters(self):
        with self._cond:
            snapshot = tuple(self._items)
        for item in snapshot:
            yield item

    def sort(self, key):
        sorter.acquire()
        try:
            ordered = sorted(self.letters(), key=key)
            log.info("%s: %d letters", self.owner, len(ordered))
        finally:
            sorter.release()
        return ordered

    def convey(self, move):
        with belts:
            move(self.owner)

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
            if not self._items:
                self._cond.wait(timeout)  # expect: ASF601
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
        self._cond.notify_all()  # expect: ASF602

    def letters(self):
        with self._cond:  # expect: ASF207
            for item in self._items:
                yield item

    def sort(self, key):
        sorter.acquire()  # expect: ASF202
        ordered = sorted(self.letters(), key=key)
        log.info("%s: %d letters", self.owner, len(ordered))
        sorter.release()
        return ordered

    def convey(self, move):
        with belts:
            move(self.owner)

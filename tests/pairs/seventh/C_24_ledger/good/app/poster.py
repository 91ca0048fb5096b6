import threading

STOP = object()


class Poster(threading.Thread):
    """Takes entries from the queue and books them."""

    def __init__(self, entries, ledger):
        super().__init__()
        self.entries = entries
        self.ledger = ledger

    def run(self):
        while True:
            entry = self.entries.get()
            try:
                if entry is STOP:
                    break
                self.ledger.book(*entry)
            finally:
                self.entries.task_done()

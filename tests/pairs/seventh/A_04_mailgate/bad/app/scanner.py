import queue
import re
import threading

SPAM = re.compile(r"(?i)\b(viagra|lottery|wire transfer)\b")


class Scanner:
    """Runs the (slow, C-extension) content scanner in its own thread."""

    def __init__(self):
        self.inbox = queue.Queue()
        self.verdicts = queue.Queue()
        self.thread = threading.Thread(target=self._work, daemon=True)

    def start(self):
        self.thread.start()

    def submit(self, ident, text):
        self.inbox.put((ident, text))

    def _work(self):
        while True:
            item = self.inbox.get()
            if item is None:
                return
            ident, text = item
            self.verdicts.put((ident, not SPAM.search(text)))

    def stop(self):
        self.inbox.put(None)

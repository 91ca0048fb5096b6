import os.path
import threading
import time

import requests


class Feed:
    def __init__(self, url):
        self.url = url
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)
        self.entries = []
        self.worker = None

    def refresh(self):
        answer = requests.get(self.url, timeout=5)
        fresh = answer.json()
        with self.lock:
            self.entries = fresh
            self.changed.notify_all()

    def wait(self):
        with self.changed:
            while not self.entries:
                self.changed.wait(1)
            return len(self.entries)

    def text(self):
        with self.lock:
            return ", ".join(str(e) for e in self.entries)

    def path(self, root):
        with self.lock:
            return os.path.join(root, str(len(self.entries)))

    def stamp(self):
        with self.lock:
            now = time.monotonic()
            self.entries = [e for e in self.entries if e["until"] > now]

    def stop(self):
        with self.lock:
            worker, self.worker = self.worker, None
        if worker is not None:
            worker.join()

    def later(self):
        with self.lock:
            def poll():
                time.sleep(5)
                self.refresh()

            self.worker = threading.Thread(target=poll)
            self.worker.start()


def main():
    feed = Feed("https://example.org/feed")
    feed.refresh()
    time.sleep(1)
    print(feed.text())

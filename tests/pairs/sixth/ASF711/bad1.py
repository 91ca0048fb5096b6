"""Watches a folder and uploads what appears there."""
import threading
import time
from pathlib import Path


class FolderWatcher:
    def __init__(self, folder: Path, upload):
        self.folder = folder
        self.upload = upload
        self._known = set()

    def _watch(self):
        while True:
            for path in self.folder.iterdir():
                if path not in self._known:
                    self._known.add(path)
                    self.upload(path)
            time.sleep(2)

    def watch(self):
        watcher = threading.Thread(target=self._watch, daemon=True)
        watcher.run()  # expect: ASF711

    def upload_later(self, path, delay):
        threading.Timer(delay, self.upload, args=(path,))  # expect: ASF711


def main():
    watcher = FolderWatcher(Path("outbox"), print)
    watcher.upload_later(Path("hello.txt"), 5)
    watcher.watch()
    input("press return to stop")


if __name__ == "__main__":
    main()

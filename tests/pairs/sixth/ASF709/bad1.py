"""A backup service that runs in a thread beside a graphical interface."""
import signal
import threading
from pathlib import Path


class BackupService:
    def __init__(self, source: Path, store):
        self._source = source
        self._store = store
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="backup")

    def start(self):
        self._thread.start()

    def _terminated(self, signum, frame):
        self._stop.set()

    def _run(self):
        signal.signal(signal.SIGTERM, self._terminated)  # expect: ASF709
        while not self._stop.wait(60):
            for path in sorted(self._source.iterdir()):
                self._store(path)

    def stop(self):
        self._stop.set()
        self._thread.join()

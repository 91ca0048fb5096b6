import threading
from pathlib import Path


class FolderWatcher(threading.Thread):
    """Polls a folder for .url files and reports each one once."""

    def __init__(self, folder, on_file, interval=2.0):
        super().__init__(daemon=True, name=f"watch-{folder}")
        self.folder = Path(folder)
        self.on_file = on_file
        self.interval = interval
        self._stop_requested = threading.Event()

    def run(self):
        seen = set()
        while not self._stop_requested.wait(self.interval):
            for path in sorted(self.folder.glob("*.url")):
                if path not in seen:
                    seen.add(path)
                    self.on_file(path)

    def stop(self):
        self._stop_requested.set()

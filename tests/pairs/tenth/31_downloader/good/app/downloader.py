import logging
import threading
from concurrent.futures import ThreadPoolExecutor

from .progress import Progress
from .timers import after, debounce
from .widgets import Window

log = logging.getLogger(__name__)


class Downloader:
    def __init__(self, window: Window, urls, transport):
        self.window = window
        self.urls = urls
        self.transport = transport
        self.progress = Progress(len(urls))

    def start(self):
        worker = threading.Thread(target=self._download, args=(self.window.messages,), daemon=True)
        worker.start()
        debounce(5, self._save).start()
        log.info("download of %d urls started", len(self.urls))

    def _download(self, messages):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._fetch, self.urls))
        messages.put("done")

    def _fetch(self, url):
        self.progress.resumed.wait()
        blob = self.transport.get(url)
        with self.progress.lock:
            self.progress.fetched += 1
        return len(blob)

    def pause(self):
        self.progress.resumed.clear()

    def resume(self):
        self.progress.resumed.set()

    def _save(self):
        log.info("saving the list")

    def save_soon(self):
        return after(1, self._save)

import logging
import threading
import time
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
        worker = threading.Thread(target=self._download, args=(self.window.status,), daemon=True)  # expect: ASF702
        worker.start()
        saver = debounce(5, self._save)  # expect: ASF711
        log.info("download of %d urls started", len(self.urls))

    def _download(self, status):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(self._fetch, self.urls))
        status.show("done")

    def _fetch(self, url):
        while self.progress.paused:  # expect: ASF507
            time.sleep(0.2)
        blob = self.transport.get(url)
        self.progress.fetched += 1  # expect: ASF503
        return len(blob)

    def pause(self):
        self.progress.paused = True

    def resume(self):
        self.progress.paused = False

    def _save(self):
        log.info("saving the list")

    def save_soon(self):
        return after(1, self._save)

import logging
import threading

log = logging.getLogger(__name__)


class Ticker:
    def __init__(self, interval, func):
        self._interval = interval
        self._func = func
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._loop, daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        self._done.set()
        self._thread.join()

    def _loop(self):
        while not self._done.wait(self._interval):
            try:
                self._func()
            except Exception:
                log.exception("tick failed")

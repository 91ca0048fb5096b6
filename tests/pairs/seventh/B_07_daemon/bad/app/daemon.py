import threading

from app import config
from app.handlers import install_stop


class Daemon:
    def __init__(self, source):
        self._source = source
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="serve")
        self.samples = 0

    def _serve(self):
        install_stop(self._stop)
        while not self._stop.wait(config.get("interval", 1.0)):
            self._source.sample()
            self.samples += 1

    def start(self):
        self._thread.start()

    def join(self):
        self._thread.join()

import threading

from app import config


class Daemon:
    def __init__(self, source):
        self._source = source
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="serve")
        self.samples = 0

    @property
    def stop_event(self):
        return self._stop

    def _serve(self):
        while not self._stop.wait(config.get("interval", 1.0)):
            if config.reload_requested.is_set():
                config.reload_requested.clear()
                config.load("/etc/sensord.json")
            self._source.sample()
            self.samples += 1

    def start(self):
        self._thread.start()

    def join(self):
        self._thread.join()

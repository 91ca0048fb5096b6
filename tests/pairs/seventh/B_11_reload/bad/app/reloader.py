import threading


class Reloader(threading.Thread):
    def __init__(self, settings, read_environ, interval=15):
        super().__init__(daemon=True)
        self.settings = settings
        self.read_environ = read_environ
        self.interval = interval
        self._quit = threading.Event()
        self._pass_lock = threading.Lock()

    def run(self):
        while not self._quit.wait(self.interval):
            with self._pass_lock:
                self.settings.merge(self.read_environ())

    def settle(self):
        with self._pass_lock:  # expect: ASF215
            pass

    def stop(self):
        self._quit.set()
        self.join()

import threading


class Reloader(threading.Thread):
    def __init__(self, settings, read_environ, interval=15):
        super().__init__(daemon=True)
        self.settings = settings
        self.read_environ = read_environ
        self.interval = interval
        self._quit = threading.Event()
        self._pass_lock = threading.Lock()
        self._idle = threading.Condition(self._pass_lock)
        self._passing = False

    def run(self):
        while not self._quit.wait(self.interval):
            with self._idle:
                self._passing = True
            try:
                self.settings.merge(self.read_environ())
            finally:
                with self._idle:
                    self._passing = False
                    self._idle.notify_all()

    def settle(self):
        with self._idle:
            while self._passing:
                self._idle.wait()

    def stop(self):
        self._quit.set()
        self.join()

import threading


class PollerThread(threading.Thread):
    listeners = []
    interval = 0.5

    def __init__(self, name):
        super().__init__(name=name, daemon=True)
        self.halted = threading.Event()

    def run(self):
        self.prepare()
        while not self.halted.wait(self.interval):
            self.poll()

    def prepare(self):
        pass

    def poll(self):
        raise NotImplementedError

    def halt(self):
        self.halted.set()
        self.join()

import threading


class Job:
    def __init__(self, key, fn, every):
        self.key = key
        self.fn = fn
        self.every = every
        self.done = threading.Event()

    def run(self):
        try:
            return self.fn()
        finally:
            self.done.set()


class Worker(threading.Thread):
    def __init__(self, name):
        super().__init__(name=name, daemon=True)
        self.quit = threading.Event()

    def run(self):
        while not self.quit.wait(self.period):
            self.step()

    def step(self):
        raise NotImplementedError

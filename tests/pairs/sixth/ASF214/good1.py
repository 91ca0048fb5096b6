import queue
import threading


class Store:
    def __init__(self):
        self.lock = threading.Lock()
        self.filled = threading.Condition(self.lock)
        self.drained = threading.Condition(self.lock)
        self.items = []

    def put(self, item):
        with self.lock:
            while len(self.items) > 10:
                self.drained.wait()
            self.items.append(item)
            self.filled.notify()

    def get(self):
        with self.filled:
            self.filled.wait_for(lambda: self.items)
            item = self.items.pop(0)
            self.drained.notify()
            return item


class Printer:
    def __init__(self):
        self.paper_lock = threading.Lock()
        self.reader_lock = threading.Lock()
        self.ready = threading.Event()
        self.jobs = queue.Queue()
        self.pages = 0

    def load(self):
        with self.paper_lock:
            self.pages += 100
        self.ready.set()

    def warm(self):
        self.ready.set()

    def next(self):
        with self.reader_lock:
            return self.jobs.get(timeout=5)

    def submit(self, job):
        self.jobs.put(job)

    def print(self, job):
        self.ready.wait()
        with self.paper_lock:
            self.pages -= 1
        return job

    def poll(self):
        with self.paper_lock:
            if self.ready.is_set():
                return self.pages
            try:
                return self.jobs.get_nowait()
            except queue.Empty:
                return None

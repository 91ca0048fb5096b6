import threading


class Progress:
    def __init__(self, total):
        self.total = total
        self.lock = threading.Lock()
        self.fetched = 0
        self.paused = False
        self.resumed = threading.Event()
        self.resumed.set()

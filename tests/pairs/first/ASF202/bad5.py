import threading


class Pool:
    def __init__(self, factory) -> None:
        self.factory = factory
        self.idle: list = []
        self.mutex = threading.Lock()

    def take(self):
        mutex = self.mutex
        mutex.acquire()  # expect: ASF202
        if self.idle:
            item = self.idle.pop()
            mutex.release()
            return item
        item = self.factory()
        mutex.release()
        return item

    def give(self, item) -> None:
        with self.mutex:
            self.idle.append(item)

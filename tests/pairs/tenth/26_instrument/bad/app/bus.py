import threading


class Bus:
    def __init__(self, port):
        self.port = port
        self.lock = threading.Lock()
        self.owner = threading.RLock()
        self.slots = threading.BoundedSemaphore(2)

    def scan(self):
        with self.lock:
            return self.port.scan()

    def write(self, address, data):
        with self.lock:
            self.port.write(address, data)

    def grab(self):
        self.owner.acquire()

    def let_go(self):
        self.owner.release()

import threading

import filelock


class Valve:
    def __init__(self, path):
        self.lock = threading.Lock()
        self.disk = filelock.FileLock(path)
        self.state = "closed"
        self.missed = 0

    def open(self):
        if not self.lock.acquire(timeout=1):
            raise TimeoutError("valve busy")
        try:
            self.state = "open"
        finally:
            self.lock.release()

    def try_close(self):
        got = self.lock.acquire(blocking=False)
        if got:
            try:
                self.state = "closed"
            finally:
                self.lock.release()
        return got

    def force(self):
        self.lock.acquire(True)
        try:
            self.state = "forced"
        finally:
            self.lock.release()

    def wait(self):
        self.lock.acquire(timeout=-1)
        try:
            return self.state
        finally:
            self.lock.release()

    def persist(self):
        self.disk.acquire(timeout=2)
        try:
            with open("valve", "w") as out:
                out.write("valve")
        finally:
            self.disk.release()

    def poll(self):
        while not self.lock.acquire(timeout=0.5):
            print("waiting")
        try:
            return self.state
        finally:
            self.lock.release()


class Shop:
    def acquire(self, timeout=None):
        return timeout


def buy(shop: Shop):
    shop.acquire(timeout=3)

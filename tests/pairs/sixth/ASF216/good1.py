import threading


class Desk:
    def __init__(self):
        self.lock = threading.Lock()
        self.rlock = threading.RLock()
        self.seats = threading.Semaphore(0)
        self.guests = []

    def seat(self, guest):
        self.lock.acquire()
        try:
            if len(self.guests) > 9:
                return False
            self.guests.append(guest)
            return True
        finally:
            self.lock.release()

    def offer(self, guest):
        if not self.lock.acquire(timeout=1):
            return False
        try:
            self.guests.append(guest)
        finally:
            self.lock.release()
        return True

    def maybe(self, guest, careful):
        if careful:
            self.lock.acquire()
            try:
                self.guests.append(guest)
            finally:
                self.lock.release()

    def free_seat(self):
        self.seats.release()

    def free_seats(self, count):
        self.seats.release(count)
        self.seats.release()

    def twice(self):
        self.rlock.acquire()
        try:
            with self.rlock:
                print("nested")
        finally:
            self.rlock.release()

    def unlocked(self, job):
        with self.lock:
            self.lock.release()
            try:
                job()
            finally:
                self.lock.acquire()

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *exc):
        self.lock.release()


class Balloon:
    def release(self):
        print("up")


def party(balloon: Balloon):
    balloon.release()
    balloon.release()

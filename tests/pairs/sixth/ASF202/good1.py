import contextlib
import threading


class Gate:
    def __init__(self):
        self._lock = threading.Lock()
        self.owner = None

    def acquire(self):
        self._lock.acquire()
        self.owner = threading.get_ident()

    def release(self):
        self.owner = None
        self._lock.release()

    def __enter__(self):
        self._lock.acquire()
        return self

    def __exit__(self, *exc):
        self._lock.release()


class Buffer:
    def __init__(self):
        self.lock = threading.Lock()
        self.slots = threading.Semaphore(4)
        self.rows = []

    def add(self, row):
        self.lock.acquire()
        try:
            self.rows.append(row)
        finally:
            self.lock.release()

    def extend(self, rows):
        with contextlib.ExitStack() as stack:
            self.lock.acquire()
            stack.callback(self.lock.release)
            self.rows.extend(rows)

    def flush(self, sink):
        with self.lock:
            rows, self.rows = self.rows, []
            self.lock.release()
            try:
                sink(rows)
            finally:
                self.lock.acquire()
            self.flushed = len(rows)

    def begin(self):
        self.slots.acquire()
        threading.Thread(target=self.work).start()

    def work(self):
        try:
            self.add("work")
        finally:
            self.slots.release()

    def swap(self, make):
        self.lock.acquire()
        try:
            self.rows = make(self.rows)
        except BaseException:
            self.lock.release()
            raise
        self.lock.release()

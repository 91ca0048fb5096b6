import queue
import threading


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self._balance = 0
        self._entries = []
        self._incoming = queue.Queue(maxsize=16)

    def book(self, amount):
        with self._lock:
            self._balance += amount
        self._incoming.put(amount)

    def write(self):
        while True:
            amount = self._incoming.get()
            if amount is None:
                return
            with self._lock:
                self._entries.append((amount, self._balance))


class Audit:
    """The queue has no bound, so the put returns at once."""

    def __init__(self):
        self._lock = threading.Lock()
        self._count = 0
        self._events = queue.Queue()

    def add(self, event):
        with self._lock:
            self._count += 1
            self._events.put((self._count, event))

    def consume(self, handle):
        for event in iter(self._events.get, None):
            with self._lock:
                handle(event, self._count)


class Sampler:
    def __init__(self):
        self._lock = threading.Lock()
        self._dropped = 0
        self._samples = queue.Queue(maxsize=8)

    def add(self, sample):
        with self._lock:
            try:
                self._samples.put_nowait(sample)
            except queue.Full:
                self._dropped += 1

    def consume(self, handle):
        for sample in iter(self._samples.get, None):
            with self._lock:
                handle(sample, self._dropped)


class Ordered:
    """Only the producers share this lock."""

    def __init__(self):
        self._lock = threading.Lock()
        self._serial = 0
        self._out = queue.Queue(maxsize=4)

    def add(self, item):
        with self._lock:
            self._serial += 1
            self._out.put((self._serial, item))

    def consume(self, handle):
        for serial, item in iter(self._out.get, None):
            handle(serial, item)

"""Bookings go through a small queue to the thread that writes the ledger."""
import queue
import threading


class Ledger:
    def __init__(self):
        self._lock = threading.Lock()
        self._balance = 0
        self._entries = []
        self._incoming = queue.Queue(maxsize=16)
        self._thread = threading.Thread(target=self._write, daemon=True)

    def start(self):
        self._thread.start()

    def book(self, amount):
        with self._lock:
            self._balance += amount
            self._incoming.put(amount)  # expect: ASF616

    def balance(self):
        with self._lock:
            return self._balance

    def _write(self):
        while True:
            amount = self._incoming.get()
            with self._lock:
                self._entries.append((amount, self._balance))

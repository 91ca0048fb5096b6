"""Price ticker: every subscriber prints when the price moves."""
import threading


class Ticker:
    def __init__(self):
        self._lock = threading.Lock()
        self._price = 0.0
        self._moved = threading.Event()

    def update(self, price):
        with self._lock:
            self._price = price
        self._moved.set()
        self._moved.clear()  # expect: ASF604

    def price(self):
        with self._lock:
            return self._price

    def watch(self, count, show):
        for _ in range(count):
            self._moved.wait()
            show(self.price())


def subscribe(ticker, names):
    threads = [
        threading.Thread(target=ticker.watch, args=(10, print), name=name, daemon=True)
        for name in names
    ]
    for thread in threads:
        thread.start()
    return threads

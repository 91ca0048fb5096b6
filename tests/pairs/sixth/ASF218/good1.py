import threading


class Topic:
    def __init__(self, encode):
        self._lock = threading.Lock()
        self._subscribers = []
        self._encode = encode
        self._sent = 0

    def subscribe(self, callback):
        with self._lock:
            self._subscribers.append(callback)

    def unsubscribe(self, callback):
        with self._lock:
            self._subscribers = [c for c in self._subscribers if c is not callback]

    def publish(self, value):
        with self._lock:
            subscribers = tuple(self._subscribers)
            self._sent += 1
        data = self._encode(value)
        for subscriber in subscribers:
            subscriber(data)

    def _count(self):
        return len(self._subscribers)

    def count(self):
        with self._lock:
            return self._count()

    def names(self):
        with self._lock:
            return sorted(getattr(c, "__name__", "?") for c in self._subscribers)

    def once(self, callback):
        def run(value):
            callback(value)
            self.unsubscribe(run)

        with self._lock:
            self._subscribers.append(run)

    def later(self, callback):
        with self._lock:
            timer = threading.Timer(1, callback)
            timer.start()
        return timer


def double(value):
    return value * 2


class Total:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 1

    def grow(self):
        with self.lock:
            self.value = double(self.value)

import threading


class Signal:
    """A tiny observer list used by GUI and worker threads."""

    def __init__(self):
        self._lock = threading.Lock()
        self._slots = []
        self._last = None

    def connect(self, slot):
        with self._lock:
            self._slots.append(slot)

    def emit(self, value):
        with self._lock:
            self._last = value
            for slot in self._slots:
                slot(value)  # expect: ASF218

    def transform(self, fn):
        with self._lock:
            self._last = fn(self._last)  # expect: ASF218


def main():
    changed = Signal()
    changed.connect(print)
    threads = [threading.Thread(target=changed.emit, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    changed.transform(str)


if __name__ == "__main__":
    main()

import threading


class EventLog:
    """In-memory log; HTTP threads append, admin pages iterate."""

    def __init__(self, limit=1000):
        self.limit = limit
        self._lock = threading.Lock()
        self._events = []

    def append(self, event):
        with self._lock:
            self._events.append(event)
            del self._events[:-self.limit]

    def matching(self, word):
        with self._lock:
            for event in self._events:
                if word in event:
                    yield event  # expect: ASF207

    def pages(self, size):
        self._lock.acquire()
        try:
            for start in range(0, len(self._events), size):
                yield self._events[start:start + size]  # expect: ASF207
        finally:
            self._lock.release()


def main():
    log = EventLog()
    for number in range(50):
        log.append(f"event {number}")
    for line in log.matching("4"):
        print(line)
    for page in log.pages(10):
        print(len(page))


if __name__ == "__main__":
    main()

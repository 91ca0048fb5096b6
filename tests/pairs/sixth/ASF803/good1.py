import threading
from types import MappingProxyType


class Metrics:
    def __init__(self, names):
        self._lock = threading.Lock()
        self._counters = {}
        self._events = []
        self._points = {}
        self._total = 0
        self._names = tuple(names)
        self._by_topic = {}

    def count(self, name, step=1):
        with self._lock:
            self._counters[name] = self._counters.get(name, 0) + step
            self._total += step

    def event(self, text, x, y):
        with self._lock:
            self._events.append(text)
            self._points[text] = (x, y)

    def subscribe(self, topic, who):
        with self._lock:
            self._by_topic.setdefault(topic, set()).add(who)

    def counters(self):
        with self._lock:
            return dict(self._counters)

    def view(self):
        with self._lock:
            return MappingProxyType(self._counters.copy())

    def take_events(self):
        with self._lock:
            events, self._events = self._events, []
            return events

    def total(self):
        with self._lock:
            return self._total

    def names(self):
        with self._lock:
            return self._names

    def point(self, text):
        with self._lock:
            return self._points[text]

    def counter(self, name):
        with self._lock:
            return self._counters.get(name, 0)

    def subscribers(self, topic):
        with self._lock:
            return frozenset(self._by_topic.get(topic, ()))

    def unsubscribe_all(self, topic):
        with self._lock:
            return self._by_topic.pop(topic, set())

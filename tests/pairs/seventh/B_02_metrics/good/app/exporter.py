import threading


class Exporter:
    """Pushes a snapshot on demand; at most one push runs at a time."""

    def __init__(self, registry, transport):
        self._registry = registry
        self._transport = transport
        self._pushing = threading.Lock()

    def push(self):
        if not self._pushing.acquire(timeout=2):
            return None
        try:
            payload = {}
            for name in self._registry.names():
                payload[name] = self._registry.counter(name).value
            self._transport.send(payload)
            return payload
        finally:
            self._pushing.release()

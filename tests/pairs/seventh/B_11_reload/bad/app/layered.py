from app.base import Settings


class LayeredSettings(Settings):
    """Settings with an overlay read from the environment of the tenant."""

    def __init__(self, defaults, prefix):
        super().__init__(defaults)
        self.prefix = prefix

    def merge(self, environ):
        for key, value in environ.items():
            if key.startswith(self.prefix):
                self._values[key[len(self.prefix):].lower()] = value  # expect: ASF505

    def _apply(self, pairs):
        for key, value in pairs:
            self._values[key] = value
        self._version += 1

    def replace(self, pairs):
        with self._lock:
            self._values.clear()
            self._apply(pairs)

import threading


class Registry:
    def __init__(self) -> None:
        self.names: list[str] = []

    def _guard(self) -> threading.Lock:
        return threading.Lock()

    def add(self, name: str) -> None:
        with self._guard():  # expect: ASF206
            if name not in self.names:
                self.names.append(name)

    def remove(self, name: str) -> None:
        with self._guard():  # expect: ASF206
            self.names.remove(name)

import threading


class Slot:
    def __init__(self, opener) -> None:
        self._opener = opener
        self._lock = threading.Lock()
        self.handle = None

    def replace(self, name: str):
        self._lock.acquire()
        try:
            old, self.handle = self.handle, self._opener(name)
        except BaseException:
            self._lock.release()
            raise
        self._lock.release()
        return old

    def reset(self) -> None:
        self._lock.acquire()
        try:
            self.handle = self._opener("default")
        except:  # noqa: E722
            self._lock.release()
            raise
        else:
            self._lock.release()

import threading


class Mailbox:
    def __init__(self) -> None:
        self._cond = threading.Condition()
        self._lock = threading.RLock()
        self._empty = threading.Condition(self._lock)
        self.mails: list[str] = []

    def put(self, mail: str) -> None:
        with self._cond:
            self.mails.append(mail)
            self._wake()

    def _wake(self) -> None:
        with self._cond:
            self._cond.notify()

    def clear(self) -> None:
        with self._lock:
            self.mails = []
            with self._empty:
                self._empty.notify_all()

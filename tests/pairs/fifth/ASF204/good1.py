"""One order everywhere, or an attempt that gives way."""
import threading


class Bank:
    def __init__(self) -> None:
        self._accounts = threading.Lock()
        self._journal = threading.Lock()

    def transfer(self) -> None:
        with self._accounts:
            with self._journal:
                print("moved")

    def audit(self) -> None:
        with self._accounts, self._journal:
            print("audited")

    def peek(self) -> bool:
        with self._journal:
            if self._accounts.acquire(blocking=False):
                try:
                    return True
                finally:
                    self._accounts.release()
            return False

    def in_turn(self) -> None:
        with self._journal:
            print("journal")
        with self._accounts:
            print("accounts")

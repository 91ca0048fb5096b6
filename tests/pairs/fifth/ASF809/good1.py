"""Classes that say how they are copied, and plain data."""
import copy
import pickle
import threading


class Account:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.balance = 0

    def __getstate__(self) -> dict:
        return {"balance": self.balance}

    def __setstate__(self, state: dict) -> None:
        self.__init__()
        self.balance = state["balance"]


class Plain:
    def __init__(self) -> None:
        self.items: list[int] = []


def snapshot(account: Account, plain: Plain) -> tuple[Account, Plain]:
    return copy.deepcopy(account), copy.copy(plain)


def save(account: Account) -> bytes:
    return pickle.dumps(account)

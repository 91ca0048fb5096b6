"""Copies of objects that own a lock."""
import copy
import pickle
import threading


class Account:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.balance = 0


def snapshot(account: Account) -> Account:
    return copy.deepcopy(account)  # expect: ASF809


def clone(account: Account) -> Account:
    return copy.copy(account)  # expect: ASF809


def save(path: str) -> None:
    account = Account()
    with open(path, "wb") as file:
        pickle.dump(account, file)  # expect: ASF809

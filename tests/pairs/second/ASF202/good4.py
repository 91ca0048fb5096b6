import contextlib
import threading
from typing import Iterable


class Account:
    def __init__(self, number: int, balance: int = 0) -> None:
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(accounts: Iterable[Account], amount: int) -> int:
    with contextlib.ExitStack() as stack:
        ordered = sorted(accounts, key=lambda a: a.number)
        for account in ordered:
            account.lock.acquire()
            stack.callback(account.lock.release)
        for account in ordered[1:]:
            account.balance += amount
        ordered[0].balance -= amount * (len(ordered) - 1)
        return ordered[0].balance

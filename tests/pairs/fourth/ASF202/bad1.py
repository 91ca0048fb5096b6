"""Account bookkeeping in threads: releases that an exception skips."""
import threading
from dataclasses import dataclass, field


@dataclass
class Account:
    owner: str
    balance: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


class Bank:
    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._table = threading.RLock()

    def open(self, owner: str) -> Account:
        self._table.acquire()  # expect: ASF202
        account = self._accounts.setdefault(owner, Account(owner))
        self._audit(f"open {owner}")
        self._table.release()
        return account

    def withdraw(self, account: Account, amount: int) -> None:
        account.lock.acquire()  # expect: ASF202
        if amount > account.balance:
            account.lock.release()
            raise ValueError("too much")
        account.balance = self._minus(account.balance, amount)
        account.lock.release()

    def deposit(self, account: Account, amount: int) -> None:
        try:
            account.lock.acquire()  # expect: ASF202
            account.balance = self._minus(account.balance, -amount)
        finally:
            account.lock.release()

    def _minus(self, left: int, right: int) -> int:
        return int(left) - int(right)

    def _audit(self, text: str) -> None:
        print(text)

import contextlib
import threading


class Account:
    def __init__(self, number: int, balance: int = 0) -> None:
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def settle(accounts: list[Account]) -> int:
    with contextlib.ExitStack() as stack:
        for account in sorted(accounts, key=lambda a: a.number):
            account.lock.acquire()
            stack.callback(account.lock.release)
        total = sum(account.balance for account in accounts)
        share = total // len(accounts)
        for account in accounts:
            account.balance = share
    return share


def drain(account: Account) -> int:
    with contextlib.ExitStack() as stack:
        stack.enter_context(account.lock)
        amount, account.balance = account.balance, 0
    return amount

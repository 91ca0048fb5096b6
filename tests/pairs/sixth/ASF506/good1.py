import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance: int) -> None:
        self.lock = threading.Lock()
        self.balance = balance
        self.version = 0
        self.owner = ""
        self.history: list[int] = []

    def interest(self, amount: int) -> int:
        return amount * 3 // 100

    def pay_interest(self) -> None:
        with self.lock:
            balance = self.balance
            self.balance = balance + self.interest(balance)

    def optimistic(self) -> bool:
        with self.lock:
            balance, version = self.balance, self.version
        bonus = self.interest(balance)
        with self.lock:
            if self.version != version:
                return False
            self.balance = balance + bonus
            self.version += 1
        return True

    def flush(self) -> int:
        with self.lock:
            taken, self.history = self.history, []
        total = sum(taken)
        with self.lock:
            self.balance += total
        return total

    def rename(self, owner: str) -> str:
        with self.lock:
            previous = self.owner
        print("renaming", previous)
        with self.lock:
            self.owner = owner
        return previous

    def reread(self) -> None:
        with self.lock:
            seen = self.balance
        print("seen", seen)
        with self.lock:
            seen = self.balance
            self.balance = seen + 1


def main() -> None:
    account = Account(1000)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(job) for job in (account.pay_interest, account.optimistic, account.flush, account.reread)]
        jobs.append(pool.submit(account.rename, "ann"))
    for job in jobs:
        job.result()


if __name__ == "__main__":
    main()

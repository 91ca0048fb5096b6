import threading
from concurrent.futures import ThreadPoolExecutor


class Account:
    def __init__(self, balance: int) -> None:
        self.lock = threading.Lock()
        self.balance = balance
        self.history: tuple[int, ...] = ()

    def interest(self, amount: int) -> int:
        return amount * 3 // 100

    def pay_interest(self) -> None:
        with self.lock:
            balance = self.balance
        bonus = self.interest(balance)
        with self.lock:
            self.balance = balance + bonus  # expect: ASF506

    def note(self, amount: int) -> None:
        with self.lock:
            history = self.history
        history = (*history[-9:], amount)
        with self.lock:
            self.history = history  # expect: ASF506


def main() -> None:
    account = Account(1000)
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(account.pay_interest) for _ in range(10)]
        jobs += [pool.submit(account.note, n) for n in range(10)]
    for job in jobs:
        job.result()
    print(account.balance, account.history)


if __name__ == "__main__":
    main()

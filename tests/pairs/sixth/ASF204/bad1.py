import threading


class Exchange:
    """Keeps an order book and a balance sheet, each behind its own lock."""

    def __init__(self):
        self.book_lock = threading.Lock()
        self.balance_lock = threading.Lock()
        self.orders = []
        self.balances = {}

    def place(self, user, amount):
        with self.book_lock:
            self.orders.append((user, amount))
            with self.balance_lock:  # expect: ASF204
                self.balances[user] = self.balances.get(user, 0) - amount

    def settle(self, user):
        with self.balance_lock:
            due = self.balances.get(user, 0)
            with self.book_lock:  # expect: ASF204
                self.orders = [o for o in self.orders if o[0] != user]
            return due

    def size(self):
        with self.book_lock:
            return len(self.orders)


def main():
    exchange = Exchange()
    threads = [
        threading.Thread(target=exchange.place, args=("ann", 5)),
        threading.Thread(target=exchange.settle, args=("ann",)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(exchange.size())


if __name__ == "__main__":
    main()

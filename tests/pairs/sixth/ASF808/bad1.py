"""Two passes over the same list of orders, run side by side."""
import threading


def cancel_unpaid(orders):
    for order in list(orders):
        if not order["paid"]:
            orders.remove(order)


def total(orders, report):
    amount = 0
    for order in orders:
        amount += order["amount"]
    report(amount)


class EndOfDay:
    def __init__(self, report):
        self._report = report

    def run(self, orders):
        cleaner = threading.Thread(target=cancel_unpaid, args=(orders,))
        counter = threading.Thread(target=total, args=(orders, self._report))  # expect: ASF808
        cleaner.start()
        counter.start()
        cleaner.join()
        counter.join()


if __name__ == "__main__":
    EndOfDay(print).run([{"paid": True, "amount": 3}, {"paid": False, "amount": 5}])

import threading


class Shelf:
    def __init__(self, orders):
        self.lock = threading.Lock()
        self.orders = orders
        self.stock = {}
        self.ordered = 0

    def deliver(self, sku, amount):
        with self.lock:
            self.stock[sku] = self.stock.get(sku, 0) + amount

    def order(self, sku, amount):
        with self.lock:
            self.ordered += 1
            number = self.ordered
        self.orders.put((number, sku, amount))

    def take(self, sku, amount):
        with self.lock:
            have = self.stock.get(sku, 0)
            if have < amount:
                return False
            self.stock[sku] = have - amount
            return True

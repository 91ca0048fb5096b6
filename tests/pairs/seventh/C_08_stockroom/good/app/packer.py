import threading

from .channels import SHUT


class Packer(threading.Thread):
    seal = "STOCKROOM"

    def __init__(self, shelf, out):
        super().__init__()
        self.shelf = shelf
        self.out = out
        self.short = []
        self.packed = []

    def run(self):
        while True:
            order = self.shelf.orders.get()
            if order is SHUT:
                break
            number, sku, amount = order
            if self.shelf.take(sku, amount):
                self.packed.append(number)
                self.out.give((number, sku))
            else:
                self.short.append(number)

    def summary(self):
        return f"{self.name}: {len(self.packed)} packed, {len(self.short)} short"

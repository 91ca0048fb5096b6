import threading

from .channels import SHUT, Handover, order_channel
from .packer import Packer
from .shelf import Shelf


def drive_truck(handover, expected):
    for _ in range(expected):
        number, sku = handover.take(timeout=5)
        print("loaded", number, sku)


def main():
    shelf = Shelf(order_channel(10))
    gate = Handover()
    shelf.deliver("bolt", 1000)
    packers = [Packer(shelf, gate) for _ in range(3)]
    for packer in packers:
        packer.start()
    truck = threading.Thread(target=drive_truck, args=(gate, 100))
    truck.start()
    for _ in range(100):
        shelf.order("bolt", 2)
    for _ in packers:
        shelf.orders.put(SHUT)
    for packer in packers:
        packer.join()
        print(packer.summary())
    truck.join()


if __name__ == "__main__":
    main()

import threading

from .admin import Admin
from .board import Board
from .lot import Lot


def drive(lot, plates):
    for plate in plates:
        lot.enter(plate)
        lot.leave(plate)


def main():
    lot = Lot(20)
    board = Board()
    for name in ("north", "south"):
        board.add_panel(lambda text, name=name: print(name, text))
    admin = Admin(lot, board)
    cars = [threading.Thread(target=drive, args=(lot, [f"{g}-{i}" for i in range(50)])) for g in "ABC"]
    for car in cars:
        car.start()
    admin.extend(5)
    for car in cars:
        car.join()
    admin.night()


if __name__ == "__main__":
    main()

import threading


class Inventory:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.stock: dict[str, int] = {}
        self.log: list[str] = []

    def receive(self, goods: dict[str, int], audit: bool = False) -> None:
        with self._lock:
            for name, amount in goods.items():
                self.stock[name] = self.stock.get(name, 0) + amount
                if audit:
                    with self._lock:  # expect: ASF203
                        self.log.append(name)

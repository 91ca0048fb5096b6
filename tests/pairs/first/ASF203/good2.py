import threading


class Counter:
    def __init__(self, parent: "Counter | None" = None) -> None:
        self._lock = threading.Lock()
        self._parent = parent
        self.value = 0

    def add(self, amount: int) -> None:
        with self._lock:
            self.value += amount
            if self._parent is not None:
                self._parent.add(amount)

    def child(self) -> "Counter":
        return Counter(parent=self)


def main() -> None:
    root = Counter()
    leaf = root.child().child()
    leaf.add(3)
    print(root.value)


if __name__ == "__main__":
    main()

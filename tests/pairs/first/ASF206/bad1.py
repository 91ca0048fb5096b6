import threading


class Sequence:
    def __init__(self) -> None:
        self.value = 0

    def next(self) -> int:
        with threading.Lock():  # expect: ASF206
            self.value += 1
            return self.value

    def peek(self) -> int:
        return self.value

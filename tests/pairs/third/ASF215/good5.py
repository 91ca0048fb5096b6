"""Reader-writer gate whose methods are stubs in the base class."""
import threading
from abc import ABC, abstractmethod
from contextlib import nullcontext


class Gate(ABC):
    @abstractmethod
    def enter(self) -> None:
        pass

    @abstractmethod
    def leave(self) -> None:
        ...


class CountingGate(Gate):
    def __init__(self) -> None:
        self.condition = threading.Condition()
        self.inside = 0

    def enter(self) -> None:
        with self.condition:
            while self.inside >= 2:
                self.condition.wait()
            self.inside += 1

    def leave(self) -> None:
        with self.condition:
            self.inside -= 1
            self.condition.notify()


def visit(gate: Gate, name: str) -> None:
    gate.enter()
    try:
        with nullcontext():
            pass
        print(name)
    finally:
        gate.leave()


def main() -> None:
    gate = CountingGate()
    threads = [threading.Thread(target=visit, args=(gate, name)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()

"""Account book whose sections hold single expressions."""
import sqlite3
import threading
from dataclasses import dataclass, field


@dataclass
class Book:
    lock: threading.Lock = field(default_factory=threading.Lock)
    amounts: list[float] = field(default_factory=list)

    def add(self, amount: float) -> None:
        with self.lock: self.amounts.append(amount)

    def total(self) -> float:
        with self.lock:
            return sum(self.amounts)

    def clear(self) -> None:
        with self.lock:
            del self.amounts[:]

    def check(self) -> None:
        with self.lock:
            assert all(isinstance(amount, float) for amount in self.amounts)


def migrate(path: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        pass
    connection.close()


class Migration:
    def __init__(self, book: Book) -> None:
        self.book = book

    def run(self) -> None:
        with self.book.lock:
            if not self.book.amounts:
                pass
            else:
                print(len(self.book.amounts))


if __name__ == "__main__":
    book = Book()
    book.add(2.5)
    book.check()
    Migration(book).run()
    migrate(":memory:")
    print(book.total())

import queue
import threading

from .book import apply_batches, exposure
from .feed import Feed
from .scenario import Scenario
from .settings import Curve, Settings


def main():
    inbox = queue.Queue()
    feed = Feed(inbox, size=5)
    base = Scenario(Settings(factor=1.1), Curve([1.0, 1.2]))
    stress = base.shifted(0.01, factor=1.5)
    book = {"AAA": 10.0}
    writer = threading.Thread(target=apply_batches, args=(inbox, book))
    reader = threading.Thread(target=exposure, args=(book, stress, print))  # expect: ASF808
    writer.start()
    reader.start()
    for i in range(500):
        feed.tick(f"S{i % 70}", float(i))
    feed.close()
    writer.join()
    reader.join()


if __name__ == "__main__":
    main()

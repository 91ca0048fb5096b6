import queue
import threading

from .audit import first_negative, spread_costs, unexplained
from .ledger import Ledger
from .poster import STOP, Poster


def watch(alerts):
    while True:
        account, cents = alerts.get()
        print("large withdrawal:", account, cents)


def main():
    alerts = queue.Queue(maxsize=5)
    ledger = Ledger(alerts)
    entries = queue.Queue(maxsize=200)
    threading.Thread(target=watch, args=(alerts,), daemon=True).start()
    posters = [Poster(entries, ledger) for _ in range(3)]
    for poster in posters:
        poster.start()
    for n in range(1000):
        entries.put((f"acc{n % 90}", f"owner{n % 7}", (-1) ** n * n * 100))
        if n % 250 == 0:
            print(ledger.by_owner())
    for _ in posters:
        entries.put(STOP)
    entries.join()
    for poster in posters:
        poster.join()
    marks = {cents for _, cents in ledger.recent}
    print(ledger.total(), unexplained(marks), first_negative(marks), spread_costs([120, 7]))


if __name__ == "__main__":
    main()

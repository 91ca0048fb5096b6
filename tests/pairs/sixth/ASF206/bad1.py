import logging
import threading

log = logging.getLogger("tally")


class Tally:
    """Vote counts that several booth threads report to."""

    def __init__(self, candidates):
        self.votes = dict.fromkeys(candidates, 0)
        self.invalid = []

    def names(self):
        return sorted(self.votes)

    def record_invalid(self, ballot):
        with threading.Lock():  # expect: ASF206
            self.invalid.append(ballot)

    def summary(self):
        lock = threading.Lock()  # expect: ASF206
        with lock:
            total = sum(self.votes.values())
            log.info("%d ballots", total + len(self.invalid))
            return total


def main():
    tally = Tally(["red", "blue"])
    booths = [
        threading.Thread(target=tally.record_invalid, args=(f"ballot-{n}",))
        for n in range(4)
    ]
    for booth in booths:
        booth.start()
    for booth in booths:
        booth.join()
    print(tally.names(), tally.summary())


if __name__ == "__main__":
    main()

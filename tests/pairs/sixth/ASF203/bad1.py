import threading
from collections import defaultdict


class Scoreboard:
    def __init__(self):
        self._lock = threading.Lock()
        self._points = defaultdict(int)

    def add(self, player, points):
        with self._lock:
            self._points[player] += points

    def leader(self):
        with self._lock:
            return max(self._points, key=self._points.get)

    def add_many(self, results):
        with self._lock:
            for player, points in results:
                self.add(player, points)  # expect: ASF203

    def award_bonus(self, points):
        self._lock.acquire()
        try:
            for player in list(self._points):
                if self._points[player] > 100:
                    with self._lock:  # expect: ASF203
                        self._points[player] += points
        finally:
            self._lock.release()


def main():
    board = Scoreboard()
    jobs = [
        threading.Thread(target=board.add_many, args=([("ann", n), ("bob", 2 * n)],))
        for n in range(3)
    ]
    for job in jobs:
        job.start()
    for job in jobs:
        job.join()
    board.award_bonus(5)
    print(board.leader())


if __name__ == "__main__":
    main()

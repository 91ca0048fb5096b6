import threading


class Turnstile:
    """Counts people; the gate thread and the desk thread both use it."""

    def __init__(self, limit):
        self.limit = limit
        self.lock = threading.Lock()
        self.inside = 0

    def enter(self):
        self.lock.acquire()
        try:
            if self.inside >= self.limit:
                self.lock.release()
                return False
            self.inside += 1
            return True
        finally:
            self.lock.release()  # expect: ASF216

    def leave(self, tickets):
        self.lock.acquire()
        try:
            self.inside -= len(tickets)
        except TypeError:
            self.lock.release()
            raise
        finally:
            self.lock.release()  # expect: ASF216


def main():
    turnstile = Turnstile(2)
    gate = threading.Thread(target=turnstile.enter)
    desk = threading.Thread(target=turnstile.leave, args=(["t1"],))
    gate.start()
    desk.start()
    gate.join()
    desk.join()


if __name__ == "__main__":
    main()

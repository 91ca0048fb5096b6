import threading
import time


class RateLimiter:
    def __init__(self, per_second: int) -> None:
        self.per_second = per_second
        self._lock = threading.Lock()
        self._window = 0.0
        self._used = 0
        self._blocked: list[str] = []

    def allow(self, client: str) -> bool:
        now = time.monotonic()
        with self._lock:
            if now - self._window > 1:
                self._window = now
                self._used = 0
            if self._used >= self.per_second:
                self._blocked.append(client)
                return False
            self._used += 1
            return True

    def reset(self) -> None:
        self._used = 0  # expect: ASF505

    def forgive(self, client: str) -> None:
        self._blocked.remove(client)  # expect: ASF505


def serve(limiter: RateLimiter, client: str) -> None:
    for _ in range(100):
        if not limiter.allow(client):
            time.sleep(0.1)


def main() -> None:
    limiter = RateLimiter(50)
    workers = [threading.Thread(target=serve, args=(limiter, f"c{n}")) for n in range(4)]
    for worker in workers:
        worker.start()
    limiter.reset()
    limiter.forgive("c1")
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    main()

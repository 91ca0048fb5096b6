"""Plain functions and threads: no CancelledError can arrive in these finally blocks."""
import threading
import time


class Poller(threading.Thread):
    def __init__(self, limit: int) -> None:
        super().__init__(daemon=True)
        self.limit = limit
        self.samples: list[float] = []

    def sample(self) -> float:
        return time.monotonic()

    def run(self) -> None:
        while True:
            try:
                self.samples.append(self.sample())
            finally:
                if len(self.samples) > self.limit:
                    break
            time.sleep(0.1)


def parse(text: str) -> int:
    value = 0
    try:
        value = int(text)
    finally:
        return value


async def total(texts: list[str]) -> int:
    def one(text: str) -> int:
        result = 0
        try:
            result = int(text)
        finally:
            return result

    return sum(one(text) for text in texts) + parse("1")


def main() -> None:
    poller = Poller(3)
    poller.start()
    poller.join()
    print(parse("12"), len(poller.samples))


if __name__ == "__main__":
    main()

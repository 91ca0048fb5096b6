"""Workers that wait for ever in a thread that keeps the process alive."""
import multiprocessing
import queue
import threading


class Writer:
    def __init__(self) -> None:
        self._queue: "queue.Queue[str]" = queue.Queue()
        self._running = True
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def write(self, line: str) -> None:
        self._queue.put(line.strip())

    def stop(self) -> None:
        self._running = False

    def _run(self) -> None:
        while self._running:
            line = self._queue.get()  # expect: ASF609
            print(line)


def square(inbox, outbox) -> None:
    while True:
        number = inbox.get()  # expect: ASF609
        outbox.put(number * number)


def main() -> list[int]:
    inbox: multiprocessing.Queue = multiprocessing.Queue()
    outbox: multiprocessing.Queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=square, args=(inbox, outbox))
    process.start()
    for number in range(3):
        inbox.put(number)
    return [outbox.get() for _ in range(3)]


if __name__ == "__main__":
    main()

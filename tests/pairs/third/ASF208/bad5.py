"""Background writer of a metrics library with a bounded flush."""
import atexit
import threading
import time


class Sink:
    def send(self, lines: list[str]) -> None:
        print("\n".join(lines))


class Flusher:
    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.changed = threading.Condition()
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.run, name="flusher", daemon=True)

    def start(self) -> None:
        self.thread.start()
        atexit.register(self.stop)

    def run(self) -> None:
        while not self.stopping.wait(10):
            self.flush([f"alive {time.time():.0f}"])

    def flush(self, lines: list[str], *, patience: float = 0.5) -> None:
        self.changed.acquire(timeout=patience)  # expect: ASF208
        try:
            self.sink.send(lines)
        finally:
            self.changed.release()

    def stop(self) -> None:
        self.stopping.set()
        self.thread.join()


if __name__ == "__main__":
    flusher = Flusher(Sink())
    flusher.start()
    flusher.flush(["started"], patience=2)

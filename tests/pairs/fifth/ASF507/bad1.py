"""Threads that spin until somebody sets a flag."""
import threading
import time

ready = False


def consumer() -> None:
    while not ready:  # expect: ASF507
        time.sleep(0.01)
    print("go")


def producer() -> None:
    global ready
    time.sleep(1)
    ready = True


class Player:
    def __init__(self) -> None:
        self.paused = False
        self.stopped = False
        self._thread = threading.Thread(target=self._play)

    def start(self) -> None:
        self._thread.start()

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    def stop(self) -> None:
        self.stopped = True

    def _play(self) -> None:
        while not self.stopped:
            while self.paused:  # expect: ASF507
                pass
            print("frame")


def main() -> None:
    first = threading.Thread(target=consumer)
    second = threading.Thread(target=producer)
    first.start()
    second.start()
    first.join()
    second.join()

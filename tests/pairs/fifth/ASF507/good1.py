"""Events and conditions; loops that do work."""
import threading
import time

ready = threading.Event()


def consumer() -> None:
    ready.wait()
    print("go")


def poller(path: str, exists) -> None:
    while not exists(path):
        time.sleep(1)


class Player:
    def __init__(self) -> None:
        self.stopped = False
        self._wake = threading.Condition()
        self._paused = False
        self._thread = threading.Thread(target=self._play)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.stopped = True

    def resume(self) -> None:
        with self._wake:
            self._paused = False
            self._wake.notify_all()

    def _play(self) -> None:
        while not self.stopped:
            with self._wake:
                while self._paused:
                    self._wake.wait()
            print("frame")
            time.sleep(0.04)


def main() -> None:
    first = threading.Thread(target=consumer)
    first.start()
    ready.set()
    first.join()

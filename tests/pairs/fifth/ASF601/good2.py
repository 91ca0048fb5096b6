"""A helper whose callers loop, and other things with a wait method."""
import subprocess
import threading


class Base:
    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.value = 0
        self.done = threading.Event()

    def _wait_once(self) -> None:
        self.changed.wait(1)

    def wait_positive(self) -> int:
        with self.changed:
            while self.value <= 0:
                self._wait_once()
            return self.value

    def finish(self, process: subprocess.Popen) -> None:
        process.wait()
        self.done.wait()

    def set(self, value: int) -> None:
        with self.changed:
            self.value = value
            self.changed.notify_all()

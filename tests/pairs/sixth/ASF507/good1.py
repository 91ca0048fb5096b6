import socket
import threading
import time
from pathlib import Path


class Camera:
    def __init__(self) -> None:
        self.exposed = threading.Event()
        self.ready = threading.Condition()
        self.count = 0
        self.running = True
        self.checks = 0
        self.frames: list[bytes] = []

    def _develop(self) -> None:
        self.exposed.wait()
        self.frames.append(b"frame")

    def _count(self) -> None:
        with self.ready:
            while self.count < 3:
                self.ready.wait()

    def _watch(self) -> None:
        while self.running:
            self.checks += 1
            print("frames so far", len(self.frames))
            time.sleep(0.5)

    def _wait_for_file(self, path: Path) -> None:
        while not path.exists():
            time.sleep(0.5)

    def _retry(self) -> None:
        attempts = 0
        while attempts < 5:
            attempts += 1
            try:
                socket.create_connection(("localhost", 9000), timeout=1).close()
            except OSError:
                time.sleep(1)
            else:
                return

    def shoot(self) -> None:
        threads = [
            threading.Thread(target=self._develop),
            threading.Thread(target=self._count),
            threading.Thread(target=self._watch),
            threading.Thread(target=self._wait_for_file, args=(Path("/tmp"),)),
            threading.Thread(target=self._retry),
        ]
        for thread in threads:
            thread.start()
        self.exposed.set()
        with self.ready:
            self.count = 3
            self.ready.notify_all()
        self.running = False
        for thread in threads:
            thread.join()


if __name__ == "__main__":
    Camera().shoot()

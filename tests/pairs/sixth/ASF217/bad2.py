from __future__ import annotations

import subprocess
import threading
from time import sleep as rest


class Player:
    def __init__(self) -> None:
        self.mutex = threading.RLock()
        self.worker: threading.Thread | None = None
        self.current = ""

    def play(self, track: str) -> None:
        self.mutex.acquire()
        try:
            self.current = track
            subprocess.run(["aplay", track], check=True)  # expect: ASF217
        finally:
            self.mutex.release()

    def start(self, track: str) -> None:
        with self.mutex:
            self.worker = threading.Thread(target=print, args=(track,))
            self.worker.start()

    def stop(self) -> None:
        with self.mutex:
            if self.worker is not None:
                self.worker.join()  # expect: ASF217
            self.worker = None


class FadingPlayer(Player):
    def fade(self) -> None:
        with self.mutex:
            for level in range(10, 0, -1):
                print(self.current, level)
                rest(0.1)  # expect: ASF217

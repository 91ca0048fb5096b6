"""Camera driver: a free-looking thread lock tested in helpers and in a while loop's body."""
from threading import Lock, Thread
from typing import Optional


class Shutter:
    busy: Lock

    def __init__(self) -> None:
        self.busy = Lock()
        self.count = 0

    def press(self, retries: int = 3) -> Optional[int]:
        for _ in range(retries):
            if not self.busy.locked():  # expect: ASF209
                self.busy.acquire()
                try:
                    self.count += 1
                    return self.count
                finally:
                    self.busy.release()
        return None


def burst(shutter: Shutter, lock: Lock) -> str:
    match shutter.press():
        case None:
            return "missed"
        case number:
            if not lock.locked():  # expect: ASF209
                with lock:
                    print("picture", number)
            return "taken"


def main() -> None:
    shutter, console = Shutter(), Lock()
    threads = [Thread(target=burst, args=(shutter, console)) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


if __name__ == "__main__":
    main()

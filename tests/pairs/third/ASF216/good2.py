"""Device controller that releases only what it got."""
import threading
from contextlib import ExitStack


class Controller:
    def __init__(self, name: str) -> None:
        self.name = name
        self.lock = threading.Lock()
        self.bus_lock = threading.Lock()

    def command(self, text: str) -> str:
        acquired = self.lock.acquire(timeout=3)
        try:
            return f"{self.name}: {text}" if acquired else "busy"
        finally:
            if acquired:
                self.lock.release()

    def optional(self, text: str, exclusive: bool) -> str:
        with ExitStack() as stack:
            if exclusive:
                self.lock.acquire()
                stack.callback(self.lock.release)
            return text.upper()

    def poll(self) -> list[str]:
        if not self.bus_lock.acquire(blocking=False):
            return []
        try:
            return [self.name]
        finally:
            self.bus_lock.release()


def main() -> None:
    controller = Controller("valve")
    print(controller.command("open"), controller.optional("x", True), controller.poll())


if __name__ == "__main__":
    main()

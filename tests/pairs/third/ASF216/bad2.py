"""Device controller with a timed lock around each command."""
import logging
import threading
from typing import Protocol

logger = logging.getLogger(__name__)


class Device(Protocol):
    def send(self, command: str) -> str: ...


class Controller:
    def __init__(self, device: Device) -> None:
        self.device = device
        self.lock = threading.Lock()

    def command(self, text: str) -> str:
        acquired = self.lock.acquire(timeout=3)
        try:
            if not acquired:
                return "busy"
            return self.device.send(text)
        finally:
            self.lock.release()  # expect: ASF216

    def status(self) -> str:
        return self.command("status")


class Echo:
    def send(self, command: str) -> str:
        return command[::-1]


def main() -> None:
    controller = Controller(Echo())
    threads = [threading.Thread(target=controller.status) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    logger.info("%s", controller.command("reset"))


if __name__ == "__main__":
    main()

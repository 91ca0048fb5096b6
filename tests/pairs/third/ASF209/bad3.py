"""Firmware updater that locks each device while it is flashed."""
import multiprocessing
import threading
from dataclasses import dataclass, field


@dataclass
class Device:
    name: str
    version: int = 1
    lock: threading.Lock = field(default_factory=threading.Lock)


class Updater:
    def __init__(self, devices: list[Device]) -> None:
        self.devices = devices

    def flash(self, device: Device) -> None:
        print("flashing", device.name)

    def update(self, device: Device) -> bool:
        if device.lock.locked() is False:  # expect: ASF209
            with device.lock:
                self.flash(device)
            return True
        return False

    def update_outdated(self, version: int) -> list[str]:
        updated = []
        for device in self.devices:
            if device.version < version and not device.lock.locked():  # expect: ASF209
                with device.lock:
                    self.flash(device)
                updated.append(device.name)
        return updated


def main() -> None:
    updater = Updater([Device("a"), Device("b", 2)])
    print(multiprocessing.cpu_count(), updater.update_outdated(2))
    print(updater.update(updater.devices[0]))


if __name__ == "__main__":
    main()

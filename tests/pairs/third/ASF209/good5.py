"""Log shipper whose monitor only watches the state of the lock."""
import logging
import threading
from pathlib import Path

logger = logging.getLogger("shipper")


class Shipper:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.upload_lock = threading.Lock()
        self.rotate_lock = threading.Lock()

    def upload(self, path: Path) -> int:
        with self.upload_lock:
            assert self.upload_lock.locked()
            return len(path.read_bytes())

    def rotate(self, path: Path) -> None:
        if not self.rotate_lock.acquire(timeout=1):
            logger.info("rotation in progress")
            return
        try:
            path.rename(path.with_suffix(".1"))
        finally:
            self.rotate_lock.release()

    def watch(self) -> list[str]:
        names = []
        if self.upload_lock.locked():
            names.append("upload")
        if not self.rotate_lock.locked():
            names.append("rotation free")
        return names


if __name__ == "__main__":
    shipper = Shipper(Path("/var/log/app"))
    shipper.rotate(Path("/var/log/app/a.log"))
    print(shipper.watch(), shipper.upload(Path("/var/log/app/a.1")))

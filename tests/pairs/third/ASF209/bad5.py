"""Log shipper whose rotation must not overlap with an upload."""
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

upload_lock = threading.Lock()


def idle_lock() -> threading.Lock:
    return upload_lock


class Shipper:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def upload(self, path: Path) -> int:
        with upload_lock:
            return len(path.read_bytes())

    def rotate(self, path: Path) -> None:
        if not upload_lock.locked():  # expect: ASF209
            target = path.with_suffix(".1")
            with upload_lock:
                path.rename(target)

    def clean(self) -> None:
        lock = idle_lock()
        if not lock.locked():  # expect: ASF209
            with lock:
                for old in self.folder.glob("*.1"):
                    old.unlink()


def main() -> None:
    shipper = Shipper(Path("/var/log/app"))
    paths = [Path("/var/log/app/a.log"), Path("/var/log/app/b.log")]
    with ThreadPoolExecutor(2) as pool:
        for size in pool.map(shipper.upload, paths):
            print(size)
        for _ in pool.map(shipper.rotate, paths):
            shipper.clean()


if __name__ == "__main__":
    main()

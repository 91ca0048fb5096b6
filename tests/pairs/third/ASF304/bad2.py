"""Image service that resizes uploads on a thread pool."""
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

SIZES = (64, 256, 1024)


def resize(path: Path, size: int) -> Path:
    target = path.with_name(f"{path.stem}-{size}.png")
    with Image.open(path) as image:
        image.thumbnail((size, size))
        image.save(target)
    return target


class Thumbnails:
    def __init__(self, workers: int = 4) -> None:
        self.pool = ThreadPoolExecutor(workers, thread_name_prefix="thumb")

    def on_upload(self, path: Path) -> None:
        for size in SIZES:
            self.pool.submit(resize, path, size)  # expect: ASF304

    def rebuild(self, folder: Path, size: int) -> None:
        def one(path: Path) -> Path:
            return resize(path, size)

        self.pool.map(one, sorted(folder.glob("*.jpg")))  # expect: ASF304

    def close(self) -> None:
        self.pool.shutdown()


def main() -> None:
    service = Thumbnails()
    service.on_upload(Path("cat.jpg"))
    service.rebuild(Path("/srv/images"), 64)
    service.close()


if __name__ == "__main__":
    main()

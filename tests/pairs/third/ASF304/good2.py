"""Image service that keeps and reads the futures of its pool."""
import concurrent.futures
import logging
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

logger = logging.getLogger(__name__)


def resize(path: Path, size: int) -> Path:
    return path.with_name(f"{path.stem}-{size}.png")


def log_failure(future: Future) -> None:
    if error := future.exception():
        logger.error("resize failed", exc_info=error)


class Form:
    def submit(self, field: str, value: str) -> None:
        print("form", field, value)


class Thumbnails:
    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(4)
        self.form = Form()

    def on_upload(self, path: Path) -> None:
        self.pool.submit(resize, path, 64).add_done_callback(log_failure)
        self.form.submit("name", path.name)

    def many(self, paths: list[Path]) -> list[Path]:
        futures = [self.pool.submit(resize, path, 256) for path in paths]
        return [future.result() for future in concurrent.futures.as_completed(futures)]

    def rebuild(self, paths: list[Path]) -> set[Path]:
        return set(self.pool.map(lambda path: resize(path, 64), paths))

    def start(self, path: Path) -> Future:
        return self.pool.submit(resize, path, 1024)


if __name__ == "__main__":
    service = Thumbnails()
    service.on_upload(Path("cat.jpg"))
    print(service.many([Path("a.jpg")]), service.rebuild([Path("b.jpg")]))
    print(service.start(Path("c.jpg")).result())

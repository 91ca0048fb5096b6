"""Project tool that touches marker files and checks context managers."""
import socket
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path


@contextmanager
def clock(label: str):
    import time

    start = time.perf_counter()
    yield
    print(label, time.perf_counter() - start)


class Blocker:
    """Context manager that prints a banner; it blocks nothing."""

    def __enter__(self) -> "Blocker":
        print("begin")
        return self

    def __exit__(self, *error) -> None:
        print("end")


def touch(path: Path) -> None:
    with open(path, "a"):
        pass


def check_port(host: str, port: int) -> bool:
    try:
        with closing(socket.create_connection((host, port), 1)):
            pass
    except OSError:
        return False
    return True


def main() -> None:
    with clock("nothing"):
        pass
    blocker = Blocker()
    with blocker:
        pass
    with tempfile.TemporaryDirectory() as folder:
        touch(Path(folder) / "marker")
    print(check_port("localhost", 80))


if __name__ == "__main__":
    main()

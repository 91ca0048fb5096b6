"""Job queue whose critical sections are short but not empty."""
import threading
from contextlib import suppress


class Importer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: dict[str, int] = {}
        self._idle = threading.Event()
        self._idle.set()

    def load(self, rows: list[str]) -> None:
        self._idle.clear()
        try:
            for row in rows:
                with self._lock:
                    self._rows[row] = len(row)
        finally:
            self._idle.set()

    def forget(self, row: str) -> None:
        with self._lock:
            try:
                del self._rows[row]
            except KeyError:
                pass

    def rows(self) -> list[str]:
        with self._lock:
            return list(self._rows)

    def wait_idle(self) -> bool:
        with suppress(RuntimeError):
            pass
        return self._idle.wait(5)


if __name__ == "__main__":
    importer = Importer()
    thread = threading.Thread(target=importer.load, args=(["a", "b"],))
    thread.start()
    thread.join()
    importer.forget("a")
    print(importer.rows(), importer.wait_idle())

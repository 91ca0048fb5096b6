"""Job queue that waits for a running import before it answers."""
import threading


class Importer:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rows: list[str] = []

    def load(self, rows: list[str]) -> None:
        with self._lock:
            for row in rows:
                self._rows.append(row.strip())

    def wait_idle(self) -> None:
        with self._lock:  # expect: ASF215
            pass

    def rows(self) -> list[str]:
        self.wait_idle()
        with self._lock:
            return list(self._rows)


def main() -> None:
    importer = Importer()
    thread = threading.Thread(target=importer.load, args=([" a", "b "],))
    thread.start()
    importer.wait_idle()
    thread.join()
    print(importer.rows())


if __name__ == "__main__":
    main()

"""By closure, by attribute and through a class that holds one."""
import sqlite3
import threading


class Store:
    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path)

    def count(self) -> int:
        return self.db.execute("select count(*) from t").fetchone()[0]

    def refresh(self) -> None:
        thread = threading.Thread(target=self._refresh)
        thread.start()
        thread.join()

    def _refresh(self) -> None:
        self.db.execute("update t set n = n + 1")  # expect: ASF702


def main(path: str) -> None:
    conn = sqlite3.connect(path)

    def work() -> None:
        conn.execute("select 1")  # expect: ASF702

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

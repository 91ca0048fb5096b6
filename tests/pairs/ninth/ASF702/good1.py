"""Photo catalogue: a worker with its own connection and a polling window."""
import logging
import queue
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("catalogue")


class Catalogue:
    def __init__(self, path: str) -> None:
        self.path = path
        self.main = sqlite3.connect(path)
        self._shared_lock = threading.Lock()
        self._shared = sqlite3.connect(path, check_same_thread=False)
        self._local = threading.local()

    def titles(self) -> list[str]:
        return [row[0] for row in self.main.execute("select title from photos")]

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = sqlite3.connect(self.path)
        return self._local.db

    def count(self, album: str) -> int:
        row = self._connection().execute("select count(*) from photos where album = ?", (album,))
        return row.fetchone()[0]

    def touch(self, album: str) -> None:
        with self._shared_lock:
            self._shared.execute("update albums set seen = 1 where name = ?", (album,))
            self._shared.commit()

    def counts(self, albums: list[str]) -> list[int]:
        with ThreadPoolExecutor(4) as pool:
            touched = list(pool.map(self.touch, albums))
            log.debug("%d albums touched", len(touched))
            return list(pool.map(self.count, albums))


def index(path: str, names: list[str], results: queue.Queue) -> None:
    connection = sqlite3.connect(path)
    try:
        for name in names:
            connection.execute("insert into photos (title) values (?)", (name,))
            results.put(name)
        connection.commit()
    finally:
        connection.close()


class Window:
    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.results: queue.Queue = queue.Queue()
        self.root = tk.Tk()
        self.label = tk.Label(self.root, text="")
        self.label.pack()

    def start(self, names: list[str]) -> None:
        args = (self.catalogue.path, names, self.results)
        threading.Thread(target=index, args=args, daemon=True).start()
        self.root.after(100, self._poll)

    def _poll(self) -> None:
        try:
            self.label.configure(text=self.results.get_nowait())
        except queue.Empty:
            pass
        self.root.after(100, self._poll)

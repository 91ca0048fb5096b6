"""Reading list: tkinter window, sqlite index, a feed thread."""
import logging
import queue
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("reading")


def index_feed(path: str, entries: list[tuple]) -> None:
    """Opens its own connection on the worker."""
    conn = sqlite3.connect(path)
    try:
        with conn:
            conn.executemany("insert into entry values (?, ?)", entries)
    finally:
        conn.close()


def index_all(path: str, feeds: list[list[tuple]]) -> None:
    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(index_feed, path, feed) for feed in feeds]:
            future.result()


class Shared:
    """Opened for several threads, used by one at a time."""

    def __init__(self, path: str) -> None:
        self._conn = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.Lock()

    def add(self, row: tuple) -> None:
        with self._lock, self._conn:
            self._conn.execute("insert into entry values (?, ?)", row)

    def add_later(self, row: tuple) -> threading.Thread:
        thread = threading.Thread(target=self.add, args=(row,))
        thread.start()
        return thread


def export(path: str, send) -> None:
    """Only the rows leave this thread."""
    conn = sqlite3.connect(path)
    rows = conn.execute("select * from entry").fetchall()
    conn.close()
    thread = threading.Thread(target=send, args=(rows,))
    thread.start()
    thread.join()


class Window:
    def __init__(self, root: tk.Tk, fetch) -> None:
        self._root = root
        self._label = tk.Label(root, text="...")
        self._label.pack()
        self._news: queue.Queue[str] = queue.Queue()
        self._feed = threading.Thread(target=_pump, args=(fetch, self._news), daemon=True)

    def run(self) -> None:
        self._feed.start()
        self._root.after(200, self._poll)
        self._root.mainloop()

    def _poll(self) -> None:
        try:
            self._label.config(text=self._news.get_nowait())
        except queue.Empty:
            pass
        self._root.after(200, self._poll)


def _pump(fetch, news: queue.Queue) -> None:
    while title := fetch():
        news.put(title)


def count(path: str) -> int:
    """Stays on the thread of the caller while the pool does something else."""
    with ThreadPoolExecutor(1) as pool:
        size = pool.submit(len, path)
        conn = sqlite3.connect(path)
        try:
            (n,) = conn.execute("select count(*) from entry").fetchone()
        finally:
            conn.close()
        log.debug("%d entries, %d", n, size.result())
        return n


_local = threading.local()


def connection(path: str) -> sqlite3.Connection:
    if not hasattr(_local, "conn"):
        _local.conn = sqlite3.connect(path)
    return _local.conn


def titles(path: str, feeds: list[str]) -> list[list[tuple]]:
    def one(feed: str) -> list[tuple]:
        return connection(path).execute("select title from entry where feed = ?", (feed,)).fetchall()

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, feeds))

"""Desktop inventory tool: tkinter front end, sqlite behind it."""
from __future__ import annotations

import asyncio
import logging
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor

log = logging.getLogger("inventory")


def import_rows(conn: sqlite3.Connection, rows: list[tuple]) -> None:
    with conn:
        conn.executemany("insert into item values (?, ?)", rows)
    log.info("imported %d rows", len(rows))


def import_in_background(path: str, rows: list[tuple]) -> threading.Thread:
    conn = sqlite3.connect(path)
    conn.execute("create table if not exists item (name text, amount integer)")
    thread = threading.Thread(target=import_rows, args=(conn, rows))  # expect: ASF702
    thread.start()
    return thread


class Store:
    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, timeout=10)

    async def analyze(self) -> None:
        await asyncio.to_thread(self._db.execute, "analyze item")  # expect: ASF702
        log.debug("analyzed")

    def close(self) -> None:
        self._db.close()


class Window:
    def __init__(self, master: tk.Tk) -> None:
        self.status = tk.Label(master, text="ready")
        self.status.pack()
        self.pool = ThreadPoolExecutor(1)
        self.checking = None

    def check_stock(self, supplier) -> None:
        self.checking = self.pool.submit(self._check, supplier, self.status)  # expect: ASF702

    @staticmethod
    def _check(supplier, label) -> None:
        answer = supplier.stock()
        label.config(text=f"{answer} in stock")

    def close(self) -> None:
        if self.checking is not None:
            self.checking.result()
        self.pool.shutdown()


def monthly_report(path: str) -> list[tuple]:
    with sqlite3.connect(path) as db:
        cursor = db.cursor()
        with ThreadPoolExecutor() as pool:
            rows = pool.submit(lambda: cursor.execute("select * from item").fetchall())  # expect: ASF702
            return rows.result()


def main() -> None:
    root = tk.Tk()
    window = Window(root)
    root.protocol("WM_DELETE_WINDOW", root.destroy)
    root.mainloop()
    window.close()


if __name__ == "__main__":
    main()

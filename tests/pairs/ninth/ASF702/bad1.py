"""Desktop inventory tool: sqlite storage and a tkinter window."""
import asyncio
import logging
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor
from tkinter import ttk

log = logging.getLogger("inventory")

SCHEMA = "create table if not exists items (name text primary key, count integer)"


class Storage:
    def __init__(self, path: str) -> None:
        self.path = path
        self.db = sqlite3.connect(path)
        self.db.execute(SCHEMA)
        self.archive = sqlite3.connect(path + ".old", check_same_thread=False)
        self.pool = ThreadPoolExecutor(1)

    def _export(self) -> int:
        rows = self.db.execute("select name, count from items").fetchall()
        with open(self.path + ".csv", "w") as out:
            out.writelines(f"{name},{count}\n" for name, count in rows)
        return len(rows)

    def export(self) -> int:
        future = self.pool.submit(self._export)  # expect: ASF702
        return future.result(timeout=30)

    def archived(self) -> int:
        return self.pool.submit(self._count_archive).result()

    def _count_archive(self) -> int:
        return self.archive.execute("select count(*) from items").fetchone()[0]


def vacuum(connection: sqlite3.Connection) -> None:
    connection.execute("vacuum")
    log.info("vacuum done")


async def maintenance(connection: sqlite3.Connection, hours: float) -> None:
    while True:
        await asyncio.sleep(hours * 3600)
        try:
            await asyncio.to_thread(vacuum, connection)  # expect: ASF702
        except sqlite3.OperationalError:
            log.exception("database is busy")


class Window:
    def __init__(self, storage: Storage) -> None:
        self.root = tk.Tk()
        self.storage = storage
        self.status = ttk.Label(self.root, text="ready")
        self.status.pack()
        self.button = ttk.Button(self.root, text="Export", command=self.on_export)
        self.button.pack()

    def on_export(self) -> None:
        self.button.state(["disabled"])
        threading.Thread(target=self._slow_export, daemon=True).start()  # expect: ASF702

    def _slow_export(self) -> None:
        try:
            with open("/srv/share/export.bin", "wb") as out:
                out.write(b"\0" * 1_000_000)
        finally:
            self.status.configure(text="done")

    def run(self) -> None:
        self.root.mainloop()


def import_rows(path: str, rows: list[tuple[str, int]]) -> None:
    cursor = sqlite3.connect(path).cursor()

    def insert() -> None:
        cursor.executemany("insert into items values (?, ?)", rows)

    worker = threading.Timer(5.0, insert)  # expect: ASF702
    worker.start()
    worker.join()

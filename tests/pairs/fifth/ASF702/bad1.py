"""Connections and widgets that are bound to their thread."""
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor


def query(conn: sqlite3.Connection, sql: str) -> list:
    return conn.execute(sql).fetchall()


def main(path: str) -> list:
    conn = sqlite3.connect(path)
    with ThreadPoolExecutor() as pool:
        return pool.submit(query, conn, "select 1").result()  # expect: ASF702


class App:
    def __init__(self) -> None:
        self.root = tk.Tk()
        self.label = tk.Label(self.root, text="")

    def start(self) -> None:
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        self.label.config(text="done")  # expect: ASF702

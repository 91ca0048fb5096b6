"""Opened where they are used, or made to travel."""
import sqlite3
import threading
import tkinter as tk
from concurrent.futures import ThreadPoolExecutor


def query(path: str, sql: str) -> list:
    conn = sqlite3.connect(path)
    try:
        return conn.execute(sql).fetchall()
    finally:
        conn.close()


def run(conn: sqlite3.Connection, lock: threading.Lock) -> None:
    with lock:
        conn.execute("select 1")


def main(path: str) -> list:
    lock = threading.Lock()
    shared = sqlite3.connect(path, check_same_thread=False)
    with ThreadPoolExecutor() as pool:
        pool.submit(run, shared, lock).result()
        return pool.submit(query, path, "select 1").result()


class App:
    def __init__(self) -> None:
        self.root = tk.Tk()
        self.label = tk.Label(self.root, text="")

    def show(self) -> None:
        self.label.config(text="done")

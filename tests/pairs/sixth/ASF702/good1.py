import queue
import sqlite3
import threading
import tkinter as tk


def prune(path, days):
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute("delete from messages where sent < ?", (days,))
    finally:
        connection.close()


class Archive:
    def __init__(self, path):
        self._path = path
        self._lock = threading.Lock()
        self._shared = sqlite3.connect(path, check_same_thread=False)
        self._own = sqlite3.connect(path)

    def nightly(self, days):
        thread = threading.Thread(target=prune, args=(self._path, days))
        thread.start()
        thread.join()

    def _vacuum(self):
        with self._lock:
            self._shared.execute("vacuum")

    def vacuum_later(self):
        timer = threading.Timer(60, self._vacuum)
        timer.daemon = True
        timer.start()

    def count(self):
        return self._own.execute("select count(*) from messages").fetchone()[0]


class Window:
    def __init__(self, load):
        self._load = load
        self._answers = queue.Queue()
        self._root = tk.Tk()
        self._label = tk.Label(self._root, text="idle")

    def clicked(self):
        threading.Thread(target=fetch, args=(self._load, self._answers)).start()
        self._root.after(100, self._poll)

    def _poll(self):
        try:
            text = self._answers.get_nowait()
        except queue.Empty:
            self._root.after(100, self._poll)
        else:
            self._label.config(text=text)


def fetch(load, answers):
    answers.put(load())

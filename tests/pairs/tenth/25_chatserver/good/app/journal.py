import socket
import sqlite3
from contextlib import contextmanager


@contextmanager
def opened(path):
    conn = sqlite3.connect(path)
    try:
        yield conn
    finally:
        conn.close()


def history(path, limit):
    with opened(path) as conn:
        for row in conn.execute("select line from chat order by id desc limit ?", (limit,)):
            yield row[0]


class Journal:
    def __init__(self, path):
        self.path = path

    @property
    def origin(self):
        return socket.gethostbyname(socket.gethostname())

    @property
    def label(self):
        return f"journal:{self.path}"

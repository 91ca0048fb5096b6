"""Nightly clean-up of the message archive."""
import sqlite3
import threading


def prune(connection, days):
    with connection:
        connection.execute(
            "delete from messages where sent < date('now', ?)", (f"-{days} days",)
        )


class Archive:
    def __init__(self, path):
        self._path = path

    def nightly(self, days):
        connection = sqlite3.connect(self._path)
        thread = threading.Thread(target=prune, args=(connection, days))  # expect: ASF702
        thread.start()
        thread.join()
        connection.close()

    def count(self):
        connection = sqlite3.connect(self._path)
        try:
            return connection.execute("select count(*) from messages").fetchone()[0]
        finally:
            connection.close()


if __name__ == "__main__":
    archive = Archive("messages.db")
    archive.nightly(30)
    print(archive.count())

import sqlite3


def connect(path):
    conn = sqlite3.connect(path)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA journal_mode=WAL")
    return conn


class JobStore:
    def __init__(self, path):
        self.path = path

    def pending(self):
        conn = connect(self.path)
        try:
            return conn.execute("SELECT * FROM jobs WHERE state = 'new'").fetchall()
        finally:
            conn.close()

    def mark(self, job_id, state):
        conn = connect(self.path)
        try:
            with conn:
                conn.execute("UPDATE jobs SET state = ? WHERE id = ?", (state, job_id))
        finally:
            conn.close()

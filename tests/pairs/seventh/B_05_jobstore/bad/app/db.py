import sqlite3


def connect(path):
    conn = sqlite3.connect(path)
    conn.row_factory = sqlite3.Row
    conn.execute("PRAGMA journal_mode=WAL")
    return conn


class JobStore:
    def __init__(self, conn):
        self.conn = conn

    def pending(self):
        return self.conn.execute("SELECT * FROM jobs WHERE state = 'new'").fetchall()

    def mark(self, job_id, state):
        with self.conn:
            self.conn.execute("UPDATE jobs SET state = ? WHERE id = ?", (state, job_id))

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

SCHEMA = "CREATE TABLE IF NOT EXISTS invoice (number TEXT PRIMARY KEY, total REAL)"


@dataclass
class Config:
    database: str = "invoices.db"
    template: Path = field(default_factory=lambda: Path("templates/invoice.txt"))


def connect(path):
    conn = sqlite3.connect(path, isolation_level=None)
    conn.execute(SCHEMA)
    return conn


def totals(path):
    with closing(connect(path)) as conn:
        return conn.execute("SELECT SUM(total) FROM invoice").fetchone()[0]


def insert(path, number, total):
    with closing(connect(path)) as conn:
        conn.execute("INSERT INTO invoice VALUES (?, ?)", (number, total))

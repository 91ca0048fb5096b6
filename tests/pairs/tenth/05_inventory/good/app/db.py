import sqlite3

import requests

SCHEMA = "create table if not exists item (sku text primary key, qty integer)"


def connect(path):
    conn = sqlite3.connect(path)
    conn.execute(SCHEMA)
    return conn


def connect_shared(path):
    conn = sqlite3.connect(path, check_same_thread=False)
    conn.execute(SCHEMA)
    return conn


def make_session():
    session = requests.Session()
    session.headers["User-Agent"] = "inventory/2"
    return session

"""``flake8-asyncsafe traits``: whether objects of a type are Send and Sync."""

from __future__ import annotations

import json

import pytest

SOURCE = """\
import sqlite3
import threading

import requests


class Store:
    def __init__(self, name: str):
        self.db = sqlite3.connect("x")
        self.name = name


class Service:
    def __init__(self):
        self.store = Store("a")
        self.http = requests.Session()
        self.hits = 0

    def hit(self):
        self.hits += 1


class Safe:
    def __init__(self, name: str):
        self.lock = threading.Lock()
        self.hits = 0
        self.name = name

    def hit(self):
        with self.lock:
            self.hits += 1


class Node:
    def __init__(self, parent: "Node", name: str):
        self.parent = parent
        self.name = name


class Plain:
    names: list[str]
    size: int
    free: sqlite3.Connection

    def __init__(self, path: str):
        self.free = sqlite3.connect(path, check_same_thread=False)


class Unknown:
    def __init__(self, given):
        self.given = given
"""


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "shop.py"
    path.write_text(SOURCE)
    return path


def test_of_a_class(run, path):
    code, out, _ = run("traits", f"{path}:Service")
    assert code == 0
    assert out.replace(str(path), "shop.py").splitlines() == [
        "shop:Service",
        "  shop.py:13  class",
        "  Send (may go to another thread): no",
        "    .store.db: sqlite3.Connection",
        "      a connection may only be used by the thread that made it, unless check_same_thread=False",
        "      https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection",
        "  Sync (may be used by several threads at a time): no",
        "    .store.db: sqlite3.Connection",
        "      a connection may only be used by the thread that made it, unless check_same_thread=False",
        "      https://docs.python.org/3/library/sqlite3.html#sqlite3.Connection",
        "    .hits: changed by `Service.hit`, line 20, with no lock held",
        "      it takes several steps, and another thread may come in between",
        "  attributes",
        "    store  Send no, Sync no: <Store>",
        "    http   Send not known, Sync no: <requests.Session>",
        "    hits   Send not known, Sync not known: 0 | ?",
    ]


def test_verdicts(run, path):
    _, out, _ = run("traits", str(path), "--json")
    found = {each["name"]: (each["send"]["answer"], each["sync"]["answer"]) for each in json.loads(out)}
    assert found == {
        "shop:Store": ("no", "no"),
        "shop:Service": ("no", "no"),
        "shop:Safe": ("not known", "yes"),  # `0 + 1` is not computed
        "shop:Node": ("yes", "yes"),
        "shop:Plain": ("not known", "no"),
        "shop:Unknown": ("not known", "not known"),
    }


def test_of_an_imported_class(run, path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "web.py").write_text("from shop import Store\n\n\nclass Site:\n    def __init__(self):\n"
                                     "        self.store = Store('a')\n")  # fmt: skip
    code, out, _ = run("traits", "web:Site")
    assert code == 0
    assert "    .store.db: sqlite3.Connection" in out.splitlines()
    code, out, _ = run("traits", "web:Store")
    assert (code, out.splitlines()[0]) == (0, "shop:Store")


def test_of_a_library(run):
    code, out, _ = run("traits", "queue:Queue")
    assert (code, out.splitlines()) == (
        0,
        [
            "queue.Queue",
            "  Send (may go to another thread): yes",
            "  Sync (may be used by several threads at a time): yes",
        ],
    )


def test_complaints(run, path):
    code, _, err = run("traits", f"{path}:Servce")
    assert (code, err.strip()) == (2, "flake8-asyncsafe: shop has no class `Servce`; near it: Service")
    code, _, err = run("traits", "not a name")
    assert code == 2
    assert "'not a name' is neither MODULE:NAME nor FILE.py:NAME" in err
    code, _, err = run("traits", str(path.with_name("none.py")))
    assert code == 2
    assert "cannot read" in err


def test_a_module_without_classes(run, tmp_path):
    path = tmp_path / "empty.py"
    path.write_text("")
    assert run("traits", str(path))[:2] == (0, f"{path}: no classes\n")

"""Entries on disk: what was kept comes back exactly or not at all, whatever happened to the file."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flake8_asyncsafe import __version__
from flake8_asyncsafe.project import store as module
from flake8_asyncsafe.project.store import KINDS, Store, default_directory, digest

KEY, OTHER = digest("a"), digest("b")
DATA = {"calls": [["time.sleep", 3, 4]], "ünï": None}

TEXTS = st.text(st.characters(exclude_categories=()))  # lone surrogates too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "cache"))


def path_of(store: Store, kind: str = "summary", key: str = KEY) -> Path:
    return Path(store.info().directory, kind, key[:2], f"{key}.json")


def files(store: Store) -> list[Path]:
    return [path for path in Path(store.info().directory).rglob("*") if path.name.endswith((".json", ".tmp"))]


def test_round_trip(store):
    assert store.get("summary", KEY) is None
    store.put("summary", KEY, DATA)
    store.put("findings", KEY, [])
    for reader in (store, Store(store.info().directory)):
        assert reader.get("summary", KEY) == DATA
        assert reader.get("findings", KEY) == []
        assert reader.get("summary", OTHER) is None
    store.put("summary", KEY, "new")
    assert store.get("summary", KEY) == "new"


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Store:
    return Store(str(tmp_path_factory.mktemp("shared") / "cache"))


@given(VALUES)
def test_every_json_value_comes_back(shared, value):
    shared.put("summary", OTHER, "before")
    shared.put("summary", OTHER, value)
    back = shared.get("summary", OTHER)
    assert repr(back) == repr(value)  # tells 1 from 1.0 and True, and -0.0 from 0.0


def test_odd_text_comes_back(store):
    for text in ("\ud83d\ude00", "\U0001f600", "\ud800", "\ude00\ud83d", "\0", "\u2028", "\ufeff"):
        store.put("summary", KEY, {text: text})
        assert store.get("summary", KEY) == {text: text}
    store.put("summary", KEY, 10**4000)
    assert store.get("summary", KEY) == 10**4000


def nested(depth: int) -> list:
    value: list = []
    for _ in range(depth):
        value = [value]
    return value


CIRCLE: list = []
CIRCLE.append(CIRCLE)


@pytest.mark.parametrize(
    "data",
    [float("nan"), [float("inf")], {"a": -float("inf")}, {1, 2}, b"x", object(), 10**5000, nested(200_000), CIRCLE],
    ids=["nan", "inf", "-inf", "set", "bytes", "object", "huge int", "deep", "circle"],
)
def test_what_has_no_json_form_is_not_kept(store, data):
    store.put("summary", KEY, "before")
    store.put("summary", OTHER, data)
    store.put("summary", KEY, data)
    assert store.get("summary", OTHER) is None
    assert store.get("summary", KEY) == "before"
    assert len(files(store)) == 1
    store.put("summary", OTHER, "after")
    assert store.get("summary", OTHER) == "after"


@pytest.mark.parametrize("key", ["", "ab", "../" * 11, KEY.upper(), KEY + "/x", KEY + "\n", "g" * 32, "٣" * 32])
def test_a_key_is_a_digest_and_never_a_path(store, key):
    store.put("summary", key, 1)
    assert store.get("summary", key) is None
    store.put("../summary", KEY, 1)
    assert store.get("../summary", KEY) is None
    assert not Path(store.info().directory).exists()


def test_no_directory_keeps_nothing():
    for directory in (None, ""):
        store = Store(directory)
        store.put("summary", KEY, DATA)
        assert store.get("summary", KEY) is None
        store.trim()
        assert store.clear() == 0
        info = store.info()
        assert (info.directory, info.on, info.entries) == ("", False, 0)
        assert info.why


def test_entry_truncated_at_each_length(store):
    store.put("summary", KEY, DATA)
    path = path_of(store)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert store.get("summary", KEY) is None
        assert not path.exists()
    path.write_bytes(whole)
    assert store.get("summary", KEY) == DATA


def test_entry_with_a_changed_byte(store):
    store.put("summary", KEY, DATA)
    path = path_of(store)
    whole = path.read_bytes()
    for place in range(len(whole)):
        for bits in (0x01, 0x20, 0x80):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ bits]) + whole[place + 1 :])
            assert store.get("summary", KEY) is None, place


def test_an_entry_is_json_that_says_what_it_is(store):
    store.put("findings", KEY, DATA)
    entry = json.loads(path_of(store, "findings").read_bytes())
    assert entry.pop("checksum")
    assert entry == {"format": module.FORMAT, "version": __version__, "kind": "findings", "key": KEY, "data": DATA}


def forged(payload: bytes, **changes: object) -> bytes:
    """An entry as somebody could write it who knows the format: its checksum is right."""
    about = {"format": module.FORMAT, "version": __version__, "kind": "summary", "key": KEY, **changes}
    head = json.dumps(about)[:-1].encode() + b', "checksum": "'
    return head + module._checksum(payload) + b'", "data": ' + payload + b"}\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"\xff\xfe\x00",
        b"{}" * 500,
        forged(b"[1]") + b" ",
        b" " + forged(b"[1]"),
        forged(b"[1]", format=module.FORMAT + 1),
        forged(b"[1]", version="0.0.0"),
        forged(b"[1]", kind="findings"),
        forged(b"[1]", key=OTHER),
        forged(b"[1"),
        forged(b""),
        forged(b'"\xff"'),
        forged(b"NaN"),
        forged(b"[Infinity]"),
        forged(b"9" * 5000),
        forged(b"[" * 200_000 + b"]" * 200_000),
        forged(b'{"a":' * 200_000 + b"1" + b"}" * 200_000),
    ],
    ids=range(18),
)
def test_what_was_not_written_by_this_version_for_this_key(store, content):
    store.put("summary", KEY, 0)
    path = path_of(store)
    path.write_bytes(forged(b"[1]"))
    assert store.get("summary", KEY) == [1], "the others are refused for what they are, not for how they are forged"
    path.write_bytes(content)
    assert store.get("summary", KEY) is None
    assert not path.exists()
    store.put("summary", KEY, 2)
    assert store.get("summary", KEY) == 2


def test_versions_do_not_read_each_other(tmp_path):
    old, new = Store(str(tmp_path), version="1.0"), Store(str(tmp_path), version="1.1")
    old.put("summary", KEY, 1)
    assert new.get("summary", KEY) is None
    new.put("summary", KEY, 2)
    assert old.get("summary", KEY) is None


def test_an_entry_that_is_too_large(store, monkeypatch):
    store.put("summary", KEY, "x" * 2000)
    monkeypatch.setattr(module, "MAX_ENTRY", 1000)
    assert store.get("summary", KEY) is None
    assert not path_of(store).exists()
    store.put("summary", KEY, "x" * 2000)
    assert not path_of(store).exists()
    store.put("summary", KEY, "x")
    assert store.get("summary", KEY) == "x"


def test_something_else_in_place_of_an_entry(store, tmp_path):
    store.put("summary", KEY, 1)
    path = path_of(store)
    path.unlink()
    path.mkdir()
    assert store.get("summary", KEY) is None
    store.put("summary", KEY, 2)
    assert path.is_dir()
    path.rmdir()
    store.put("summary", KEY, 3)
    assert store.get("summary", KEY) == 3, "one odd entry does not switch writing off"
    assert files(store) == [path]


@pytest.mark.skipif(os.name != "posix", reason="pipes and symlinks are those of POSIX")
def test_pipes_and_symlinks_in_place_of_an_entry(store, tmp_path):
    store.put("summary", KEY, 1)
    path = path_of(store)
    outside = tmp_path / "outside.json"
    path.rename(outside)
    path.symlink_to(outside)
    assert store.get("summary", KEY) is None
    assert (store.clear(), store.info().entries, path.is_symlink()) == (0, 0, True)
    store.put("summary", KEY, 2)
    assert not path.is_symlink()
    assert outside.read_bytes() == forged(b"1")
    path.unlink()
    os.mkfifo(path)
    assert store.get("summary", KEY) is None  # and does not wait for a writer
    store.put("summary", KEY, 3)
    assert store.get("summary", KEY) == 3


def test_an_entry_that_is_used_keeps_its_place(store):
    store.put("summary", KEY, 1)
    path = path_of(store)
    now = time.time()
    for used, touched in [(now - 3600, False), (now - 25 * 3600, True), (now + 25 * 3600, True)]:
        os.utime(path, (used, used))
        store.get("summary", KEY)
        assert (abs(path.stat().st_mtime - used) > 3600) is touched


def test_info(store):
    empty = store.info()
    assert (empty.on, empty.why, empty.entries, empty.bytes) == (True, "", 0, 0)
    assert not Path(empty.directory).exists(), "looking makes nothing"
    store.put("summary", KEY, 1)
    store.put("findings", KEY, 1)
    store.put("findings", OTHER, "x" * 5000)
    info = store.info()
    assert (info.entries, info.kinds, info.limit) == (3, {"summary": 1, "findings": 2}, module.LIMIT)
    assert info.bytes == 4 * 4096
    assert set(info.kinds) == set(KINDS)


def test_digest():
    assert digest("a", b"b") == digest("a", "b") == digest("a", "b")
    assert len(digest()) == len(digest("x" * 1000)) == 32
    assert int(digest("\ud800"), 16)
    others = [
        digest(*parts) for parts in ((), ("",), ("", ""), ("ab",), ("a", "b"), ("b", "a"), ("ab", ""), ("", "ab"))
    ]
    assert len(set(others)) == len(others)


def test_default_directory(monkeypatch):
    directory = default_directory()
    assert os.path.isabs(directory)
    assert "flake8-asyncsafe" in Path(directory).parts
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: "relative/flake8-asyncsafe")
    assert default_directory() == ""

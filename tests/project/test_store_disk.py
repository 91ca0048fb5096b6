"""The store and a disk that others use too: failures, permissions, races, killed processes, the limit, clearing."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flake8_asyncsafe.project import store as module
from flake8_asyncsafe.project.store import Store, digest

POSIX = pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")
KEYS = [digest(str(number)) for number in range(40)]
KEY = KEYS[0]
ROOM = 4096


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def store(directory: Path) -> Store:
    return Store(str(directory))


def tree(root: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


def path_of(directory: Path, key: str, kind: str = "summary") -> Path:
    return directory / kind / key[:2] / f"{key}.json"


def age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


# -- failing disks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("function", ["open", "replace", "mkdir", "lstat"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.ENOENT, errno.EIO])
def test_a_disk_that_refuses_switches_writing_off(store, directory, monkeypatch, function, number):
    store.put("summary", KEY, 1)
    calls = []

    def refuse(*arguments: object, **_: object) -> None:
        calls.append(arguments)
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(module.os, function, refuse)
    store.put("summary", KEYS[1], 2)
    assert calls
    calls.clear()
    store.put("summary", KEYS[2], 3)
    assert not calls, "it is not tried again"
    monkeypatch.undo()
    store.put("summary", KEYS[3], 4)
    assert [store.get("summary", key) for key in KEYS[:4]] == [1, None, None, None]
    assert not list(directory.rglob("*.tmp"))
    assert store.info().on
    assert os.strerror(number) in store.info().why


def test_a_write_that_breaks_off_leaves_nothing(store, directory, monkeypatch):
    class Full:
        def __init__(self, descriptor, mode):
            self.file = os.fdopen(descriptor, mode)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.file.close()

        def write(self, data):
            self.file.write(data[: len(data) // 2])
            self.file.flush()
            raise OSError(errno.ENOSPC, "full")

    store.put("summary", KEY, 1)
    before = tree(directory)
    monkeypatch.setattr(module, "open", Full, raising=False)
    store.put("summary", KEY, 2)
    monkeypatch.undo()
    assert tree(directory) == before
    assert store.get("summary", KEY) == 1


def test_a_write_that_is_interrupted_leaves_nothing(store, directory, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    store.put("summary", KEY, 1)
    before = tree(directory)
    monkeypatch.setattr(module.os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.put("summary", KEY, 2)
    assert tree(directory) == before


def test_windows_refuses_to_replace_a_file_that_is_read(store, directory, monkeypatch):
    def refuse(*_):
        raise PermissionError(errno.EACCES, "in use")

    store.put("summary", KEY, 1)
    with monkeypatch.context() as patch:
        patch.setattr(module, "_POSIX", False)
        patch.setattr(module.os, "replace", refuse)
        store.put("summary", KEY, 2)
    store.put("summary", KEYS[1], 3)
    assert store.get("summary", KEYS[1]) == 3
    assert not list(directory.rglob("*.tmp"))


def test_the_directory_vanishes(store, directory):
    store.put("summary", KEY, 1)
    directory.rename(directory.with_name("elsewhere"))
    assert store.get("summary", KEY) is None
    store.put("summary", KEY, 2)
    assert not directory.exists()
    directory.with_name("elsewhere").rename(directory)
    store.put("summary", KEYS[1], 3)
    assert [store.get("summary", key) for key in KEYS[:2]] == [1, None]


@pytest.mark.parametrize("below", ["", "sub", "sub/sub"])
def test_the_directory_cannot_be_made(tmp_path, below):
    (tmp_path / "file").write_text("mine")
    store = Store(str(tmp_path / "file" / below))
    store.put("summary", KEY, 1)
    assert store.get("summary", KEY) is None
    assert store.clear() == 0
    assert "director" in store.info().why
    assert tree(tmp_path) == {"file": b"mine"}


def test_no_path_at_all(tmp_path):
    for name in ("a" * 300, "a\0b", "\ud800"):
        store = Store(str(tmp_path / "cache") + name)
        assert store.get("summary", KEY) is None
        store.put("summary", KEY, 1)
        store.trim()
        assert (store.get("summary", KEY), store.clear(), store.info().entries) == (None, 0, 0)
    assert tree(tmp_path) == {}


# -- whose directory it is ---------------------------------------------------------------------------------------------


@POSIX
def test_what_is_made_is_for_the_user_alone(store, directory, monkeypatch):
    before = os.umask(0)
    try:
        store.put("summary", KEY, 1)
    finally:
        os.umask(before)
    modes = {path: path.stat().st_mode & 0o777 for path in (directory, path_of(directory, KEY).parent)}
    assert set(modes.values()) == {0o700}
    assert path_of(directory, KEY).stat().st_mode & 0o777 == 0o600
    assert (directory / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (directory / ".gitignore").read_text() == "*\n"


def check_untrusted(directory: Path, reason: str) -> None:
    before = tree(directory)
    store = Store(str(directory))
    assert store.get("summary", KEY) is None
    store.put("summary", KEYS[1], 2)
    store.trim()
    assert store.clear() == 0
    info = store.info()
    assert not info.on
    assert info.entries, "what is there is counted, though not believed"
    assert reason in info.why
    assert tree(directory) == before


@POSIX
@pytest.mark.parametrize("mode", [0o770, 0o707, 0o777, 0o1777, 0o720, 0o702])
def test_others_may_write(store, directory, mode):
    store.put("summary", KEY, 1)
    directory.chmod(mode)
    check_untrusted(directory, "others may write")
    directory.chmod(0o755)
    assert Store(str(directory)).get("summary", KEY) == 1


@POSIX
def test_somebody_else_owns_it(store, directory, monkeypatch):
    store.put("summary", KEY, 1)
    owner = os.geteuid()
    monkeypatch.setattr(module.os, "geteuid", lambda: owner + 1)
    check_untrusted(directory, "another user")


@POSIX
def test_a_symlink_to_a_directory_of_the_user(store, directory, tmp_path):
    store.put("summary", KEY, 1)
    link = tmp_path / "link"
    link.symlink_to(directory)
    through = Store(str(link))
    assert through.get("summary", KEY) == 1
    through.put("summary", KEYS[1], 2)
    link.unlink()
    assert through.get("summary", KEYS[1]) == 2, "the directory that was found trustworthy is the one that is used"
    directory.chmod(0o777)
    link.symlink_to(directory)
    check_untrusted(link, "others may write")


@POSIX
@pytest.mark.parametrize("place", ["", "summary", f"summary/{KEY[:2]}"])
def test_a_symlink_never_leads_out_of_the_store(directory, tmp_path, place):
    outside = tmp_path / "outside"
    (outside / KEY[:2]).mkdir(parents=True)
    for path in (outside / f"{KEY}.json", outside / KEY[:2] / f"{KEY}.json"):
        path.write_text("not ours")
    before = tree(outside)
    link = directory / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside if place else tmp_path / "dangling")
    store = Store(str(directory))
    assert store.get("summary", KEY) is None
    store.put("summary", KEY, 1)
    store.trim()
    assert (store.clear(), store.info().entries) == (0, 0)
    assert tree(outside) == before
    assert link.is_symlink()
    assert not (tmp_path / "dangling").exists()
    assert store.info().why


# -- several processes -------------------------------------------------------------------------------------------------


def write_often(directory: str, name: int, rounds: int) -> None:
    store = Store(directory)
    for number in range(rounds):
        store.put("summary", KEYS[number % 3], [name] * (1 + 4000 * (number % 5)))
    assert store.info().why == ""


def test_readers_see_whole_entries_while_others_write(store, directory):
    for key in KEYS[:3]:
        store.put("summary", key, [0])
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write_often, args=(str(directory), name, 300)) for name in (1, 2)]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        for key in KEYS[:3]:
            value = store.get("summary", key)
            assert value, "an entry that is being replaced is there all the time"
            assert len(set(value)) == 1
            seen.add(value[0])
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    assert seen & {1, 2}
    assert not list(directory.rglob("*.tmp"))


def trim_often(directory: str, limit: int, name: int) -> None:
    store = Store(directory, limit=limit)
    for number in range(60):
        store.put("findings", digest(str(name), str(number)), "x" * 3000)
        store.trim()
    store.clear()
    store.put("findings", KEY, name)
    assert store.info().why == "", "to clear under the feet of others does not switch them off"


def test_processes_that_trim_and_clear_at_the_same_time(directory):
    context = multiprocessing.get_context("spawn")
    others = [context.Process(target=trim_often, args=(str(directory), 20 * ROOM, name)) for name in range(3)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0, 0, 0]


ENDLESS = """
import sys
from flake8_asyncsafe.project.store import Store, digest
store = Store(sys.argv[1])
number = 0
while True:
    print(number, flush=True)
    store.put("summary", digest(str(number % 7)), [number] * 60_000)
    number += 1
"""


@POSIX
def test_killed_at_any_moment(store, directory):
    dice = random.Random(7)
    for _ in range(12):
        child = subprocess.Popen([sys.executable, "-c", ENDLESS, str(directory)], stdout=subprocess.PIPE)
        for _ in range(dice.randint(2, 12)):
            child.stdout.readline()
        child.kill()
        child.communicate()
    entries = list(directory.glob("summary/??/*.json"))
    assert entries
    for path in entries:
        value = store.get("summary", path.stem)
        assert value is not None, path
        assert len(set(value)) == 1


KILLED = """
import builtins, os, signal, sys
from flake8_asyncsafe.project import store as module

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Half:
    def __init__(self, *arguments):
        self.file = builtins.open(*arguments)
    def __enter__(self):
        return self
    def __exit__(self, *_):
        pass
    def write(self, data):
        self.file.write(data[: len(data) // 2])
        self.file.flush()
        die()

step, directory, key = sys.argv[1:]
if step == "write":
    module.open = Half
else:
    setattr(module.os, step, die)
module.Store(directory).put("summary", key, [2] * 5000)
print("not killed")
"""


@POSIX
@pytest.mark.parametrize("step", ["write", "replace"])
@pytest.mark.parametrize("there", [False, True])
def test_killed_inside_of_a_write(store, directory, step, there):
    store.put("summary", KEYS[1], [0])
    if there:
        store.put("summary", KEY, [1])
    before = tree(directory)
    child = subprocess.run([sys.executable, "-c", KILLED, step, str(directory), KEY], capture_output=True, check=False)
    assert (child.returncode, child.stdout, child.stderr) == (-signal.SIGKILL, b"", b"")
    assert store.get("summary", KEY) == ([1] if there else None)
    (temporary,) = directory.rglob("*.tmp")
    store.trim()
    assert temporary.exists(), "its process might still be at work"
    age(temporary, 3700)
    store.trim()
    after = tree(directory)
    if not there:
        after.pop(f"summary/{KEY[:2]}")  # the folder for the entry
    assert after == before


# -- the limit ---------------------------------------------------------------------------------------------------------


def test_trim_keeps_what_was_used_last(directory):
    store = Store(str(directory), limit=20 * ROOM)
    for number, key in enumerate(KEYS[:18]):
        store.put("summary" if number % 2 else "findings", key, number)
        age(path_of(directory, key, "summary" if number % 2 else "findings"), (100 - number) * 86_400)
    store.trim()
    assert store.info().entries == 18
    assert store.get("findings", KEY) == 0  # and so it is the one used last
    for key in KEYS[18:24]:
        store.put("summary", key, "new")
    store.trim()
    assert 0 < store.info().bytes <= 20 * ROOM
    assert store.get("findings", KEY) == 0
    assert all(store.get("summary", key) == "new" for key in KEYS[18:24])
    assert store.get("summary", KEYS[1]) is None
    assert store.get("summary", KEYS[17]) == 17


@pytest.mark.parametrize("size", [1, 3000, 9000])
def test_put_keeps_the_size_near_the_limit(directory, size):
    limit = 64 * ROOM
    store = Store(str(directory), limit=limit)
    most = 0
    for number in range(200):
        store.put("summary", digest(str(number)), "x" * size)
        most = max(most, store.info().bytes)
    assert most <= limit + limit // 16 + 3 * ROOM
    assert most > limit // 2
    assert store.get("summary", digest("199")) is not None


def test_short_runs_trim_too(directory):
    for number in range(30):
        Store(str(directory), limit=20 * ROOM).put("summary", KEYS[number], 1)
    before = Store(str(directory)).info().entries
    assert before > 20, "each of them wrote too little to trim"
    rare = "0" * 32
    Store(str(directory), limit=20 * ROOM).put("summary", rare, 1)
    info = Store(str(directory)).info()
    assert info.bytes <= 20 * ROOM


def test_trim_removes_abandoned_temporary_files_only(store, directory):
    store.put("summary", KEY, 1)
    names = {"old": "0" * 16, "new": "1" * 16}
    paths = {name: Path(f"{path_of(directory, KEY)}.{part}.tmp") for name, part in names.items()}
    foreign = path_of(directory, KEY).parent / "old.tmp"
    for path in (*paths.values(), foreign):
        path.write_text("half")
    age(paths["old"], 3700)
    age(foreign, 3700)
    age(paths["new"], 3500)
    store.trim()
    assert not paths["old"].exists()
    assert paths["new"].exists()
    assert foreign.exists()
    assert store.info().entries == 1
    assert store.get("summary", KEY) == 1


# -- clearing ----------------------------------------------------------------------------------------------------------


def test_clear_removes_ours_and_nothing_else(store, directory):
    store.put("summary", KEY, 1)
    store.put("findings", KEYS[1], 1)
    Store(str(directory), version="0.0.0").put("findings", KEYS[2], 1)
    ours = tree(directory)
    folder = path_of(directory, KEY).parent
    strange = [
        directory / "notes.txt",
        directory / f"{KEY}.json",
        directory / "other" / KEY[:2] / f"{KEY}.json",
        directory / "summary" / f"{KEY}.json",
        directory / "summary" / "zz" / f"{KEY}.json",
        directory / "summary" / ("00" if KEY[:2] != "00" else "01") / f"{KEY}.json",
        folder / "notes.json",
        folder / f"{KEY}.json.bak",
        folder / f"{KEY[:2]}.json",
        folder / f"{KEY}.txt",
        folder / "sub" / f"{KEY}.json",
    ]
    for path in strange:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("keep me")
    temporary = Path(f"{path_of(directory, KEY)}.{'a' * 16}.tmp")
    temporary.write_text("half")
    assert store.clear() == 3
    assert not temporary.exists()
    assert store.info().entries == 0
    left = {directory / name for name, content in tree(directory).items() if content is not None}
    assert left == {*strange, directory / "CACHEDIR.TAG", directory / ".gitignore"}
    assert ours.keys() >= {path_of(directory, KEY).relative_to(directory).as_posix()}


def test_clear_leaves_no_empty_folders_and_the_store_goes_on(store, directory):
    other = Store(str(directory))
    other.put("summary", KEY, 1)
    assert store.clear() == 1
    assert {path.name for path in directory.iterdir()} == {"CACHEDIR.TAG", ".gitignore"}
    assert store.clear() == 0
    for each in (other, store):
        each.put("summary", KEY, 2)
        assert each.get("summary", KEY) == 2


def test_a_directory_that_was_there_before_gets_no_labels(directory):
    directory.mkdir(mode=0o755)
    directory.chmod(0o755)
    (directory / "main.py").write_text("")
    Store(str(directory)).put("summary", KEY, 1)
    assert {path.name for path in directory.iterdir()} == {"main.py", "summary"}

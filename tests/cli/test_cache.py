"""``flake8-asyncsafe cache``: what it says about a directory, and what it removes."""

from __future__ import annotations

import json
import os

import pytest

from flake8_asyncsafe.project import store as module
from flake8_asyncsafe.project.store import Store, digest


@pytest.fixture
def directory(tmp_path):
    """A cache with two findings and a summary."""
    path = tmp_path / "cache"
    store = Store(str(path))
    store.put("findings", digest("a"), [])
    store.put("findings", digest("b"), "x" * 10_000)
    store.put("summary", digest("a"), {})
    return path


def test_info(run, directory):
    code, out, err = run("cache", "info", f"--asyncsafe-cache-dir={directory}")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        f"directory  {directory}",
        "state      on",
        "entries    3 (summary 1, findings 2)",
        "size       20.5 kB of at most 500.0 MB",
    ]


def test_info_as_json(run, directory):
    code, out, _ = run("cache", "info", "--json", f"--asyncsafe-cache-dir={directory}")
    assert code == 0
    assert json.loads(out) == {
        "directory": str(directory),
        "on": True,
        "why": "",
        "entries": 3,
        "bytes": 5 * 4096,
        "kinds": {"summary": 1, "findings": 2},
        "limit": module.LIMIT,
    }


def test_without_the_option_it_is_the_directory_of_the_user(run, directory, monkeypatch):
    monkeypatch.setattr("flake8_asyncsafe.commands.cache.default_directory", lambda: str(directory))
    assert f"directory  {directory}\n" in run("cache", "info")[1]
    assert f"directory  {directory}\n" in run("cache", "info", "--asyncsafe-cache-dir=")[1]
    assert run("cache", "clear") == (0, f"removed 3 entries from {directory}\n", "")


def test_the_directory_is_relative_to_the_current_one(run, directory, monkeypatch):
    monkeypatch.chdir(directory.parent)
    assert json.loads(run("cache", "info", "--json", "--asyncsafe-cache-dir=cache")[1])["entries"] == 3


def test_no_directory_yet(run, tmp_path):
    code, out, _ = run("cache", "info", f"--asyncsafe-cache-dir={tmp_path / 'none'}")
    assert code == 0
    assert "state      on\nentries    0 " in out
    assert run("cache", "clear", f"--asyncsafe-cache-dir={tmp_path / 'none'}")[0] == 0
    assert not (tmp_path / "none").exists()


def test_no_directory_at_all(run, monkeypatch):
    monkeypatch.setattr("flake8_asyncsafe.commands.cache.default_directory", lambda: "")
    code, out, _ = run("cache", "info")
    assert code == 0
    assert "directory  none\nstate      off: there is no directory" in out
    code, out, err = run("cache", "clear")
    assert (code, out) == (2, "")
    assert "there is no directory" in err


def test_clear(run, directory):
    (directory / "notes.txt").write_text("keep me")
    option = f"--asyncsafe-cache-dir={directory}"
    assert run("cache", "clear", option) == (0, f"removed 3 entries from {directory}\n", "")
    assert run("cache", "clear", option) == (0, f"removed 0 entries from {directory}\n", "")
    Store(str(directory)).put("summary", digest("a"), {})
    assert run("cache", "clear", option) == (0, f"removed 1 entry from {directory}\n", "")
    assert (directory / "notes.txt").exists()


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_directory_that_others_may_write_to(run, directory):
    directory.chmod(0o777)
    option = f"--asyncsafe-cache-dir={directory}"
    code, out, _ = run("cache", "info", option)
    assert code == 0
    assert "state      off: others may write to it; `chmod go-w` " in out
    assert "entries    3 " in out
    code, out, err = run("cache", "clear", option)
    assert (code, out) == (2, "")
    assert err.startswith(f"flake8-asyncsafe: nothing was removed from {directory}: others may write to it")
    assert Store(str(directory)).info().entries == 3


def test_a_directory_that_is_read_only(run, directory, monkeypatch):
    monkeypatch.setattr(module.os, "access", lambda *_: False)
    option = f"--asyncsafe-cache-dir={directory}"
    assert "state      on: nothing can be added (it is read-only)\n" in run("cache", "info", option)[1]

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(module.os, "unlink", refuse)
    code, out, err = run("cache", "clear", option)
    assert (code, out) == (2, "")
    assert f"removed 0 entries from {directory}; 3 could not be removed" in err


@pytest.mark.parametrize("action", ["info", "clear"])
def test_wrong_usage(run, tmp_path, action):
    (tmp_path / "file").write_text("")
    code, out, err = run("cache", action, f"--asyncsafe-cache-dir={tmp_path / 'file'}")
    assert (code, out) == (2, "")
    assert err.startswith("flake8-asyncsafe: --asyncsafe-cache-dir: ")
    assert len(err.splitlines()) == 1
    code, out, err = run("cache", action, "--asyncsafe-no-cache")
    assert (code, out) == (2, "")


@pytest.mark.parametrize("arguments", [["cache"], ["cache", "empty"], ["cache", "clear", "--json"]])
def test_unknown_actions(run, arguments):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert "--help" in err


@pytest.mark.parametrize("action", ["info", "clear"])
def test_each_action_has_help(run, action):
    code, out, _ = run("cache", action, "--help")
    assert code == 0
    assert f"flake8-asyncsafe cache {action}" in out
    assert "--asyncsafe-cache-dir DIR" in out

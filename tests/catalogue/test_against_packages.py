"""Entries of third-party libraries meet the real packages, in pinned releases, in an environment of their own.

The packages of ``packages.PINNED`` are installed into pytest's cache, once per table and Python; a child process of
that environment says what each catalogued name is (``introspect_packages.py``), and the tests compare.  Without a
package index the tests fail, and say so within a minute.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packages import PINNED, ROOTS

from flake8_asyncsafe.catalogue.entries import Api, ArgumentTest, Runs, Type
from flake8_asyncsafe.catalogue.loader import load_catalogue

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

CATALOGUE = load_catalogue()
VERSIONS = {root: each.version for each in PINNED for root in each.roots}
_PATIENCE = 200


def _root(name: str) -> str:
    return name.partition(".")[0]


def here(entry: Api | Type) -> bool:
    """Whether the pinned release should have the entry."""
    version = VERSIONS.get(_root(entry.name))
    if version is None:
        return False
    numbers = {
        key: tuple(map(int, text.split("."))) for key, text in (("since", entry.since), ("until", entry.until)) if text
    }
    return numbers.get("since", version) <= version < numbers.get("until", (9999,))


def made_at_run_time(name: str) -> bool:
    """Whether a name is the catalogue's own, or stands for many."""
    owner, _, member = name.rpartition(".")
    types = (CATALOGUE.types.get(name), CATALOGUE.types.get(owner))
    return member == "*" or any(entry is not None and entry.private for entry in types[1:])


APIS = [
    api for api in (CATALOGUE.apis[name] for name in CATALOGUE.apis) if here(api) and not made_at_run_time(api.name)
]
TYPES = [entry for entry in (CATALOGUE.types[name] for name in CATALOGUE.types) if here(entry) and not entry.private]
ALIASES = [alias for alias in CATALOGUE.aliases if _root(alias) in ROOTS]


def _environment(folder: Path) -> Path:
    """The interpreter of an environment with the pinned packages; made by the first that asks."""
    requirements = [each.requirement for each in PINNED]
    digest = hashlib.sha256("\n".join([sys.version, *requirements]).encode()).hexdigest()[:16]
    home, lock = folder / digest, folder / f"{digest}.lock"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "done"
    deadline = time.monotonic() + _PATIENCE
    while not done.exists():
        try:
            lock.mkdir(parents=True)
        except FileExistsError:  # another worker is at it
            if time.monotonic() > deadline:
                shutil.rmtree(lock)
            time.sleep(0.2)
            continue
        try:
            _install(home, python, requirements)
            done.touch()
        finally:
            lock.rmdir()
    return python


def _install(home: Path, python: Path, requirements: list[str]) -> None:
    shutil.rmtree(home, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True, timeout=_PATIENCE)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    patience = ["--retries", "1", "--timeout", "15", "--only-binary", ":all:"]
    try:
        result = subprocess.run(
            [*pip, *patience, *requirements], check=False, capture_output=True, text=True, timeout=_PATIENCE
        )
        said = "\n".join(line for line in result.stderr.splitlines() if line.startswith("ERROR")) or "no reason given"
        failed = result.returncode != 0
    except subprocess.TimeoutExpired:
        failed, said = True, f"not done after {_PATIENCE} s"
    if failed:
        _FAILURES.append(f"the pinned packages cannot be installed (is a package index in reach?):\n{said}")
        pytest.fail(_FAILURES[0], pytrace=False)


_FAILURES: list[str] = []  # of installing: the other tests need not try again


@cache
def _facts(folder: Path) -> dict[str, dict[str, Any]]:
    names = sorted({entry.name for entry in (*APIS, *TYPES)} | {b for entry in TYPES for b in entry.bases} | {*ALIASES})
    names += [CATALOGUE.canonical(alias) for alias in ALIASES]
    script = Path(__file__).with_name("introspect_packages.py")
    result = subprocess.run(
        [str(_environment(folder)), "-I", str(script)],
        input=json.dumps(names),
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    assert result.returncode == 0, result.stderr
    answers: dict[str, dict[str, Any]] = json.loads(result.stdout)
    return answers


@pytest.fixture
def facts(request: pytest.FixtureRequest) -> dict[str, dict[str, Any]]:
    """What the real packages say of every catalogued name."""
    if _FAILURES:
        pytest.fail(_FAILURES[0], pytrace=False)
    assert request.config.cache is not None
    return _facts(Path(request.config.cache.mkdir("asyncsafe-packages")))


def test_every_name_exists(facts: dict[str, dict[str, Any]]) -> None:
    missing = {entry.name: facts[entry.name]["missing"] for entry in (*APIS, *TYPES) if "missing" in facts[entry.name]}
    assert missing == {}


def test_apis_are_called_and_properties_are_read(facts: dict[str, dict[str, Any]]) -> None:
    wrong = [
        api.name
        for api in APIS
        if "missing" not in facts[api.name] and not facts[api.name]["property" if api.is_property else "callable"]
    ]
    assert wrong == []


def test_coroutines_are_coroutine_functions_and_nothing_else_is(facts: dict[str, dict[str, Any]]) -> None:
    wrong = {
        api.name: facts[api.name]["colour"]
        for api in APIS
        if "missing" not in facts[api.name]
        and (facts[api.name]["colour"] == "coroutine") is not api.coroutine
        and not _awaitable_by_annotation(api, facts[api.name])
        and not (facts[api.name]["wrapped"] and _gives_awaitable_object(api))
    }
    assert wrong == {}


def _awaitable_by_annotation(api: Api, fact: dict[str, Any]) -> bool:
    """Whether a plain function says itself that it gives a coroutine (it hands on one that another function made)."""
    return api.coroutine and any(word in fact["annotation"] for word in ("Awaitable", "Coroutine"))


def _gives_awaitable_object(api: Api) -> bool:
    """Whether an entry says that the call gives an object that can be awaited, or entered (made around a coroutine)."""
    given = CATALOGUE.type(api.returns) if api.returns else None
    return api.awaitable or (given is not None and given.awaitable)


def test_signatures_accept_what_entries_say(facts: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for api in APIS:
        listed = facts[api.name].get("parameters")
        tests = (*api.unless, *api.unblocks, *api.acquires, *api.releases, *api.runs)
        wrong += [f"{api.name}: {test.name}" for test in tests if listed and not _accepts(listed, test)]
        made = facts.get(api.name.rpartition(".")[0], {}).get("parameters")
        wrong += [f"{api.name}: {test.name} (made)" for test in api.made_unless if made and not _accepts(made, test)]
    assert wrong == []


def _accepts(listed: list[list[str | None]], test: ArgumentTest | Runs) -> bool:
    kinds = {kind for _, kind, _ in listed}
    by_name = {name: (place, kind, default) for place, (name, kind, default) in enumerate(listed)}
    if test.name is None:
        return test.position is not None and (test.position < len(listed) or "VAR_POSITIONAL" in kinds)
    if test.name not in by_name:
        return "VAR_KEYWORD" in kinds
    place, kind, default = by_name[test.name]
    if test.position is not None and (place != test.position or kind == "KEYWORD_ONLY"):
        return False
    if isinstance(test, ArgumentTest) and not test.given and test.default is not ... and default is not None:
        return default == repr(test.default)
    return True


def test_classes_support_what_is_said(facts: dict[str, dict[str, Any]]) -> None:
    wrong = []
    for entry in TYPES:
        fact = facts[entry.name]
        if "missing" in fact:
            continue
        said = {
            "__enter__": entry.context in {"sync", "both"},
            "__aenter__": entry.context in {"async", "both"},
            "__iter__": entry.iterates in {"sync", "both"},
            "__aiter__": entry.iterates in {"async", "both"},
            "__await__": entry.awaitable,
        }
        asked = {"__enter__", "__aenter__"} if entry.context else set()
        asked |= {"__iter__", "__aiter__"} if entry.iterates else set()
        wrong += [f"{entry.name}: {mark}" for mark in sorted(asked) if (mark in fact["marks"]) is not said[mark]]
        if entry.awaitable and "__await__" not in fact["marks"]:
            wrong.append(f"{entry.name}: __await__")
        if not fact["class"]:
            wrong.append(f"{entry.name}: is no class")
    assert wrong == []


def test_bases_are_bases(facts: dict[str, dict[str, Any]]) -> None:
    wrong = [
        f"{entry.name} is no {base}"
        for entry in TYPES
        for base in entry.bases
        if facts.get(base, {}).get("bases") and facts[base]["bases"][0] not in facts[entry.name].get("bases", ())
    ]
    assert wrong == []


def test_aliases_are_other_paths_to_the_same(facts: dict[str, dict[str, Any]]) -> None:
    """An alias may be gone in the pinned release; if it is there, it is what it is said to be."""
    wrong = []
    for alias in ALIASES:
        canonical = CATALOGUE.canonical(alias)
        target = CATALOGUE.types.get(canonical)
        if target is not None and target.private:
            continue  # a stub's name for what a function makes
        there = facts.get(alias, {"missing": ""}), facts.get(canonical, {"missing": ""})
        if any("missing" in fact for fact in there) or not there[0]["callable"]:
            continue
        if there[0]["identity"] != there[1]["identity"] and there[0]["name"] != there[1]["name"]:
            wrong.append(f"{alias} is not {canonical}")
    assert wrong == []


def test_the_catalogue_is_large() -> None:
    """What it is for: the names that real code calls."""
    assert len(CATALOGUE.apis) >= 700
    assert sum(api.blocks is not None for api in CATALOGUE.apis.values()) >= 700


def test_the_pinned_libraries_have_entries() -> None:
    unused = [root for root in ROOTS if not any(_root(entry.name) == root for entry in (*APIS, *TYPES))]
    assert unused == []

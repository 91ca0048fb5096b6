"""ruff's configuration: what it selects and ignores of ASYNC, RUF006 and RUF029 moves to flake8's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.migration.ini import merged
from flake8_asyncsafe.migration.notes import UnreadableError
from flake8_asyncsafe.migration.selectors import ignored, selected
from flake8_asyncsafe.migration.table import is_theirs, reasons, translate
from flake8_asyncsafe.migration.toml_text import TomlText

if TYPE_CHECKING:
    from flake8_asyncsafe.migration.notes import Notes

_SELECTS = ("select", "extend-select")
_IGNORES = ("ignore", "extend-ignore")
_PER_FILE = ("per-file-ignores", "extend-per-file-ignores")
_EVERYTHING = "ALL"
_THEIRS = ("ASYNC", "RUF006", "RUF029")
#: prefixes of ruff's that mean one of theirs among many others
_WIDER = ("A", "AS", "ASY", "ASYN", "R", "RU", "RUF", "RUF0", "RUF00", "RUF02")


@dataclass(slots=True)
class Flake8Options:
    """What flake8's section must say in place of ruff's."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: tuple[str, ...] = field(default=())

    def options(self) -> dict[str, tuple[str, ...]]:
        """As options of the section."""
        return {"extend-select": self.select, "extend-ignore": self.ignore, "per-file-ignores": self.per_file}

    def __bool__(self) -> bool:
        return bool(self.select or self.ignore or self.per_file)


def rewritten(text: str, path: str, root: tuple[str, ...], notes: Notes) -> tuple[str, Flake8Options]:
    """(the text without their codes, what flake8 must be told); ``root`` is the table of ruff's options."""
    data = _parsed(text)
    options = Flake8Options()
    new = text
    touched = False
    for table in (root, (*root, "lint")):
        if _is_done(data, table):
            continue
        for key in (*_IGNORES, *_SELECTS):
            new, changed = _in_list(new, (*table, key), path, options, notes)
            touched = touched or changed
    for table in (root, (*root, "lint")):
        for key in _PER_FILE:
            for pattern in _table(data, (*table, key)):
                new, changed = _in_list(new, (*table, key, pattern), path, options, notes)
                touched = touched or changed
    if not touched:
        return text, Flake8Options()
    new = _with_external(new, root)
    return new, options


def _is_done(data: dict[str, Any], table: tuple[str, ...]) -> bool:
    """Whether a table selects everything and ignores all of theirs: that is what the migration makes of it."""
    chosen = [code for key in _SELECTS for code in _at(data, (*table, key)) or []]
    ignored_there = [code for key in _IGNORES for code in _at(data, (*table, key)) or []]
    return _EVERYTHING in chosen and set(_THEIRS) <= set(ignored_there)


def _in_list(text: str, where: tuple[str, ...], path: str, options: Flake8Options, notes: Notes) -> tuple[str, bool]:
    data = _parsed(text)
    values = _at(data, where)
    if not isinstance(values, list):
        return text, False
    key = where[-2] if len(where) > 1 and where[-2] in _PER_FILE else where[-1]
    theirs = {value for value in values if isinstance(value, str) and is_theirs(value)}
    wide = [value for value in values if value in _WIDER]
    if wide and key in _SELECTS:
        told = f"`{'.'.join(where)}` selects {', '.join(wide)}"
        notes.add(path, 0, f"{told}, which may mean ASYNC, RUF006 or RUF029: see to those by hand")
    everything = key in _SELECTS and _EVERYTHING in values
    if not theirs and not everything:
        return text, False
    for value in sorted(theirs):
        if not translate(value):
            notes.add(path, 0, f"`{'.'.join(where)}`: {value} goes: {reasons(value) or 'it has no counterpart'}")
    _tell(where, key, sorted({*theirs, *(_THEIRS if everything else ())}), options)
    if everything:
        ignore = (*where[:-1], "ignore")
        more = [code for code in _THEIRS if code not in (_at(data, ignore) or [])]
        return _edited(text, ignore, theirs=set(), more=more), True
    return _edited(text, where, theirs=theirs, more=[]), True


def _tell(where: tuple[str, ...], key: str, theirs: list[str], options: Flake8Options) -> None:
    if key in _SELECTS:
        options.select = merged((options.select, *map(selected, theirs)))
    elif key in _IGNORES:
        options.ignore = merged((options.ignore, *map(ignored, theirs)))
    else:
        codes = merged(map(ignored, theirs))
        if codes:
            options.per_file = (*options.per_file, f"{where[-1]}: {', '.join(codes)}")


def _edited(text: str, where: tuple[str, ...], *, theirs: set[str], more: list[str]) -> str:
    """The text with items of one list removed and added; raises if anything else would change."""
    if not theirs and not more:
        return text
    found = TomlText(text)
    if theirs and where not in found.arrays:
        raise UnreadableError(f"`{'.'.join(where)}` is written in a way that is not understood: change it by hand")
    new = found.without(where, theirs) if theirs else found.with_items(where, more)
    expected = _parsed(text)
    parent = expected
    for part in where[:-1]:
        parent = parent.setdefault(part, {})
    parent[where[-1]] = [value for value in parent.get(where[-1], []) if value not in theirs] + more
    try:
        same = _parsed(new) == expected
    except UnreadableError:
        same = False
    if not same:
        raise UnreadableError(f"`{'.'.join(where)}` cannot be changed without changing more: change it by hand")
    return new


def _with_external(text: str, root: tuple[str, ...]) -> str:
    """Tell ruff of our codes: it removes ``# noqa`` comments whose codes it does not know (RUF100)."""
    data = _parsed(text)
    table = (*root, "lint")
    if isinstance(_at(data, (*root, "external")), list) and _at(data, (*table, "external")) is None:
        table = root
    values = _at(data, (*table, "external")) or []
    if any(isinstance(value, str) and value and "ASF".startswith(value) for value in values):
        return text
    return _edited(text, (*table, "external"), theirs=set(), more=["ASF"])


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableError(f"is not TOML: {error}") from None


def _at(data: Any, where: tuple[str, ...]) -> Any:
    for part in where:
        if not isinstance(data, dict):
            return None
        data = data.get(part)
    return data


def _table(data: dict[str, Any], where: tuple[str, ...]) -> list[str]:
    found = _at(data, where)
    return list(found) if isinstance(found, dict) else []


__all__ = ["Flake8Options", "rewritten"]

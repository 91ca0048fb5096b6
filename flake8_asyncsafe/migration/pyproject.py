"""flake8's options in pyproject.toml, where flake8-pyproject reads them: their codes become ours, each in its place."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.migration.notes import UnreadableError
from flake8_asyncsafe.migration.selectors import ignored, selected
from flake8_asyncsafe.migration.table import is_theirs, reasons
from flake8_asyncsafe.migration.toml_text import TomlText

if TYPE_CHECKING:
    from flake8_asyncsafe.migration.notes import Notes

_TABLE = ("tool", "flake8")
_SELECTS = frozenset({"select", "extend-select"})
_IGNORES = frozenset({"ignore", "extend-ignore"})


def has_options(text: str) -> bool:
    """Whether a text has options of flake8."""
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    return isinstance(data.get("tool"), dict) and "flake8" in data["tool"]


def rewritten(text: str, path: str, notes: Notes) -> str:
    """The text with our codes in flake8's lists."""
    if not has_options(text):
        return text
    options: dict[str, Any] = tomllib.loads(text)["tool"]["flake8"]
    for key, values in options.items():
        name = key.replace("_", "-")
        if name not in _SELECTS | _IGNORES:
            if "ASYNC" in str(values) or "ASYNC" in key:
                notes.add(path, 0, f"`tool.flake8.{key}` is left as it is: change it by hand")
            continue
        wanted: dict[str, tuple[str, ...]] = {}
        there = {each for each in values if isinstance(each, str)} if isinstance(values, list) else set()
        for value in sorted(there):
            if not is_theirs(value):
                continue
            ours = (selected if name in _SELECTS else ignored)(value)
            if ours:
                wanted[value] = tuple(code for code in ours if code not in there)
                there.update(ours)
            else:
                notes.add(path, 0, f"`tool.flake8.{key}`: {value} stays: {reasons(value) or 'it has no counterpart'}")
        if wanted:
            text = _edited(text, (*_TABLE, key), wanted)
    return text


def _edited(text: str, where: tuple[str, ...], wanted: dict[str, tuple[str, ...]]) -> str:
    found = TomlText(text)
    refusal = UnreadableError(f"`{'.'.join(where)}` is written in a way that is not understood: change it by hand")
    if where not in found.arrays:
        raise refusal
    new = found.replaced(where, {value: codes for value, codes in wanted.items() if codes})
    gone = {value for value, codes in wanted.items() if not codes}
    new = TomlText(new).without(where, gone) if gone else new
    expected = tomllib.loads(text)
    values = expected["tool"]["flake8"][where[-1]]
    expected["tool"]["flake8"][where[-1]] = [each for value in values for each in wanted.get(value, (value,))]
    try:
        same = tomllib.loads(new) == expected
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise refusal
    return new


__all__ = ["has_options", "rewritten"]

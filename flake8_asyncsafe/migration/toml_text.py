"""Edits of TOML that keep its layout: items of arrays of strings are removed, replaced or added where they stand.

A scanner finds the arrays and their places; nothing else is understood.  Whoever edits compares what the old and the
new text mean (`tomllib`), so that a misunderstanding never gets into a file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

_HEADER = re.compile(r"[ \t]*\[(?P<name>[^\[\]\n]+)\][ \t]*(?:#[^\n]*)?$", re.MULTILINE)
_KEY = re.compile(r"[ \t]*(?P<key>(?:\"[^\"\n]*\"|'[^'\n]*'|[\w.-])+)[ \t]*=[ \t]*")
_STRINGS = re.compile(r"'''[\s\S]*?'''|\"\"\"[\s\S]*?(?<!\\)\"\"\"|'[^'\n]*'|\"(?:[^\"\\\n]|\\.)*\"")
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([^.\s]+)")


@dataclass(slots=True)
class Array:
    """One array of strings: the places of its brackets and of its items (start, end, value)."""

    start: int
    end: int
    items: list[tuple[int, int, str]] = field(default_factory=list)


class TomlText:
    """A TOML text, its arrays by path, and where each table begins."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.arrays: dict[tuple[str, ...], Array] = {}
        self.tables: dict[tuple[str, ...], int] = {}
        #: where the line of each key begins, and how the key is spelled
        self.keys: dict[tuple[str, ...], tuple[int, str]] = {}
        self._scan()

    def _scan(self) -> None:
        text, at = self.text, 0
        table: tuple[str, ...] = ()
        while at < len(text):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            header = _HEADER.match(text, at)
            key = _KEY.match(text, at)
            if header is not None and header.end() <= end:
                table = _path(header["name"])
                self.tables[table] = end
                at = end + 1
            elif text[at:end].lstrip().startswith("[["):
                table = ("", *_path(text[at:end].strip().strip("[]")))  # arrays of tables are nothing of ours
                at = end + 1
            elif key is not None and key.end() <= end:
                path = (*table, *_path(key["key"]))
                self.keys[path] = (at, key["key"])
                at = self._value(path, key.end()) + 1
            else:
                at = end + 1

    def _value(self, path: tuple[str, ...], at: int) -> int:
        """Skip a value, which starts at ``at``, and return the end of its last line; an array is recorded."""
        text, depth = self.text, 0
        array = Array(at, at) if text.startswith("[", at) else None
        while at < len(text):
            char = text[at]
            if char in "\"'":
                found = _STRINGS.match(text, at)
                if found is None:
                    return len(text)
                if array is not None and depth == 1:
                    array.items.append((at, found.end(), _unquoted(found[0])))
                at = found.end()
                continue
            if char == "#":
                at = text.find("\n", at)
                if at < 0:
                    return len(text)
                continue
            if char in "[{":
                depth += 1
            elif char in "]}":
                depth -= 1
                if depth == 0 and array is not None:
                    array.end = at
                    self.arrays[path] = array
            elif char == "\n" and depth <= 0:
                return at
            at += 1
        return len(text)

    def without(self, path: tuple[str, ...], unwanted: set[str]) -> str:
        """The text without some items of an array; a comment beside one stays."""
        text = self.text
        for start, end, value in reversed(self.arrays[path].items):
            if value not in unwanted:
                continue
            comma = re.compile(r"[ \t]*,[ \t]*").match(text, end)
            first, last = start, comma.end() if comma is not None else end
            if comma is None:  # the last one: the comma in front of it goes
                before = re.compile(r",[ \t]*$").search(text, 0, start)
                first = before.start() if before is not None else start
            line = text.rfind("\n", 0, first) + 1
            rest = text.find("\n", last)
            if not text[line:first].strip() and rest >= 0 and not text[last:rest].strip():
                first, last = line, rest + 1
            text = text[:first] + text[last:]
        return text

    def replaced(self, path: tuple[str, ...], values: dict[str, tuple[str, ...]]) -> str:
        """The text with some items of an array replaced by others, in their place."""
        text = self.text
        for start, end, value in reversed(self.arrays[path].items):
            if value in values:
                quote = text[start]
                text = text[:start] + ", ".join(f"{quote}{each}{quote}" for each in values[value]) + text[end:]
        return text

    def with_items(self, path: tuple[str, ...], items: list[str]) -> str:
        """The text with more items in an array, which is made behind the header of its table if it is not there."""
        text = self.text
        ending = "\r\n" if "\r\n" in text else "\n"
        quoted = ", ".join(f'"{item}"' for item in items)
        array = self.arrays.get(path)
        if array is None:
            line = f"{path[-1]} = [{quoted}]"
            header = self.tables.get(path[:-1])
            beside = next((at for each, at in self.keys.items() if each[:-1] == path[:-1]), None)
            if header is None and beside is not None:
                at, spelled = beside
                prefix = spelled[: spelled.rfind(".") + 1]
                return f"{text[:at]}{prefix}{line}{ending}{text[at:]}"
            if header is None:
                gap = "" if not text or text.endswith("\n") else ending
                name = ".".join(path[:-1])
                return f"{text}{gap}{ending}[{name}]{ending}{line}{ending}" if name else f"{line}{ending}{text}"
            at = header - 1 if text[header - 1 : header] == "\r" else header
            return f"{text[:at]}{ending}{line}{text[at:]}"
        if not array.items:
            return f"{text[: array.start + 1]}{quoted}{text[array.start + 1 :]}"
        _, last, _ = array.items[-1]
        return f"{text[:last]}, {quoted}{text[last:]}"


def _path(name: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(name.strip()))


def _unquoted(text: str) -> str:
    value = tomllib.loads(f"x = {text}")["x"]
    assert isinstance(value, str)
    return value


__all__ = ["Array", "TomlText"]

"""Texts that are lowered already: what was summarised for others is often linted soon after."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.disposal import dispose

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

#: so many characters of text are kept lowered: trees take some 150 bytes for each
_MOST = 600_000


class LoweredTexts:
    """A few lowered modules, by the real paths of their files; the one that was kept first goes first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Module]] = OrderedDict()
        self._size = 0

    def keep(self, path: str, source: str, module: Module) -> None:
        """Keep a module for when its file is linted; older ones make room."""
        self._kept[path] = (source, module)
        self._size += len(source)
        while self._size > _MOST:
            _, (text, old) = self._kept.popitem(last=False)
            self._size -= len(text)
            dispose(old)

    def take(self, path: str, source: str) -> Module | None:
        """The module of a file with that text, which is no longer kept here."""
        known = self._kept.pop(path, None)
        if known is None:
            return None
        self._size -= len(known[0])
        if known[0] == source:
            return known[1]
        dispose(known[1])
        return None

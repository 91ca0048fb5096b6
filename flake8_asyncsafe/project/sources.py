"""The files of a project: which one a name is, its text, its digest, and what was kept about it."""

from __future__ import annotations

import io
import os
import tokenize
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe.project.store import digest

if TYPE_CHECKING:
    from flake8_asyncsafe.project.finder import Finder, Found
    from flake8_asyncsafe.project.store import Store

#: a longer file is generated, or no program: nothing is known of it (bytes)
LONGEST = 2 * 1024 * 1024


class Sources:
    """The files below some source roots.

    ``key`` stands for all that summaries depend on besides a file's own text: versions, options, catalogue.
    """

    def __init__(self, finder: Finder, store: Store, key: str) -> None:
        self._finder = finder
        self._store = store
        self._key = key
        self._located: dict[str, tuple[Found, str] | None] = {}
        self._data: dict[str, tuple[str, bytes | None]] = {}

    def locate(self, name: str) -> tuple[Found, str] | None:
        """(module, the rest of the name) for a dotted name of the project."""
        if name not in self._located:
            self._located[name] = self._finder.split(name) if self._finder.has(name.partition(".")[0]) else None
        return self._located[name]

    def module_at(self, path: str, name: str) -> Found | None:
        """The module that a file (by its real path) is: ``name``, or what its place below a root says.

        Below several roots it has several names; relative imports work in the longest one.
        """
        candidates = sorted({name, *self._finder.names_of(path)}, key=lambda each: (-each.count("."), each))
        for candidate in candidates:
            found = self._finder.find(candidate)
            if found is not None and os.path.realpath(found.path) == path:
                return found
        return None

    def says(self, found: Found, source: str) -> bool:
        """Whether a file has that text on disk; as UTF-8, or not at all."""
        return self.digest_of(found) in {digest(source), digest(f"\ufeff{source}")}

    def is_kept(self, found: Found) -> bool:
        """Whether something is kept about a file of this name and these contents."""
        return self._store.get("summary", self._summary_key(found)) is not None

    def may_be_own(self, root: str) -> bool:
        """Whether names that start with this segment may be of the project."""
        return self._finder.has(root)

    def digest_of(self, found: Found) -> str:
        """What tells the contents of a file from others ("" if it cannot be read)."""
        return self._read(found)[0]

    def text(self, found: Found) -> str | None:
        """The text of a file; None if it cannot be read or decoded, or is too long.  It is given out only once."""
        known, data = self._read(found)
        if data is None and known:
            data = _bytes(found.path)
        self._data[found.path] = (known, None)
        return _decoded(data) if data is not None else None

    def state_of(self, found: Found) -> str:
        """What tells a file as others know it from what it was: its contents, and its name, as messages give it.

        The text is not kept.
        """
        known, _ = self._read(found)
        self._data[found.path] = (known, None)
        return f"{os.path.basename(found.path)}:{known}"

    def _read(self, found: Found) -> tuple[str, bytes | None]:
        known = self._data.get(found.path)
        if known is None:
            data = _bytes(found.path)
            known = self._data[found.path] = ("", None) if data is None else (digest(data), data)
        return known

    def kept(self, found: Found) -> Any | None:
        """What was kept about a file of this name and these contents."""
        data = self._store.get("summary", self._summary_key(found))
        if data is not None:
            self._data[found.path] = (self._data[found.path][0], None)  # its text is not needed
        return data

    def keep(self, found: Found, data: Any) -> None:
        """Keep what was found out about a file, for this program and others."""
        if self.digest_of(found):
            self._store.put("summary", self._summary_key(found), data)

    def _summary_key(self, found: Found) -> str:
        return digest(self._key, found.name, found.package, os.path.basename(found.path), self.digest_of(found))


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:
            data = file.read(LONGEST + 1)
    except (OSError, ValueError):
        return None
    return data if len(data) <= LONGEST else None


def _decoded(data: bytes) -> str | None:
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
        return io.TextIOWrapper(io.BytesIO(data), encoding).read()
    except (SyntaxError, UnicodeDecodeError, LookupError):
        return None

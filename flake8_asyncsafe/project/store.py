"""Results on disk, shared by the workers of one run and by later runs; losing any of them costs time, nothing else.

Whatever is found on disk may have been written by another version, cut off by a full disk, or put there by somebody
who wishes us ill.  So an entry is plain JSON that nothing executes, says what it is and carries a checksum, and
counts as absent when anything about it is odd.  No failure of the disk is ever an error of the run.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from flake8_asyncsafe import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 2  # bump when entries change their meaning
KINDS = ("summary", "findings")
LIMIT = 500_000_000  # bytes: results of some 50,000 modules
MAX_ENTRY = 32 << 20  # bytes; a larger file is none of ours and is not worth reading

_AROUND = 512  # bytes: more than an entry has beside its payload
_DIGEST = 16  # bytes
_BLOCK = 4096  # bytes: what file systems give even the smallest file
_DAY = 24 * 60 * 60
_ABANDONED = 60 * 60  # seconds: no write takes that long, so its process was killed
_TRIES = 5  # to write an entry while others clear the cache
_KEY = re.compile(r"[0-9a-f]{32,128}")
_FANOUT = re.compile(r"[0-9a-f]{2}")
_FILE = re.compile(r"(?P<key>[0-9a-f]{32,128})\.json(?P<temporary>\.[0-9a-f]{16}\.tmp)?")
_RARELY = "000"  # one key in 4096 ends like this, so many short runs also trim now and then
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_POSIX = os.name == "posix"
# O_NONBLOCK: a pipe in place of an entry must not make the linter wait.  Windows knows O_BINARY only.
_READ = sum(getattr(os, name, 0) for name in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
# For those who keep the cache in a checkout: backups and git leave a directory with these files alone.
_LABELS = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# made by flake8-asyncsafe; safe to delete\n",
    ".gitignore": "*\n",
}


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds.  ``bytes`` counts whole blocks of disk; ``why`` says what keeps the store from full use."""

    directory: str
    on: bool
    why: str
    entries: int
    bytes: int
    kinds: dict[str, int]
    limit: int


@dataclass(frozen=True, slots=True)
class _File:
    """A file of ours: an entry, or a temporary file that becomes one."""

    path: str
    kind: str
    size: int
    used: float
    temporary: bool


class Store:
    """Entries on disk: data only (JSON), one file each, keyed by a digest.

    None or "" for the directory keeps nothing; one that does not exist is made by the first ``put``, for the user
    alone.  A directory that somebody else owns or may write to is not used at all, since its entries could say
    anything.  ``limit`` is in bytes.  No method raises OSError, and any number of processes may use one directory.
    """

    def __init__(self, directory: str | None, limit: int = LIMIT, version: str = __version__) -> None:
        self._directory = os.path.abspath(directory) if directory else ""
        self._limit = limit
        self._version = version
        self._root = ""  # the directory without symlinks, once it was found trustworthy
        self._trouble = "" if directory else "there is no directory for it"
        self._on = bool(directory)
        self._writing = bool(directory)
        self._written = 0  # bytes since this process trimmed
        self._folders: set[str] = set()

    def get(self, kind: str, key: str) -> Any | None:
        """The data of an entry, or None: absent, damaged, of another version, unreadable, or stored as None.

        A damaged entry is removed if possible.  Tuples come back as lists.
        """
        if not self._open_root(create=False) or not _is_name(kind, key):
            return None
        try:
            path = os.path.join(self._folder(kind, key, create=False), key + ".json")
            entry, age = _read(path)
        except (OSError, MemoryError):
            return None
        try:
            data = _unpack(entry, self._head(kind, key))
        except (ValueError, RecursionError, MemoryError):
            if self._writing:
                _remove(path)
            return None
        if self._writing and abs(age) > _DAY:  # a time in the future would keep the entry for ever
            with suppress(OSError):
                os.utime(path)
        return data

    def put(self, kind: str, key: str, data: Any) -> None:
        """Keep JSON data (mappings have text as keys) under the name; never raises.

        What is not JSON, NaN and infinities among it, is not kept.  Once the disk refuses, this process writes no more.
        """
        if not self._writing or not _is_name(kind, key):
            return
        payload = _dump(data)
        if payload is None or len(payload) > MAX_ENTRY - _AROUND:
            return
        entry = self._head(kind, key) + _checksum(payload) + _MIDDLE + payload + _TAIL
        try:
            self._save(kind, key, entry)
        except (OSError, ValueError) as error:
            self._writing = False
            self._trouble = self._trouble or f"nothing can be added ({_reason(error)})"
            return
        self._written += _room(len(entry))
        if self._written >= self._limit // 16 or key.endswith(_RARELY):
            self.trim()

    def info(self) -> Info:
        """Count what is there.  A directory that is not trusted is counted too, but not read."""
        self._open_root(create=False)
        kinds = dict.fromkeys(KINDS, 0)
        size = 0
        for file in _files(self._root or self._directory):
            size += file.size
            kinds[file.kind] += not file.temporary
        why = self._trouble
        if self._root and not os.access(self._root, os.W_OK):
            why = why or "nothing can be added (it is read-only)"
        return Info(self._directory, self._on, why, sum(kinds.values()), size, kinds, self._limit)

    def clear(self) -> int:
        """Remove the files of this and other versions of the package, and nothing else; return how many entries.

        Files are told by their place and name.  A directory that is not trusted is left as it is.
        """
        if not self._open_root(create=False):
            return 0
        removed = sum(_remove(file.path) and not file.temporary for file in list(_files(self._root)))
        for kind in KINDS:
            above = os.path.join(self._root, kind)
            for folder in (*(entry.path for entry in _listing(above) if _FANOUT.fullmatch(entry.name)), above):
                with suppress(OSError):  # only empty directories go
                    os.rmdir(folder)
        return removed

    def trim(self) -> None:
        """Remove what killed processes left and, above the limit, what was used least recently."""
        self._written = 0
        if not self._open_root(create=False) or not self._writing:
            return
        now = time.time()
        entries: list[_File] = []
        for file in _files(self._root):
            if not file.temporary:
                entries.append(file)
            elif now - file.used > _ABANDONED:
                _remove(file.path)
        total = sum(file.size for file in entries)
        if total <= self._limit:
            return
        # Some room more, or the next entries would trim again.  Another process that trims now picks the same files.
        goal = self._limit * 4 // 5
        for file in sorted(entries, key=lambda file: file.used):
            if total <= goal:
                return
            if _remove(file.path):
                total -= file.size

    def _open_root(self, *, create: bool) -> bool:
        """Tell whether the directory exists and is to be trusted; asks the disk until it is.

        Raises OSError and ValueError only with ``create``.
        """
        if self._root or not self._on:
            return self._on
        try:
            if create:
                _make(self._directory)
            root = os.path.realpath(self._directory)
            self._trouble = _distrust(root)
            self._root = "" if self._trouble else root
        except (OSError, ValueError) as error:  # ValueError: not a path at all
            if create:
                raise
            if isinstance(error, FileNotFoundError):
                return False
            self._trouble = f"it cannot be used ({_reason(error)})"
        self._on = not self._trouble
        return self._on

    def _folder(self, kind: str, key: str, *, create: bool) -> str:
        """The directory of an entry.  Raises OSError if there is none or a symlink leads out of the store there."""
        above = os.path.join(self._root, kind)
        folder = os.path.join(above, key[:2])
        if folder in self._folders:
            return folder
        for path in (above, folder):
            if create:
                with suppress(FileExistsError):
                    os.mkdir(path, 0o700)
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                raise NotADirectoryError(f"{path} is not a directory")
        self._folders.add(folder)
        return folder

    def _save(self, kind: str, key: str, entry: bytes) -> None:
        """Write an entry, in one step as others see it.  Raises OSError and ValueError."""
        if not self._open_root(create=True):
            self._writing = False
            return
        for tries_left in reversed(range(_TRIES)):
            try:
                _write(os.path.join(self._folder(kind, key, create=True), key + ".json"), entry)
            except FileNotFoundError:  # others clear the cache at this moment, or the directory is gone
                if not tries_left:
                    raise
                self._folders.clear()
            else:
                return

    def _head(self, kind: str, key: str) -> bytes:
        """The start of an entry, up to its checksum: all that can be known before it is read."""
        about = json.dumps({"format": FORMAT, "version": self._version, "kind": kind, "key": key})
        return about[:-1].encode() + b', "checksum": "'


_MIDDLE = b'", "data": '
_TAIL = b"}\n"


def digest(*parts: str | bytes) -> str:
    """A key of 32 hexadecimal digits for the parts, in their order; text counts as its UTF-8."""
    made = blake2b(digest_size=_DIGEST, usedforsecurity=False)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))  # so that ("ab", "c") differs from ("a", "bc")
        made.update(data)
    return made.hexdigest()


def default_directory() -> str:
    """The cache directory of this user, absolute, whatever project is linted; "" if the system names none."""
    from platformdirs import user_cache_dir

    directory = user_cache_dir("flake8-asyncsafe", appauthor=False)
    # Older platformdirs take a relative $XDG_CACHE_HOME, or a "~" without a home, which the project could then supply.
    return directory if os.path.isabs(directory) else ""


def _is_name(kind: str, key: str) -> bool:
    return kind in KINDS and _KEY.fullmatch(key) is not None


def _dump(data: Any) -> bytes | None:
    """The data as JSON, or None if JSON has no form for it, or Python none for its size or depth."""
    try:
        # Not as ASCII: two lone surrogates next to each other would come back as one character.
        text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "surrogatepass")
    except (TypeError, ValueError, RecursionError, MemoryError):
        return None


def _unpack(entry: bytes, head: bytes) -> Any:
    """The data of an entry that must start with ``head``.  Raises ValueError, RecursionError or MemoryError."""
    start = len(head) + 2 * _DIGEST
    payload = entry[start + len(_MIDDLE) : -len(_TAIL)]
    if entry != head + _checksum(payload) + _MIDDLE + payload + _TAIL:
        raise ValueError("not the entry that was written")
    return json.loads(payload.decode("utf-8", "surrogatepass"), parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _checksum(payload: bytes) -> bytes:
    return blake2b(payload, digest_size=_DIGEST, usedforsecurity=False).hexdigest().encode()


def _read(path: str) -> tuple[bytes, float]:
    """The bytes of an entry (none if it cannot be one) and its age in seconds.  Raises OSError."""
    descriptor = os.open(path, _READ)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_ENTRY:
            return b"", 0.0
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(found.st_size + 1), time.time() - found.st_mtime
    finally:
        os.close(descriptor)


def _write(path: str, entry: bytes) -> None:
    """Put the bytes into a file that appears at once and complete, or not at all.  Raises OSError."""
    temporary = f"{path}.{os.urandom(8).hex()}.tmp"
    try:
        # Not synchronised: after a power cut the checksum tells, and the entry is made anew.
        with open(os.open(temporary, _CREATE, 0o600), "wb") as file:
            file.write(entry)
        os.replace(temporary, path)
    except IsADirectoryError:  # says something about this entry, not about the disk
        _remove(temporary)
    except PermissionError:
        _remove(temporary)
        if _POSIX:
            raise
        # Windows does not replace a file that another process reads at this moment, and then it is there already.
    except BaseException:
        _remove(temporary)
        raise


def _remove(path: str) -> bool:
    """Remove a file; tell whether it is gone, whoever removed it."""
    try:
        os.unlink(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def _make(directory: str) -> None:
    """Make the directory, for this user alone, if it does not exist.  Raises OSError and ValueError."""
    if os.path.isdir(directory):
        return
    os.makedirs(os.path.dirname(directory), exist_ok=True)
    try:
        os.mkdir(directory, 0o700)
    except FileExistsError:
        return
    for name, text in _LABELS.items():  # in a directory that was there before they would be out of place
        with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
            file.write(text)


def _distrust(directory: str) -> str:
    """Why entries of an existing directory cannot be believed ("" if they can).  Raises OSError."""
    found = os.stat(directory)
    if not stat.S_ISDIR(found.st_mode):
        return "it is not a directory"
    if not _POSIX:
        return ""
    if found.st_uid != os.geteuid():
        return f"it belongs to another user (number {found.st_uid})"
    if found.st_mode & _OTHERS_WRITE:
        return "others may write to it; `chmod go-w` makes it yours alone"
    return ""


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _room(size: int) -> int:
    """What a file of that many bytes takes on disk, roughly: many small ones take more than their bytes."""
    return -(-size // _BLOCK) * _BLOCK


def _listing(directory: str) -> list[os.DirEntry[str]]:
    """What a directory holds; nothing if it is none, cannot be read, or is a symlink to one."""
    try:
        if not stat.S_ISDIR(os.lstat(directory).st_mode):
            return []
        with os.scandir(directory) as entries:
            return list(entries)
    except (OSError, ValueError):
        return []


def _files(root: str) -> Iterator[_File]:
    """The files of ours below a directory, told by place and name; symlinks are never ours."""
    if not root:
        return
    for kind in KINDS:
        for folder in _listing(os.path.join(root, kind)):
            if not _FANOUT.fullmatch(folder.name):
                continue
            for entry in _listing(folder.path):
                match = _FILE.fullmatch(entry.name)
                if match is None or not match["key"].startswith(folder.name):
                    continue
                with suppress(OSError):
                    found = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(found.st_mode):
                        room = _room(found.st_size)
                        yield _File(entry.path, kind, room, found.st_mtime, match["temporary"] is not None)

"""The migration of a project: plan everything, show it, then write it, each file at once or not at all."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from flake8_asyncsafe.migration import comments, ini, pyproject, ruff
from flake8_asyncsafe.migration.notes import Notes, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SKIPPED = frozenset({"node_modules", "__pycache__", "build", "dist", "venv", "site-packages"})
_INI = ("setup.cfg", "tox.ini", ".flake8")
_RUFF = {"pyproject.toml": ("tool", "ruff"), "ruff.toml": (), ".ruff.toml": ()}
#: where flake8's options go if the directory has no section for them
_NEW = ".flake8"


@dataclass(slots=True)
class Plan:
    """What each file becomes (None: it did not exist), and what there is to tell."""

    changes: dict[Path, tuple[bytes | None, bytes]] = field(default_factory=dict)
    notes: Notes = field(default_factory=Notes)

    def diff(self) -> str:
        """All changes as one unified diff."""
        parts: list[str] = []
        for path, (old, new) in sorted(self.changes.items()):
            before = _lines(old or b"")
            name = path.as_posix()
            parts += difflib.unified_diff(before, _lines(new), name if old is not None else "/dev/null", name)
        return "".join(part if part.endswith("\n") else f"{part}\n\\ No newline at end of file\n" for part in parts)

    def write(self) -> None:
        """Write each changed file atomically; one that cannot be written is noted, and the others go on."""
        for path, (old, new) in sorted(self.changes.items()):
            try:
                if old is not None and path.read_bytes() != old:
                    self.notes.fail(str(path), "has changed meanwhile")
                    continue
                _replace(path, new)
            except OSError as error:
                self.notes.fail(str(path), f"cannot be written: {error.strerror}")


def plan(paths: Iterable[Path]) -> Plan:
    """Look at every Python file and configuration file of the paths."""
    made = Plan()
    for path in _files(paths, made.notes):
        try:
            _plan_file(path, made)
        except UnreadableError as error:
            made.notes.fail(str(path), str(error))
        except OSError as error:
            made.notes.fail(str(path), f"cannot be read: {error.strerror}")
    return made


def _plan_file(path: Path, made: Plan) -> None:
    if path.name in _RUFF:
        _plan_ruff(path, made)
    elif path.name in _INI:
        data = _current(path, made)
        assert data is not None
        _keep(path, ini.rewritten(_decoded(data), str(path), made.notes).encode(), made)
    else:
        data = path.read_bytes()
        _keep(path, comments.rewritten(data, str(path), made.notes), made)


def _plan_ruff(path: Path, made: Plan) -> None:
    data = path.read_bytes()
    text, options = ruff.rewritten(_decoded(data), str(path), _RUFF[path.name], made.notes)
    text = pyproject.rewritten(text, str(path), made.notes)
    if options and pyproject.has_options(text):
        told = "; ".join(f"{key} = {', '.join(codes)}" for key, codes in options.options().items() if codes)
        made.notes.add(str(path), 0, f"add what ruff had to `tool.flake8` by hand: {told}")
    elif options:
        target = _configuration(path.parent, made)
        old = _current(target, made) or b""
        new = ini.added(_decoded(old), options.options()).encode()
        _keep(target, new, made)
        where = "is new" if not target.exists() else "has flake8's options"
        made.notes.add(str(path), 0, f"flake8 reads {target.name}, which {where}: it gets what ruff had")
    _keep(path, text.encode(), made)


def _configuration(directory: Path, made: Plan) -> Path:
    """The file in which flake8 is configured in a directory."""
    for name in _INI:
        path = directory / name
        data = _current(path, made)
        if data is not None and b"[flake8]" in data:
            return path
    return directory / _NEW


def _current(path: Path, made: Plan) -> bytes | None:
    """The contents of a file as far as they are planned."""
    if path in made.changes:
        return made.changes[path][1]
    return path.read_bytes() if path.is_file() else None


def _keep(path: Path, new: bytes, made: Plan) -> None:
    old = made.changes[path][0] if path in made.changes else path.read_bytes() if path.is_file() else None
    if new != old:
        made.changes[path] = (old, new)


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"cannot be decoded: {error}") from None


def _files(paths: Iterable[Path], notes: Notes) -> Iterator[Path]:
    """INI files first: what ruff's configuration adds to them comes after their own codes."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            for directory, names, files in os.walk(path):
                names[:] = sorted(name for name in names if name not in _SKIPPED and not name.startswith("."))
                for name in sorted(files):
                    if name in _RUFF or name in _INI or name.endswith((".py", ".pyi")):
                        found[Path(directory, name)] = None
        elif path.is_file():
            found[path] = None
        else:
            notes.fail(str(path), "does not exist")
    yield from sorted(found, key=lambda path: (path.name not in _INI, path.name not in _RUFF, path))


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "backslashreplace").splitlines(keepends=True)


def _replace(path: Path, data: bytes) -> None:
    """Put new contents in the place of a file, keeping its mode; a link's target is replaced, not the link."""
    target = Path(os.path.realpath(path))
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, name)
        else:
            os.chmod(name, 0o644)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


__all__ = ["Plan", "plan"]

"""Which file a dotted name of first-party code is, told by looking at directories only: nothing is imported.

The order is Python's own (``importlib.machinery.PathFinder`` and ``FileFinder``): in each root a package goes before a
module and a module before a directory without ``__init__.py``; the first root with one of the former two has the name;
otherwise such directories are one namespace package together (PEP 420).  What a program does to ``sys.path``,
``__path__`` or ``sys.modules`` is not seen, nor are stubs (``.pyi``, ``foo-stubs``), compiled and zipped modules.

Two deliberate differences:

* A top-level name of the standard library is never first-party.  Whether a project's ``queue.py`` hides the library's
  depends on how the program is started, and mostly it does not.  To believe that it does would silence every rule about
  the library's ``queue``, and one misplaced file would do for ``asyncio``; the opposite mistake takes an odd program.
* A link that leads out of all roots is not followed: what is there is not this project's (and a repository must not be
  able to have other files of the machine read).  It still takes the name from later roots, as what Python would import
  is behind the link, and any other file would be the wrong one.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_asyncsafe.project.layout import package_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_LIBRARY = sys.stdlib_module_names | set(sys.builtin_module_names)
_SUFFIX = ".py"
_LONGEST = 255 - len(_SUFFIX)  # of a segment: file systems end at 255 bytes
_DEEPEST = 64  # segments that may be files; links that lead back into their own directory would go on forever
_MOST_GAPS = 4  # directories without `__init__.py` between packages
_MOST_DIRECTORIES = 1000  # looked at for one namespace: ``import data`` must not walk a data lake
_OUTSIDE = ""  # the "real path" of what a link puts outside every root
_LINKS_ARE_MARKED = os.name != "nt"  # a junction of Windows redirects like a link, but `is_symlink` denies it


@dataclass(frozen=True, slots=True)
class Found:
    """A module: its dotted name, the absolute path of its ``.py`` file, and where relative imports in it start from.

    ``package`` is the name itself for the ``__init__`` of a package, else that of the parent ("" at the top level).
    The file was there when its directory was looked at; whoever opens it must bear that it no longer is.
    """

    name: str
    path: str
    package: str


@dataclass(frozen=True, slots=True)
class _Listing:
    """What a directory holds for imports: the real paths of folders, and whether modules are inside the roots."""

    folders: dict[str, str]
    modules: dict[str, bool]


@dataclass(frozen=True, slots=True)
class _Place:
    """What a name is, and the directories its submodules are in, each as (path below a root, real path)."""

    found: Found | None = None
    directories: tuple[tuple[str, str], ...] = ()
    is_namespace: bool = False


_NOWHERE = _Place()


class Finder:
    """Finds first-party modules below some directories, the first of which wins.

    Each directory is listed once and remembered, so a finder shows the project as it was when first asked: make one for
    a run.  Names are only compared with what was listed, so none of them reaches the file system, and case counts
    whatever the file system thinks of it.  No method raises anything for what it is asked or for what is on the disk.
    """

    __slots__ = ("_fences", "_holding", "_listings", "_places", "_top")

    def __init__(self, roots: tuple[str, ...]) -> None:
        """Look below ``roots``, absolute directories; those that do not exist hold nothing."""
        real = _distinct(roots)
        self._top = _Place(directories=tuple((root, root) for root in real))
        self._fences = tuple(root.rstrip(os.sep) + os.sep for root in real)
        self._listings: dict[str, _Listing] = {}
        self._places: dict[str, _Place] = {}
        self._holding: dict[str, bool] = {}

    def find(self, name: str) -> Found | None:
        """The module that is called exactly ``name``; None if it is none, or one without a file (a namespace)."""
        return self._place(name).found

    def split(self, name: str) -> tuple[Found, str] | None:
        """The longest prefix that is a module with a file, and what is left: ``shop.db.Pool`` is (shop.db, "Pool").

        None if no prefix is.  However long the rest is, only as many segments are looked at as there are packages.
        """
        segments = _segments(name)
        place = self._top
        found: Found | None = None
        prefix = ""
        used = 0
        for count, segment in enumerate(segments[:_DEEPEST], 1):
            if not place.directories:
                break
            prefix = f"{prefix}.{segment}" if prefix else segment
            place = self._below(place, prefix, segment)
            if place.found is not None:
                found, used = place.found, count
        return None if found is None else (found, ".".join(segments[used:]))

    def names_of(self, path: str) -> Iterator[str]:
        """The names that a file, given by its real path, may have: by its place below each root that it is in."""
        for fence in self._fences:
            if path.startswith(fence) and path.endswith(_SUFFIX):
                inner = path[len(fence) : -len(_SUFFIX)].split(os.sep)
                name = ".".join(inner[:-1] if inner[-1] == "__init__" else inner)
                if name:
                    yield name

    def is_namespace(self, name: str) -> bool:
        """Whether a name is a package without ``__init__.py`` and there is a module anywhere below it.

        Python takes any directory for one; without a module there is nothing to say about it.
        """
        place = self._place(name)
        return place.is_namespace and any(self._holds_modules(real) for _, real in place.directories)

    def below(self, name: str) -> tuple[str, ...]:
        """The names of the modules and packages right below a package (the top-level ones for ""), sorted.

        Directories without a module in sight are left out.  For messages: what somebody may have meant.
        """
        place = self._place(name) if name else self._top
        found: set[str] = set()
        for _, real in place.directories:
            listing = self._listing(real)
            found.update(stem for stem, inside in listing.modules.items() if inside and stem != "__init__")
            found.update(stem for stem, folder in listing.folders.items() if folder and self._holds_modules(folder))
        prefix = f"{name}." if name else ""
        return tuple(sorted(prefix + stem for stem in found if name or stem not in _LIBRARY))

    def has(self, root_name: str) -> bool:
        """Whether names that start with this segment may be first-party: False is certain, and costs next to nothing.

        True for any directory of that name; whether there is a module in it is not looked at.
        """
        if root_name in _LIBRARY:
            return False
        for root, _ in self._top.directories:
            listing = self._listing(root)
            if listing.folders.get(root_name) or listing.modules.get(root_name):
                return True
        return False

    def _place(self, name: str) -> _Place:
        known = self._places.get(name)
        if known is not None:
            return known
        segments = _segments(name)
        if not 0 < len(segments) <= _DEEPEST:
            return _NOWHERE
        place = self._top
        prefix = ""
        for segment in segments:
            prefix = f"{prefix}.{segment}" if prefix else segment
            place = self._below(place, prefix, segment)
            if place is _NOWHERE:
                break
        return place

    def _below(self, above: _Place, name: str, segment: str) -> _Place:
        """What ``name`` is, which ends with ``segment`` and whose parent is ``above``."""
        known = self._places.get(name)
        if known is None:
            known = self._places[name] = self._look(above, name, segment)
        return known

    def _look(self, above: _Place, name: str, segment: str) -> _Place:
        portions: list[tuple[str, str]] = []
        for path, real in above.directories:
            listing = self._listing(real)
            folder = listing.folders.get(segment)
            if folder == _OUTSIDE:
                return _NOWHERE
            inner = os.path.join(path, segment)
            if folder is not None:
                init = self._listing(folder).modules.get("__init__")
                if init is not None:
                    # an __init__ that leads outside is not read, but the package has its modules all the same
                    found = Found(name, os.path.join(inner, "__init__.py"), name) if init else None
                    return _Place(found, ((inner, folder),))
            module = listing.modules.get(segment)
            if module is not None:
                return _Place(Found(name, inner + _SUFFIX, name.rpartition(".")[0])) if module else _NOWHERE
            if folder is not None:
                portions.append((inner, folder))
        return _Place(directories=tuple(portions), is_namespace=True) if portions else _NOWHERE

    def _holds_modules(self, start: str) -> bool:
        """Whether there is a module in or below a directory, given by its real path; nearest directories first."""
        known = self._holding.get(start)
        if known is not None:
            return known
        seen = {start}
        waiting = deque(seen)
        holds = False
        while waiting and not holds:
            listing = self._listing(waiting.popleft())
            holds = any(listing.modules.values())
            for real in listing.folders.values():
                if real != _OUTSIDE and real not in seen and len(seen) < _MOST_DIRECTORIES:
                    seen.add(real)
                    waiting.append(real)
        self._holding[start] = holds
        return holds

    def _listing(self, real: str) -> _Listing:
        known = self._listings.get(real)
        if known is None:
            known = self._listings[real] = self._scan(real)
        return known

    def _scan(self, directory: str) -> _Listing:
        """List a directory, given by its real path; one that cannot be read holds nothing."""
        listing = _Listing({}, {})
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    stem = entry.name.removesuffix(_SUFFIX)
                    if not stem.isidentifier():
                        continue
                    if stem == entry.name:
                        if _holds(entry.is_dir):
                            listing.folders[stem] = self._real(entry)
                    elif _holds(entry.is_file):
                        listing.modules[stem] = self._real(entry) != _OUTSIDE
        except (OSError, ValueError):  # the latter for a NUL, or what the file system's encoding lacks
            return _Listing({}, {})
        return listing

    def _real(self, entry: os.DirEntry[str]) -> str:
        """The real path of an entry of a directory that is itself real and inside; ``_OUTSIDE`` if it leads out."""
        if _LINKS_ARE_MARKED and not entry.is_symlink():
            return entry.path
        real = os.path.realpath(entry.path)
        return real if (real + os.sep).startswith(self._fences) else _OUTSIDE


def roots_for(path: str, source_roots: tuple[str, ...]) -> tuple[str, ...]:
    """The directories that names in a linted file are looked up in: real paths, no two the same, the first wins.

    The directory above the file's topmost package comes first, as in the ``sys.path`` of a program, a test session or
    an installation it most likely is; then ``source_roots`` (absolute) as they are configured.  Where that directory is
    itself inside a package that just lacks one ``__init__.py`` on the way, the directory above that one comes last.
    """
    directory = _above(os.path.dirname(os.path.abspath(path)), source_roots)
    found = [directory, *source_roots]
    for _ in range(_MOST_GAPS):
        outer = os.path.dirname(directory)
        if directory in source_roots or not os.path.isfile(os.path.join(outer, "__init__.py")):
            break
        directory = _above(outer, source_roots)
        found.append(directory)
    return _distinct(tuple(found))


def _above(directory: str, source_roots: tuple[str, ...]) -> str:
    """The directory above the topmost package that a directory is part of; itself if it is no package."""
    package = package_of(directory, source_roots)
    # by the lengths of the directories' names, not by the dots: `v1.0/__init__.py` is one directory
    while package:
        directory, part = os.path.split(directory)
        package = package[: -len(part) - 1]
    return directory


def _segments(name: str) -> list[str]:
    """The segments of a name that may be a first-party module by its looks; none if it cannot be one."""
    segments = name.split(".")
    if segments[0] in _LIBRARY:
        return []
    if all(segment.isidentifier() and len(segment) <= _LONGEST for segment in segments):
        return segments
    return []


def _distinct(directories: tuple[str, ...]) -> tuple[str, ...]:
    """The real paths of directories, each once; without those that no file system can have."""
    real: dict[str, None] = {}
    for directory in directories:
        try:
            real[os.path.realpath(directory)] = None
        except (OSError, ValueError):
            continue
    return tuple(real)


def _holds(test: Callable[[], bool]) -> bool:
    """The answer of a test of a directory entry; False where it fails, as for a link to itself."""
    try:
        return test()
    except OSError:
        return False

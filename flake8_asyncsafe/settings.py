"""The options, declared once, and the one frozen record they become.

``OPTIONS`` is data: the flake8 adapter registers it, the README lists it, ``parse_settings`` turns the texts that
were given into ``Settings``.  Every complaint about a value is an ``OptionError`` that names the option, the value
and what is allowed.
"""

from __future__ import annotations

import keyword
import os
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LIBRARIES = ("asyncio", "trio", "anyio")
PREFIX = "ASF"

_TRUE = frozenset({"true", "yes", "on", "1"})
_FALSE = frozenset({"false", "no", "off", "0"})
_SEGMENT = re.compile(r"(?:\w|\*|\?|\[!?[\w-]+\])+")
_GLOB = re.compile(r"[*?\[\]]")


class OptionError(ValueError):
    """An option has a value it cannot have; the text is one line for the user."""

    def __init__(self, option: str, value: str, reason: str, allowed: str) -> None:
        super().__init__(f"--{option}: {value!r} {reason}; allowed: {allowed}")
        self.option = option


@dataclass(frozen=True, slots=True)
class Pattern:
    """An fnmatch pattern on canonical dotted names, with what the user wants said about its matches."""

    glob: str
    advice: str = ""

    def matches(self, name: str) -> bool:
        """Tell whether the canonical dotted name is meant."""
        return fnmatchcase(name, self.glob)

    @property
    def root(self) -> str | None:
        """The first segment, or None when that is itself a glob and may be anything."""
        first = self.glob.partition(".")[0]
        return None if _GLOB.search(first) else first


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a user can decide, validated.  Hashable: it takes part in cache keys.

    ``rules`` holds the codes that run.  Paths are absolute.  ``library`` is ``"auto"`` or one of ``LIBRARIES``.

    ``cache_dir`` ("" for the user's cache directory) and ``no_cache`` say where results are kept, not what they are:
    they must not take part in cache keys.  Hash and equality leave them out, and whoever makes a key of the fields
    takes those with ``compare`` only.
    """

    rules: frozenset[str] = frozenset()
    catalogue: tuple[str, ...] = ()
    source_roots: tuple[str, ...] = ()
    library: str = "auto"
    blocking_calls: tuple[Pattern, ...] = ()
    not_across_await: tuple[Pattern, ...] = ()
    cpu: bool = False
    cache_dir: str = field(default="", compare=False)
    no_cache: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Given:
    """The text of an option as the user gave it, and the directory that its relative paths start from."""

    text: str
    directory: str = field(default_factory=os.getcwd)


@dataclass(frozen=True, slots=True)
class Option:
    """One option: how it is called, what it means, and how its text becomes a value of ``Settings``."""

    name: str
    default: str
    metavar: str | None  # None: a flag
    help: str
    allowed: str
    parse: Callable[[Given], object]
    example: str

    @property
    def attribute(self) -> str:
        """The field of ``Settings`` that takes the value."""
        return self.name.removeprefix("asyncsafe-").replace("-", "_")


class _RefusedError(ValueError):
    """Raised by a parser: the offending part of the value, and why."""

    def __init__(self, part: str, reason: str) -> None:
        super().__init__(reason)
        self.part = part


def _entries(text: str) -> list[str]:
    """Split a list that is written with commas, one entry a line, or both."""
    return [entry for entry in (part.strip() for part in re.split(r"[,\n]", text)) if entry]


def _existing_files(given: Given) -> tuple[str, ...]:
    paths = []
    for entry in _entries(given.text):
        path = os.path.abspath(os.path.join(given.directory, os.path.expanduser(entry)))
        if not os.path.isfile(path):
            raise _RefusedError(entry, f"does not exist as a file ({path})")
        paths.append(path)
    return tuple(dict.fromkeys(paths))


def _directories(given: Given) -> tuple[str, ...]:
    entries = _entries(given.text)
    if not entries:
        raise _RefusedError(given.text, "names no directory")
    paths = []
    for entry in entries:
        path = os.path.abspath(os.path.join(given.directory, os.path.expanduser(entry)))
        if os.path.isdir(path):
            paths.append(path)
        elif given.text != DEFAULT_ROOTS:
            raise _RefusedError(entry, f"does not exist as a directory ({path})")
    return tuple(dict.fromkeys(paths))


def _new_directory(given: Given) -> str:
    """A directory that may have yet to be made ("" if none is named)."""
    text = given.text.strip()
    if not text:
        return ""
    if re.search(r"[\0\r\n]", text):
        raise _RefusedError(text, "is not one path")
    expanded = os.path.expanduser(text)
    if text.startswith("~") and expanded == text:
        raise _RefusedError(text, "starts with a home directory that is not known")
    path = os.path.abspath(os.path.join(given.directory, expanded))
    existing = path
    while not os.path.lexists(existing) and os.path.dirname(existing) != existing:
        existing = os.path.dirname(existing)
    if os.path.lexists(existing) and not os.path.isdir(existing):
        raise _RefusedError(text, f"is no place for a directory ({existing} exists and is none)")
    return path


def _library(given: Given) -> str:
    value = given.text.strip()
    if value not in ("auto", *LIBRARIES):
        raise _RefusedError(given.text, "is not a library this plugin knows")
    return value


def _flag(given: Given) -> bool:
    value = given.text.strip().lower()
    if value in _TRUE:
        return True
    if value in _FALSE:
        return False
    raise _RefusedError(given.text, "is neither yes nor no")


def _check_glob(glob: str, entry: str) -> None:
    if not glob:
        raise _RefusedError(entry, "has no name before '->'")
    if re.search(r"\s", glob):
        raise _RefusedError(
            entry, "has white space inside the name (advice comes after '->', entries are separated by ',')"
        )
    for segment in glob.split("."):
        if not _SEGMENT.fullmatch(segment):
            raise _RefusedError(entry, f"is not a dotted name or pattern (look at {segment!r})")
        if keyword.iskeyword(segment):
            raise _RefusedError(entry, f"has the Python keyword {segment!r} as a name")
        if not _GLOB.search(segment) and not segment.isidentifier():
            raise _RefusedError(entry, f"has {segment!r}, which is not a Python name")
    if not re.search(r"\w", glob):
        raise _RefusedError(entry, "would match every name")


def _patterns(given: Given) -> tuple[Pattern, ...]:
    patterns = []
    if given.text.strip() and not _entries(given.text):
        raise _RefusedError(given.text, "holds no pattern")
    for entry in _entries(given.text):
        glob, arrow, advice = (part.strip() for part in entry.partition("->"))
        _check_glob(glob, entry)
        if arrow and not advice:
            raise _RefusedError(entry, "has nothing after '->'")
        patterns.append(Pattern(glob, advice))
    return tuple(dict.fromkeys(patterns))


DEFAULT_ROOTS = "., src"
_PATTERN_LIST = "dotted names or fnmatch patterns, one a line or separated by commas, each with an optional '-> {}'"

OPTIONS: tuple[Option, ...] = (
    Option(
        name="asyncsafe-catalogue",
        default="",
        metavar="FILES",
        help="TOML files with catalogue entries of your own, relative to the configuration file",
        allowed="paths of catalogue files in TOML, separated by commas",
        parse=_existing_files,
        example="asyncsafe-catalogue = lint/apis.toml",
    ),
    Option(
        name="asyncsafe-source-roots",
        default=DEFAULT_ROOTS,
        metavar="DIRS",
        help="directories that hold first-party packages, relative to the configuration file",
        allowed="paths of directories, separated by commas",
        parse=_directories,
        example="asyncsafe-source-roots = ., backend/src",
    ),
    Option(
        name="asyncsafe-library",
        default="auto",
        metavar="NAME",
        help="the async library that messages give advice for: asyncio, trio, anyio, or auto (what the file imports)",
        allowed="asyncio, trio, anyio or auto",
        parse=_library,
        example="asyncsafe-library = anyio",
    ),
    Option(
        name="asyncsafe-blocking-calls",
        default="",
        metavar="PATTERNS",
        help="more calls that block, as 'mylib.fetch -> use mylib.afetch', one a line or separated by commas",
        allowed=_PATTERN_LIST.format("advice"),
        parse=_patterns,
        example="asyncsafe-blocking-calls =\n    mylib.fetch -> use mylib.afetch\n    legacy.*.load",
    ),
    Option(
        name="asyncsafe-not-across-await",
        default="",
        metavar="PATTERNS",
        help="types, or functions that return them, that must not be held across await, as 'mylib.Guard -> reason'",
        allowed=_PATTERN_LIST.format("reason"),
        parse=_patterns,
        example="asyncsafe-not-across-await =\n    mylib.Guard -> it pins a connection\n    mylib.borrow",
    ),
    Option(
        name="asyncsafe-cpu",
        default="false",
        metavar=None,
        help="also report heavy computation in coroutines: compression, image codecs, big serialisations",
        allowed="true or false",
        parse=_flag,
        example="asyncsafe-cpu = true",
    ),
    Option(
        name="asyncsafe-cache-dir",
        default="",
        metavar="DIR",
        help="directory that keeps results between runs, relative to the configuration file;"
        " without it, one in your cache directory",
        allowed="the path of a directory, which need not exist",
        parse=_new_directory,
        example="asyncsafe-cache-dir = .cache/asyncsafe",
    ),
    Option(
        name="asyncsafe-no-cache",
        default="false",
        metavar=None,
        help="keep no results between runs and use none of earlier runs",
        allowed="true or false",
        parse=_flag,
        example="asyncsafe-no-cache = true",
    ),
)


def parse_settings(given: Mapping[str, Given], directory: str | None = None) -> Settings:
    """Validate the given options (by name; others take their default) and return the settings.

    ``directory`` is where relative paths of defaults start: the configuration file's, or the current one.  Raises
    OptionError at the first value that is not allowed.
    """
    start = os.getcwd() if directory is None else directory
    values: dict[str, object] = {}
    for option in OPTIONS:
        text = given.get(option.name) or Given(option.default, start)
        try:
            values[option.attribute] = option.parse(text)
        except _RefusedError as refused:
            raise OptionError(option.name, refused.part, str(refused), option.allowed) from None
    return Settings(**values)  # type: ignore[arg-type]  # each parser returns what its field holds; tests/settings


def wanted_off_rule(code: str, selectors: tuple[str, ...]) -> bool:
    """Tell whether a rule that is off by default was asked for.

    The bare prefix (``--select=ASF``) means the default set; anything longer that the code starts with
    (``ASF1``, ``ASF105``) asks for the rule.
    """
    return any(len(selector) > len(PREFIX) and code.startswith(selector) for selector in selectors)

"""The gate: a file that cannot contain anything of ours is turned away by one regular expression.

It runs on every file, so it imports nothing heavy.  A file without a coroutine, thread, process or task library cannot
be reported on: blocking calls only matter where a loop or another thread is waiting.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flake8_asyncsafe.settings import Settings

#: words without which nothing concurrent can happen in a file of its own
_WORDS = (
    "async", "await", "asyncio", "trio", "anyio", "threading", "_thread", "multiprocessing", "concurrent", "filelock",
    "portalocker", "fcntl", "curio", "uvloop", "socketserver", "ThreadingHTTPServer",
    "contextvars", "Awaitable", "Coroutine",
)  # fmt: skip
#: frameworks that call plain functions of their users on a loop, of tasks or of a window: such a file may say nothing
#: of the above
_FRAMEWORKS = (
    "aiohttp", "discord", "homeassistant", "jupyter_server", "litestar", "nicegui", "prompt_toolkit", "sanic",
    "textual", "tornado", "twisted", "websockets", "tkinter", "PyQt5", "PyQt6", "PySide2", "PySide6", "wx",
    "gi.repository",
)  # fmt: skip


#: words for locks that another module may have made: this one may just take them
_LOCKS = re.compile(r"[lL]ocks?\b|[mM]utex\b|[sS]emaphore\b")
#: substrings are found much faster than patterns
_PARTS = ("lock", "Lock", "mutex", "Mutex", "emaphore")
#: channels without any of the words above: a queue that others fill, the pipe of a child
_CHANNELS = ("import queue", "from queue", "PIPE", ".notify(", ".notify_all(")
#: code that may interrupt whoever holds a lock of another module
INTERRUPTS = ("def __del__", "signal.signal(", "from signal import", "weakref.finalize(", "gc.callbacks")
#: how one object gets into many places (ASF806), a defect without any concurrency: ``[[]] * n``, ``n * [Cell()]``
_REPEATED = ("]] *", ")] *", "}] *", "]]*", ")]*", "}]*", "* [", "fromkeys(")
#: a loop over something with a name, and how that may change its size inside (ASF802): no concurrency is needed either
_LOOPS = re.compile(r"^([ \t]*)for [^\n]* in (?:enumerate\()?([A-Za-z_][\w.]*)", re.MULTILINE)
_RESIZES = (".remove(", ".pop(", ".add(", ".discard(", ".clear(", ".insert(", ".update(", ".popitem(", "del ")
_CHANGES = (*(("", text) for text in _RESIZES[:-1]), ("del ", "["))

#: several failures in one, which need no concurrency in sight to be misread
_GROUPS = ("except*", "except *", "ExceptionGroup")


@lru_cache(maxsize=8)
def _pattern(roots: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted({*_WORDS, *_FRAMEWORKS, *roots}, key=lambda word: (-len(word), word))))
    return re.compile(rf"\b(?:{words})\b")


@lru_cache(maxsize=8)
def _user_roots(catalogue: tuple[str, ...]) -> frozenset[str]:
    if not catalogue:
        return frozenset()
    from flake8_asyncsafe.catalogue.loader import load_catalogue

    return load_catalogue(catalogue).roots - load_catalogue().roots


def may_matter(source: str, settings: Settings) -> bool:
    """Whether the text may contain anything that a rule could report (about 0.1 us a line)."""
    if "ASF811" in settings.rules and "functools" in source:  # off by default
        return True
    return _may_matter(source, settings.catalogue)


@lru_cache(maxsize=2)  # the adapter asks, and then the engine
def _may_matter(source: str, catalogue: tuple[str, ...]) -> bool:
    if _pattern(_user_roots(catalogue)).search(source) is not None:
        return True
    if any(text in source for text in (*_REPEATED, *_CHANNELS, *_GROUPS, *INTERRUPTS)):  # far cheaper than a pattern
        return True
    if ".acquire(" in source or _resizes_what_it_walks(source):
        return True
    if not any(part in source for part in _PARTS):
        return False
    return any(_begins_a_word(source, match.start()) for match in _LOCKS.finditer(source))


def _resizes_what_it_walks(source: str) -> bool:
    """Whether the body of a ``for`` names a method, or a ``del``, that changes the size of what it goes over."""
    if not any(text in source for text in _RESIZES):
        return False
    for match in _LOOPS.finditer(source):
        name = match[2].removesuffix(".items").removesuffix(".keys").removesuffix(".values")
        if any(source.find(f"{before}{name}{after}", match.end()) >= 0 for before, after in _CHANGES):
            end = re.compile(rf"^[ \t]{{0,{len(match[1])}}}\S", re.MULTILINE).search(
                source, source.find("\n", match.end()) + 1
            )
            body = source[match.end() : end.start() if end is not None else len(source)]
            if any(f"{before}{name}{after}" in body for before, after in _CHANGES):
                return True
    return False


def _begins_a_word(source: str, at: int) -> bool:
    """Whether a word of a name starts here, perhaps after an r: in ``the_lock`` and ``RLock``, not in ``block``."""
    if at and source[at - 1] in "rR":
        at -= 1
    return at == 0 or not source[at - 1].isalnum() or source[at].isupper()

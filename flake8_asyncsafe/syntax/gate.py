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
    "portalocker", "fcntl", "curio", "uvloop",
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
#: how one object gets into many places (ASF806), a defect without any concurrency: ``[[]] * n``, ``n * [Cell()]``
_REPEATED = ("]] *", ")] *", "}] *", "]]*", ")]*", "}]*", "* [", "fromkeys(")


#: a loop over a name or attribute, and what makes such a thing smaller or larger (ASF802): no concurrency is needed
_LOOPED = re.compile(r"\bin (?:enumerate\()?([A-Za-z_][\w.]*?)(?:\.(?:items|keys|values)\(\))?\)?:\n")
_RESIZED = re.compile(r"\.(?:remove|pop|discard|popitem|clear|insert)\(|\bdel [A-Za-z_][\w.]*\[")
_PATH = re.compile(r"[A-Za-z_][\w.]*$")
#: how far behind the loop's first line the change is looked for
_NEAR = 1200


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
    if _pattern(_user_roots(settings.catalogue)).search(source) is not None:
        return True
    if any(text in source for text in _REPEATED):  # far cheaper than a pattern
        return True
    if ".acquire(" in source:
        return True
    if "ASF811" in settings.rules and "functools" in source:
        return True
    if "ASF802" in settings.rules and _resizes(source):
        return True
    if not any(part in source for part in _PARTS):
        return False
    return any(_begins_a_word(source, match.start()) for match in _LOCKS.finditer(source))


def _resizes(source: str) -> bool:
    """Whether a loop may change the size of what it iterates over."""
    changes: dict[str, list[int]] = {}
    for match in _RESIZED.finditer(source):
        text = match.group()
        if text[0] == "d":
            name = text[4:-1]
        else:
            before = _PATH.search(source[max(0, match.start() - 60) : match.start()])
            name = before.group() if before is not None else ""
        changes.setdefault(name, []).append(match.start())
    if not changes:
        return False
    for match in _LOOPED.finditer(source):
        if any(0 < at - match.end() < _NEAR for at in changes.get(match.group(1), ())):
            return True
    return False


def _begins_a_word(source: str, at: int) -> bool:
    """Whether a word of a name starts here, perhaps after an r: in ``the_lock`` and ``RLock``, not in ``block``."""
    if at and source[at - 1] in "rR":
        at -= 1
    return at == 0 or not source[at - 1].isalnum() or source[at].isupper()

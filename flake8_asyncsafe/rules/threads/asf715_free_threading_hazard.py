"""ASF715: free-threading-hazard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.sharing.hazards import Hazards
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_TOLD = {
    "lazy": (
        "threads may both see that `{state}` is missing and both make it (the other one in line {line})",
        "hold a lock around both, or use one step that does both (`setdefault`)",
    ),
    "remove": (
        "another thread may empty `{state}` between the look and this (line {line}), which then fails",
        "hold a lock around both, or catch the error instead of looking",
    ),
    "property": (
        "`cached_property` takes no lock: whoever comes before the first is done (line {line}) makes a `{state}` too",
        "work it out in `__init__`, or under a lock of its own",
    ),
    "iterator": (
        "threads share the iterator `{state}` (line {line}): without the GIL elements come twice or get lost",
        "hold a lock around each step, or share a `queue.Queue`",
    ),
}


class FreeThreadingHazard(Rule):
    """State that threads share is used in several steps without a lock, which the GIL makes go well most of the time.

    ## What it does
    Checks code that is seen to run on several threads for what the free-threaded build of CPython (3.13 and later) does
    not keep whole: lazy creation of globals and attributes (`if _cache is None: _cache = make()`) and filling of
    dicts (`if k not in d: d[k] = ...`, also by `get` and by `except KeyError`), removal after a look
    (`if jobs: jobs.pop()`), `cached_property` of objects that threads share, and steps of an iterator that threads
    share (`next(numbers)`).

    ## Why is this bad?
    The GIL was never a lock of the program's own: a thread may lose it between any two operations.  But it changes
    hands only every few milliseconds, so that two steps next to each other mostly go through, and one step in C always
    does.  Without it threads really run at the same time, and all that can happen happens.  The documentation of the
    free-threaded build promises single operations of `list`, `dict` and `set`, each under a lock of the container;
    of operations that consist of several accesses it says that they are never atomic, and of iterators that threads
    who share one may see elements twice or not at all.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    be used by several threads at once; in Rust the compiler asks)

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor

    _table: dict[str, int] | None = None


    def load() -> dict[str, int]:
        return {"a": 1}


    def look_up(name: str) -> int:
        global _table
        if _table is None:
            _table = load()
        return _table[name]


    def main() -> None:
        with ThreadPoolExecutor() as pool:
            print(list(pool.map(look_up, "aaa")))
    ```

    ## Use instead
    ```python
    import threading
    from concurrent.futures import ThreadPoolExecutor

    _table: dict[str, int] | None = None
    _lock = threading.Lock()


    def load() -> dict[str, int]:
        return {"a": 1}


    def look_up(name: str) -> int:
        global _table
        with _lock:
            if _table is None:
                _table = load()
        return _table[name]


    def main() -> None:
        with ThreadPoolExecutor() as pool:
            print(list(pool.map(look_up, "aaa")))
    ```

    ## Known limits
    Off by default: it is for code that is to run without the GIL, and to make a thing twice may do no harm, which the
    code does not say.  Of 22 reports on released code, five were of things that two threads really make twice; in the
    others one thread at a time comes there, for reasons out of sight, or both make the same.  Only what is seen
    to be shared is reported: the threads have to be started in the module.
    Updates (`n += 1`) are ASF503's, iteration over what others change ASF810's, shared generators, which fail with the
    GIL too, ASF703's.  What is atomic without the GIL as well is right: `append`, `pop()`, `d[k] = v`, `setdefault`,
    `pop(k, None)`, and `next` of an `itertools.count`.  Up to Python 3.11 `cached_property` took a lock.
    """

    code = "ASF715"
    name = "free-threading-hazard"
    default = False
    message = "{what}; {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what threads can get into the middle of."""
        for hazard in module.ask(Hazards).found():
            what, instead = _TOLD[hazard.kind]
            line = module.line(hazard.other)
            yield self.finding(hazard.node, what=what.format(state=hazard.state, line=line), instead=instead)

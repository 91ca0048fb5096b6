"""ASF206: lock-guards-nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Call, Enter
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Write
    from flake8_asyncsafe.model.scopes import Function

_ADVICE = "make one lock where everybody who must wait can see it (module, class or `__init__`)"


class LockGuardsNothing(Rule):
    """A lock that each call makes for itself keeps nobody out.

    ## What it does
    Checks for locks that nobody else can reach: `with Lock():` on the spot; a lock made and taken in one function and
    never stored, returned, passed on or used by a nested function; and `with make_lock():` where each call (or each
    access of a property) makes a new one.  It is reported where the lock is made, or at the `with` whose call makes
    it.  Locks of threads, processes and tasks alike.

    ## Why is this bad?
    Exclusion is something that happens between users of *one* lock.  In Rust the mutex owns the data it guards, so
    the two cannot be apart, and to share it between threads it must stand in something shared.  A Python lock is
    related to the data by nothing but the habit of taking it.  When each call brings its own lock, each finds it
    free: the section reads as guarded, costs as much, and every thread walks in.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import threading

    totals: dict[str, int] = {}


    def add(key: str, number: int) -> None:
        lock = threading.Lock()
        with lock:
            totals[key] = totals.get(key, 0) + number
    ```

    ## Use instead
    ```python
    import threading

    totals: dict[str, int] = {}
    totals_lock = threading.Lock()


    def add(key: str, number: int) -> None:
        with totals_lock:
            totals[key] = totals.get(key, 0) + number
    ```

    One lock for each key is a table that keeps what it makes:

    ```python
    import threading

    locks: dict[str, threading.Lock] = {}


    def lock_of(key: str) -> threading.Lock:
        return locks.setdefault(key, threading.Lock())
    ```

    ## Known limits
    Any way out of the function counts, also one that leads nowhere: an argument of any call, an attribute, a
    container, a closure.  `locks.get(key, Lock())`, which does not keep its default, is therefore missed.  File locks
    are keyed by their path and never reported.  Calls of decorated functions are not (a cache may keep the lock).
    """

    code = "ASF206"
    name = "lock-guards-nothing"
    message = "{lock} is made anew each time and nobody else can reach it, so it keeps nobody out: {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look for locks made where they are taken, and for local ones that nothing else can reach."""
        for function in module.functions if module.critical.any_locks else ():
            for op in function.ops:
                taken = self._taken_in_place(module, op)
                if taken is not None and self._made_anew(module, taken, op):
                    yield self.finding(taken, lock=f"`{module.source(taken)}`", advice=_ADVICE)
            if function.kind != "module" and module.critical.flow(function) is not None:
                yield from self._locals(module, function)

    @staticmethod
    def _taken_in_place(module: Module, op: Op) -> cst.BaseExpression | None:
        if isinstance(op, Enter):
            return op.node.item
        if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
            if op.node.func.attr.value == "acquire" and isinstance(op.node.func.value, cst.Call):
                return op.node.func.value
            pushed = module.critical.pushed(op)
            return pushed.node if pushed is not None else None
        return None

    @staticmethod
    def _made_anew(module: Module, expression: cst.BaseExpression, op: Op) -> bool:
        lock = module.locks.lock(expression, op)
        if lock is None or lock.traits is None or lock.traits.is_outside:
            return False
        return module.locks.reach.is_fresh(expression, op) and module.locks.reach.standalone(expression, op)

    def _locals(self, module: Module, function: Function) -> Iterator[Finding]:
        for name, bindings in function.scope.bindings.items():
            writes = [write for write in bindings if write.how != "del"]
            made = _bound_value(module, writes[0]) if len(writes) == 1 else None
            if made is None or not self._made_anew(module, made, writes[0]):
                continue
            if module.locks.reach.stays_local(function, name):
                yield self.finding(made, lock=f"`{name}`", advice=_ADVICE)


def _bound_value(module: Module, write: Write) -> cst.BaseExpression | None:
    """The expression that an assignment binds to one name and to nothing else."""
    value = write.value
    if value is None or write.how not in {"assign", "ann", "walrus"} or len(module.use(value).targets) != 1:
        return None
    return value if not write.path else None

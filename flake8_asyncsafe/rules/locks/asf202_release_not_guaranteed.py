"""ASF202: release-not-guaranteed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.flow import CONTINUE, NEXT, RAISE, RETURN
from flake8_asyncsafe.model.ops import Call, Try, enclosing
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.critical import Held, LockFlow
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: a method of one of these names takes the lock for its caller, and its counterpart gives it back
_WRAPPERS = frozenset({"acquire", "__enter__", "__aenter__"})


class ReleaseNotGuaranteed(Rule):
    """`acquire()` whose `release()` is skipped by an exception, a `return` or a cancellation.

    ## What it does
    Checks for `acquire()` of a lock, condition or semaphore that the same function releases, though not however it
    ends: no `try`/`finally`, one that starts only after a line that can fail, an `acquire()` inside the `try` whose
    `finally` releases, or handlers that do not catch everything.  In a coroutine every `await` in between is a place
    where the task may be cancelled.

    ## Why is this bad?
    A Rust guard is a value, and letting go is part of its going out of scope: there is no way out of the block that
    skips it, and no guard to drop before the lock was taken.  In Python `acquire()` only changes a flag.  Any
    exception between it and `release()` leaves the flag set, and everybody who asks for the lock later waits for
    ever, far from the line at fault.

    The opposite order is no better.  With `acquire()` inside the `try`, a cancelled or failed acquire still runs the
    `release()`: `RuntimeError` hides the true cause, or, as an `asyncio.Lock` or a `threading.Lock` does not know who
    holds it, the lock of *somebody else* is opened and two are in the section at once.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/; guards:
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import asyncio


    async def write(row: str) -> None: ...


    class Store:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()

        async def add(self, row: str) -> None:
            await self._lock.acquire()
            await write(row)
            self._lock.release()
    ```

    ## Use instead
    ```python
    import asyncio


    async def write(row: str) -> None: ...


    class Store:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()

        async def add(self, row: str) -> None:
            async with self._lock:
                await write(row)
    ```

    Where `with` does not do, as with a timeout, let the `try` begin in the next line:

    ```python
    import threading


    def write(row: str) -> None: ...


    lock = threading.Lock()


    def add(row: str) -> bool:
        if not lock.acquire(timeout=5):
            return False
        try:
            write(row)
        finally:
            lock.release()
        return True
    ```

    ## Known limits
    A lock that is released elsewhere is taken for a hand-over and not reported: a class's own
    `acquire`/`__enter__`/`__aenter__`, begin and commit methods, a callback, an `ExitStack.callback(lock.release)`, a
    semaphore that counts jobs.  Whether the other half is ever run is not checked.  Assigning a constant or an empty
    container to a local name between `acquire()` and `try` is taken to be safe; a signal handler that raises
    (KeyboardInterrupt) is not considered.

    ## Fix safety
    The fix turns `acquire()`, the lines up to `release()`, and a `try`/`finally` that only releases into one `with`
    or `async with`.  It is offered where both calls stand in the same block, without a timeout.  It is safe but for
    code that relied on the lock staying held after an exception.
    """

    code = "ASF202"
    name = "release-not-guaranteed"
    fixable = True
    message = "`{lock}` {problem}; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at the locks that a function takes by hand and may still hold when it is left."""
        for function in module.functions:
            flow = module.critical.flow(function)
            if flow is None or function.name in _WRAPPERS:
                continue
            for held in module.critical.operations.taken_by(function):
                if held.how != "acquire" or held.op not in flow.before:
                    continue
                if self._is_relock(flow, held) or _counts(flow, held):
                    continue
                if module.critical.operations.gives_back(function, held.lock.identity):
                    problem = _way_out(module, flow, held) or _before_the_try(module, function, held)
                else:
                    problem = _frees_another(module, flow, held)
                if problem:
                    wait = "async " if module.use(held.node).kind == "awaited" else ""
                    yield self.finding(
                        held.node, lock=held.lock.text, problem=problem, advice=f"use `{wait}with {held.lock.text}:`"
                    )

    @staticmethod
    def _is_relock(flow: LockFlow, held: Held) -> bool:
        """Whether the lock was held before and is only taken back here: unlock, work, lock again."""
        return any(
            freed == held.lock.identity and not flow.before[op].surely(freed) and op.index < held.op.index
            for op, freed in flow.releases
            if op in flow.before
        )


def _counts(flow: LockFlow, held: Held) -> bool:
    """Whether a semaphore is a counter here: also released where it is not held."""
    traits = held.lock.traits
    if not (traits.counting if traits is not None else "semaphore" in held.lock.text.lower()):
        return False
    return any(
        freed == held.lock.identity and not any(each.lock.identity == freed for each in flow.before[op].may)
        for op, freed in flow.releases
        if op in flow.before
    )


def _way_out(module: Module, flow: LockFlow, held: Held) -> str:
    ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
    if any(held in state.may for state in ends) and module.critical.summaries.is_freed_elsewhere(held):
        return ""  # handed over: whoever called this releases it
    for way, words in (
        (RAISE, "an exception is raised before its release"),
        (RETURN, "the function returns before its release"),
        (NEXT, "the function ends without its release"),
        (CONTINUE, "the loop goes on without its release"),
    ):
        state = flow.outcome.get(way)
        if state is not None and any(each.op is held.op for each in state.may):
            return f"stays held if {words}: nobody releases it then, and the next to ask waits for ever"
    return ""


def _frees_another(module: Module, flow: LockFlow, held: Held) -> str:
    """A ``finally`` right behind the acquire that gives back a lock which this function does not hold: a slip."""
    statements = held.op.block.items
    after = next((item for item in statements if isinstance(item, Try) and item.at > held.op.at), None)
    if after is None or after.final is None:
        return ""
    for op, freed in flow.releases:
        if op.block is after.final and not any(each.lock.identity == freed for each in flow.before[op].may):
            return f"stays held: the `finally` behind it releases another lock (line {module.line(op.node)})"
    return ""


def _before_the_try(module: Module, function: Function, held: Held) -> str:
    """An acquire that is the start of a try whose ``finally`` releases: failing, it releases what it never got."""
    for compound, block in enclosing(held.op.block):
        if isinstance(compound, Try) and block is compound.body and compound.final is not None:
            for call in function.calls:
                lock = module.critical.released(call)
                if (
                    lock is not None
                    and lock.identity == held.lock.identity
                    and call.block is compound.final
                    and not (isinstance(held.op, Call) and module.critical.is_condition(held.op))
                ):
                    return "is taken inside the `try`: if that fails, the `finally` releases what it never got"
    return ""

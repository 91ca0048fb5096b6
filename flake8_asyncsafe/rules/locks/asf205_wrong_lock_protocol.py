"""ASF205: wrong-lock-protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.locks.critical.operations import method_of
from flake8_asyncsafe.model.ops import Call, Enter
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    import libcst as cst

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module


class WrongLockProtocol(Rule):
    """A task lock is used like a thread lock, or the reverse.

    ## What it does
    Checks for three mistakes: `with` on a lock of asyncio, trio or anyio; `async with` on a lock of threading or
    multiprocessing; and an `acquire()` of a task lock whose coroutine is not awaited.  `with await lock:`, which
    asyncio supported until Python 3.9, is the first of them.  The same through
    `ExitStack.enter_context` and `AsyncExitStack.enter_async_context`.

    ## Why is this bad?
    There are two kinds of mutex because there are two ways to wait.  The one for threads stops the thread until it
    has the lock; the one for tasks suspends the task and gives the thread to others, so taking it must be an await
    point.  `with` and `async with` are these two ways, and a lock supports only its own.  The wrong one raises
    `TypeError`, often first seen on a path that tests do not run.

    The third mistake raises nothing.  An un-awaited `acquire()` makes a coroutine that nobody drives: it is truthy,
    so `if lock.acquire():` goes on, and the lock was never taken.  Two tasks are in the section at once; `release()`
    then fails, or opens a lock that somebody else holds.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Counter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self.total = 0

        async def add(self, number: int) -> None:
            with self._lock:
                self.total += number

        async def clear(self) -> None:
            self._lock.acquire()
            try:
                self.total = 0
            finally:
                self._lock.release()
    ```

    ## Use instead
    ```python
    import asyncio


    class Counter:
        def __init__(self) -> None:
            self._lock = asyncio.Lock()
            self.total = 0

        async def add(self, number: int) -> None:
            async with self._lock:
                self.total += number

        async def clear(self) -> None:
            await self._lock.acquire()
            try:
                self.total = 0
            finally:
                self._lock.release()
    ```

    ## Known limits
    Only locks whose kind is known; a name alone says nothing about it.  A lock that may be either (made in two
    branches) is not reported.  A coroutine of `acquire()` that is passed on, returned, or kept in a variable that is
    awaited later is fine.

    ## Fix safety
    The fix writes `async with` for `with` and `await lock.acquire()` for `lock.acquire()` inside a coroutine, and
    `with` for `async with` where nothing in the block can suspend.  It is unsafe in that the corrected code suspends,
    or excludes, where it did neither before.
    """

    code = "ASF205"
    name = "wrong-lock-protocol"
    fixable = True
    message = "`{lock}` is a lock for {owners}, but {use}: {harm}; use `{instead}`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Compare the kind of each lock with the way it is taken."""
        for function in module.functions:
            for op in function.ops:
                if isinstance(op, Enter):
                    is_async = op.scope.is_async
                    awaited = module.critical.operations.entered_by_await(op)
                    if awaited is not None:
                        yield from self._awaited(op, *awaited)
                        continue
                    lock = module.locks.entered(op)
                    if lock is None or lock.kind is None or not _mismatch(lock, is_async=is_async):
                        continue
                    if not module.locks.enters(op.node.item, op, is_async=is_async):
                        yield self._wrong(lock, op.node.item, is_async=is_async)
                elif isinstance(op, Call):
                    yield from self._call(module, op)

    def _call(self, module: Module, op: Call) -> Iterator[Finding]:
        pushed = module.critical.pushed(op)
        if pushed is not None:
            is_async = method_of(op) == "enter_async_context"
            if pushed.lock.kind is not None and _mismatch(pushed.lock, is_async=is_async):
                yield self._wrong(pushed.lock, op.node, is_async=is_async)
            return
        taken = module.critical.acquired(op)
        if taken is None or module.critical.operations.is_immediate(op):
            return
        use = module.use(op.node)
        if taken.lock.kind is LockKind.ASYNC:
            unused = use.kind in {"dropped", "tested", "compared", "identity"} or module.is_never_read(use)
            if unused or module.colour.only_as_value(use):
                yield self.finding(
                    op.node,
                    lock=taken.lock.text,
                    owners="tasks",
                    use="its `acquire()` is not awaited",
                    harm="the coroutine never runs, so the lock is not taken",
                    instead=f"await {taken.lock.text}.acquire()",
                )
        elif use.kind == "awaited" and taken.lock.kind is not None:
            yield self.finding(
                op.node,
                lock=taken.lock.text,
                owners="threads",
                use="its `acquire()` is awaited",
                harm="it blocks the loop, and awaiting its result raises TypeError with the lock held",
                instead=f"with {taken.lock.text}:",
            )

    def _awaited(self, op: Enter, lock: Lock | None, by_acquire: bool) -> Iterator[Finding]:
        if lock is None:
            return
        if not lock.type.startswith("asyncio.") and (lock.traits is not None or by_acquire):
            return
        yield self.finding(
            op.node.item,
            lock=lock.text,
            owners="tasks",
            use=f"a plain `with` enters what awaiting {'its `acquire()`' if by_acquire else 'it'} gives",
            harm="that is no context manager (since Python 3.9), so this raises",
            instead=f"async with {lock.text}:",
        )

    def _wrong(self, lock: Lock, node: cst.BaseExpression, *, is_async: bool) -> Finding:
        if is_async:
            return self.finding(
                node,
                lock=lock.text,
                owners="threads",
                use="`async with` enters it",
                harm="it has no `__aenter__`, so this raises TypeError",
                instead=f"with {lock.text}:",
            )
        return self.finding(
            node,
            lock=lock.text,
            owners="tasks",
            use="a plain `with` enters it",
            harm="it has no `__enter__`, so this raises TypeError",
            instead=f"async with {lock.text}:",
        )


def _mismatch(lock: Lock, *, is_async: bool) -> bool:
    if lock.kind is LockKind.FILE:
        return False  # file lock libraries have objects that support both forms
    return (lock.kind is LockKind.ASYNC) is not is_async

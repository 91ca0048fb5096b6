"""Which exception clauses stand around an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Call, Jump, Loop, Raise, Return, Try, With, enclosing
from flake8_asyncsafe.model.text import code_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.ops import Block, Handler, Op

#: what the take-it-now forms of get and put raise
EMPTY_OR_FULL = frozenset(
    {"Empty", "Full", "QueueEmpty", "QueueFull", "SyncQueueEmpty", "AsyncQueueEmpty", "WouldBlock"}
)
TIMEOUTS = frozenset({"TimeoutError", "Empty", "QueueEmpty", "CancelledError", "KeyboardInterrupt", "GeneratorExit"})
BROAD = frozenset({"Exception", "BaseException"})


def names(kind: cst.BaseExpression | None) -> frozenset[str]:
    """The last names of the exceptions that a clause takes; BaseException for a bare one."""
    if kind is None:
        return frozenset({"BaseException"})
    each = [element.value for element in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    return frozenset(
        node.attr.value if isinstance(node, cst.Attribute) else node.value if isinstance(node, cst.Name) else ""
        for node in each
    )


def around(op: Op) -> Iterator[tuple[Try, Handler]]:
    """The clauses that may take what ``op`` raises, innermost first."""
    for item, block in enclosing(op.block):
        if isinstance(item, Try) and block is item.body:
            for handler in item.handlers:
                yield item, handler


def is_expected(op: Op, kinds: frozenset[str] = EMPTY_OR_FULL | BROAD) -> bool:
    """Whether somebody around an operation takes, or suppresses, exceptions of some kinds (Empty, Full, everything)."""
    return any(names(handler.type) & kinds for _, handler in around(op)) or any(
        isinstance(item, With) and suppressed(item) & kinds for item, _ in enclosing(op.block)
    )


def is_done_otherwise(call: Call, kind: str) -> bool:
    """Whether a clause for exceptions of that kind gives what a call gets to something else.

    ``try: asyncio.run(work)`` / ``except RuntimeError: pool.submit(asyncio.run, work).result()``.
    """
    given = {code_of(arg.value) for arg in call.node.args}
    return any(
        isinstance(other, Call) and any(code_of(arg.value) in given for arg in other.node.args)
        for _, handler in around(call)
        if kind in names(handler.type)
        for other in handler.block.ops()
    )


def suppressed(item: With) -> frozenset[str]:
    """The exceptions that ``with suppress(...)`` takes."""
    context = item.context
    if not isinstance(context, cst.Call):
        return frozenset()
    func = context.func
    last = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
    if last != "suppress":
        return frozenset()
    return frozenset().union(*(names(arg.value) for arg in context.args))


def leaves(block: Block, loop: Loop) -> bool:
    """Whether a block has a way out of a loop: return, raise, or a break of it."""
    return any(is_exit(op, loop) for op in block.ops())


def is_exit(op: Op, loop: Loop) -> bool:
    """Whether an operation leaves a loop."""
    if isinstance(op, (Return, Raise)):
        return True
    if isinstance(op, Jump) and isinstance(op.node, cst.Break):
        return next((item for item, block in enclosing(op.block) if _is_in(item, block)), None) is loop
    return False


def _is_in(item: object, block: Block) -> bool:
    return isinstance(item, Loop) and block is item.body

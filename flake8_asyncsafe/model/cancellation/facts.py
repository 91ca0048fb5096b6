"""What may be the case at a point of a coroutine that is cancelled, and words about expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.flow import BREAK, CONTINUE, NEXT
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Handler, Loop, Op, Suspend, Try, With, enclosing
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.cancellation.calls import Key
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function


@dataclass(frozen=True, slots=True)
class Flying:
    """A cancellation raised at ``point`` is on its way; ``by`` is the handler that has raised it again."""

    point: Suspend
    by: Handler | None = None


@dataclass(frozen=True, slots=True)
class Caught:
    """``handler`` has caught a cancellation and not raised it again.

    ``names`` hold the exception, or a flag that says so; ``holder`` is the handler in which a bare ``raise`` raises it;
    ``raised`` is what is being raised in its place; ``asked``: a test of the exception has led here whose answer is not
    known (``if is_fatal(error):``).
    """

    handler: Handler
    names: frozenset[str]
    holder: Handler | None
    raised: str = ""
    asked: bool = False

    @property
    def exceptions(self) -> frozenset[str]:
        """The names that handlers give the exception."""
        handlers = (self.handler, self.holder)
        return frozenset(each.name for each in handlers if each is not None and each.name is not None) & self.names


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The code has cancelled the task of this key."""

    key: Key


@dataclass(frozen=True, slots=True)
class Passing:
    """An exception is on its way through a ``finally``, of which ``final`` is the block, and is raised after it."""

    final: Block


Fact = Flying | Caught | Cancelled | Passing
State = frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Swallower:
    """A place where cancellations end.

    ``node`` is the except clause or the call of ``suppress``, ``handler`` None for the latter; ``points`` are the
    suspension points whose cancellations end there, ``ways`` how control goes on (NEXT, BREAK, CONTINUE, RETURN; RAISE:
    by raising ``raised`` in its place), ``in_loop`` whether it stands in a loop.
    """

    node: cst.CSTNode
    handler: Handler | None
    points: tuple[Suspend, ...]
    ways: frozenset[str]
    in_loop: bool
    raised: str = ""


def mentions(node: cst.BaseExpression, names: frozenset[str]) -> bool:
    """Whether an expression hands on one of the names: itself, in a display, or as an argument."""
    todo: list[cst.CSTNode] = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, (cst.Name, cst.Attribute)):
            if dotted_text(each) in names:
                return True
            if isinstance(each, cst.Attribute):
                todo.append(each.value)
        elif isinstance(each, cst.Call) and dotted_text(each.func) == "sys.exc_info":
            return True
        elif not isinstance(each, (cst.Lambda, cst.BaseString)):
            todo += parts(each)
    return False


def is_held(node: cst.BaseExpression, names: frozenset[str]) -> bool:
    """Whether ``raise node`` raises what a name holds: ``error``, ``errors[0]``, ``error.with_traceback(None)``."""
    while True:
        if dotted_text(node) in names:
            return True
        if isinstance(node, (cst.Attribute, cst.Subscript)):
            node = node.value
        elif isinstance(node, cst.Call) and dotted_text(node.func) == "type" and node.args:
            node = node.args[0].value
        elif isinstance(node, cst.Call):
            node = node.func
        else:
            return False


def takes_errors(handlers: Iterable[Handler]) -> bool:
    """Whether one of the handlers is an ``except Exception``."""
    return any(isinstance(each.type, cst.Name) and each.type.value == "Exception" for each in handlers)


def handler_around(op: Op) -> Handler | None:
    """The innermost handler in which an operation stands."""
    for compound, block in enclosing(op.block):
        if isinstance(compound, Try):
            for handler in compound.handlers:
                if handler.block is block:
                    return handler
    return None


def is_flag(node: cst.BaseExpression) -> bool:
    """Whether an expression is ``True``: a variable that gets it may tell of the cancellation."""
    return isinstance(node, cst.Name) and node.value == "True"


def stays_inside(item: Try | With, way: str, final: Block) -> bool:
    """Whether control that leaves a statement in a ``finally`` by some way goes on in that ``finally``."""
    if way == NEXT:
        return True
    for compound, block in enclosing(item.block):
        if block is final:
            return False
        if isinstance(compound, Loop) and block is not compound.orelse:
            return way in {BREAK, CONTINUE}
    return False


def in_loop(item: Try | With) -> bool:
    """Whether a statement stands in the body of a loop."""
    return any(isinstance(compound, Loop) and block is not compound.orelse for compound, block in enclosing(item.block))


_WAITING = frozenset({"wait", "join", "forever"})
_ENDING = frozenset(
    {
        "close",
        "closed",
        "stop",
        "stopped",
        "shutdown",
        "cancel",
        "cancelled",
        "end",
        "ended",
        "exit",
        "down",
        "finished",
    }
    | {"terminate", "terminated", "kill", "killed", "disconnect", "disconnected", "cleanup", "release", "done"}
)


def waits_first(function: Function) -> bool:
    """Whether the name of a function says that it waits for what others may end some day: ``wait``, ``run_forever``.

    Its caller may be cancelled in all this time.  ``wait_closed`` waits for what has been ended before.
    """
    said = words(function.name)
    return bool(said & _WAITING) and not said & _ENDING

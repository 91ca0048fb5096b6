"""Where the plain form of ``with`` or ``for`` meets an object that supports only the async form, or the reverse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.inference.calls import ENTERS
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Read
from flake8_asyncsafe.model.protocols.objects import Objects
from flake8_asyncsafe.model.protocols.support import Support
from flake8_asyncsafe.model.values import NONE, UNKNOWN, Coroutine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

#: the methods of exit stacks that stand for a with statement
_METHODS = {"with": "enter_context", "async with": "enter_async_context"}
#: what takes an iterable apart (by the exact type: each `isinstance` of a node that fails is dear)
_SPREADING = frozenset({cst.From, cst.StarredElement, cst.Arg, cst.Assign})
_NOT_AWAITED = "is a coroutine object, which nothing has awaited"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """``node`` is used by ``construct``; ``supports`` says in words what it supports, ``instead`` what to write."""

    node: cst.BaseExpression
    construct: str
    supports: str
    instead: str


class Mismatches:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._objects = module.ask(Objects)
        self._support = module.ask(Support)

    def find(self) -> Iterator[Mismatch]:
        """Every mismatch of the module."""
        for function in self._module.functions:
            yield from self._in(function)

    def _in(self, function: Function) -> Iterator[Mismatch]:
        parents = self._module.parents
        for op in function.ops:
            if isinstance(op, Enter):
                if self._module.locks.entered(op) is None:  # a lock's protocol is ASF205's
                    yield from self._entered(op.node.item, op, is_async=op.scope.is_async)
            elif isinstance(op, Iterate):
                yield from self._iterated(op.iterable, op, "async for" if op.is_async else "for")
            elif isinstance(op, Call):
                yield from self._consumed(op)
                if op.node.args and self._module.names_of(op.node.func, op) & ENTERS:
                    yield from self._pushed(op)
                parent = parents.get(op.node)
                if type(parent) in _SPREADING:
                    yield from self._spread(op.node, op, parent)
            elif isinstance(op, Read):
                node = op.node
                parent = parents.get(node)
                if type(parent) in _SPREADING and isinstance(node, cst.BaseExpression):
                    yield from self._spread(node, op, parent)

    # -- with ---------------------------------------------------------------------------------------------------------

    def _pushed(self, op: Call) -> Iterator[Mismatch]:
        is_async = any(name.endswith("async_context") for name in self._module.names_of(op.node.func, op))
        if self._module.critical.pushed(op) is None:
            yield from self._entered(op.node.args[0].value, op, is_async=is_async, method=True)

    def _entered(self, node: cst.BaseExpression, op: Op, *, is_async: bool, method: bool = False) -> Iterator[Mismatch]:
        values = self._known(node, op)
        construct, other = ("async with", "with") if is_async else ("with", "async with")
        if method:
            construct, other = (_METHODS[each] for each in (construct, other))
        wrong = "sync" if is_async else "async"
        if not values or not all(
            isinstance(value, Coroutine) or self._support.context(value) == wrong for value in values
        ):
            return
        if self._objects.is_asked_about(node, op, may_be_none=False):
            return
        coroutine = next((value for value in values if isinstance(value, Coroutine)), None)
        if coroutine is None:
            yield Mismatch(node, construct, f"supports only `{other}`", f"use `{other}`")
            return
        form = {"sync": "with", "async": "async with"}.get(self._result(coroutine, self._support.context), construct)
        awaited = f"await {self._module.source(node)}"
        instead = f"pass `{awaited}`" if method else f"write `{form} {awaited}`"
        yield Mismatch(node, construct, _NOT_AWAITED, instead)

    # -- for ----------------------------------------------------------------------------------------------------------

    def _iterated(self, node: cst.BaseExpression, op: Op, construct: str) -> Iterator[Mismatch]:
        values = self._known(node, op)
        is_async = construct == "async for"
        wrong = "sync" if is_async else "async"
        # a coroutine in a plain `for` is used as a value (ASF302)
        if not values or not all(
            (is_async and isinstance(value, Coroutine)) or self._support.iteration(value) == wrong for value in values
        ):
            return
        if self._objects.is_asked_about(node, op, may_be_none=False):
            return
        coroutine = next((value for value in values if isinstance(value, Coroutine)), None)
        if coroutine is not None:
            form = "for" if self._result(coroutine, self._support.iteration) == "sync" else "async for"
            instead = f"write `{form} ... in await {self._module.source(node)}`"
            yield Mismatch(node, construct, _NOT_AWAITED, instead)
        elif is_async:
            yield Mismatch(node, construct, "supports only plain iteration", "use `for`")
        else:
            instead = "use `async for`" if construct == "for" else "collect it with `[x async for x in ...]` first"
            yield Mismatch(node, construct, "supports only async iteration", instead)

    def _consumed(self, op: Call) -> Iterator[Mismatch]:
        """What a call iterates over: ``list(rows())``, ``zip(names, rows())``."""
        for api in self._module.apis(op):
            for each in api.iterates_over:
                if each.variadic and each.position is not None:
                    given = list(variadic(op.node, each.position))
                else:
                    found = argument(op.node, each.name, each.position)
                    given = [found] if found is not None else []
                for node in given:
                    arg = self._module.parents.get(node)
                    if isinstance(arg, cst.Arg) and not arg.star:
                        yield from self._iterated(node, op, f"{api.name.removeprefix('builtins.')}()")

    def _spread(self, node: cst.BaseExpression, op: Op, parent: cst.CSTNode | None) -> Iterator[Mismatch]:
        """``[*rows()]``, ``f(*rows())``, ``yield from rows()``, ``first, *rest = rows()``."""
        if type(parent) is cst.Arg:  # the most frequent by far
            if parent.star == "*":
                yield from self._iterated(node, op, "*")
        elif type(parent) is cst.From:
            yield from self._iterated(node, op, "yield from")
        elif type(parent) is cst.StarredElement:
            yield from self._iterated(node, op, "*")
        elif type(parent) is cst.Assign and any(
            isinstance(target.target, (cst.Tuple, cst.List)) for target in parent.targets
        ):
            yield from self._iterated(node, op, "unpacking")

    # -- values -------------------------------------------------------------------------------------------------------

    def _known(self, node: cst.BaseExpression, op: Op) -> tuple[Value, ...]:
        """The alternatives of an expression (None aside); nothing if they are not all known."""
        values = tuple(value for value in self._objects.values(node, op) if value != NONE)
        return () if UNKNOWN in values else values

    def _result(self, coroutine: Coroutine, ask: Callable[[Value], str | None]) -> str:
        """What the objects that a coroutine ends with support, where that is one thing."""
        forms = {ask(value) for value in self._module.evaluator.calls.awaited(coroutine)}
        return (forms.pop() if len(forms) == 1 else None) or ""

"""Coroutines that are returned out of the block that was meant to cover them.

A coroutine object does not run before somebody awaits it, and whoever gets it from a ``return`` awaits it after every
``with`` and ``try`` around that return has been left.  In a coroutine function such a return nearly always lacks an
``await``.  A plain function may hand coroutines out on purpose, and its block may be there for what it does before:
there the block must be about the coroutine, that is, lend it what the block closes, or hold nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.linking.decode import SOME_CALL
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Raise, Read, Return, Try, With, Write, enclosing
from flake8_asyncsafe.model.tasks.nodes import only_tells
from flake8_asyncsafe.model.values import External, ExternalMethod, Instance
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

#: annotations by which a function says that it hands out coroutines
_HANDS_OUT = frozenset({"Coroutine", "Awaitable", "CoroutineType"})
#: calls that compute nothing which a block could be there for
_HARMLESS = frozenset(
    f"builtins.{name}" for name in ("str", "repr", "len", "bool", "dict", "list", "tuple", "set", "isinstance", "super")
)
#: methods of strings that change nothing and cannot fail
_HARMLESS_METHODS = frozenset(
    f"builtins.{kind}.{name}"
    for kind in ("str", "bytes")
    for name in (
        "upper", "lower", "title", "casefold", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "startswith",
        "endswith", "removeprefix", "removesuffix", "replace", "center", "ljust", "rjust", "zfill", "splitlines",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leftover:
    """``node`` is a coroutine that starts only after ``block``, which stands around its return, has been left."""

    node: cst.BaseExpression
    op: Return
    block: With | Try


class ClosedBlocks:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def leftovers(self) -> Iterator[Leftover]:
        """Every coroutine returned from inside a block that should have covered it."""
        for function in self._module.functions:
            if function.kind != "function" or function.is_generator:
                continue
            for op in function.returns:
                blocks = tuple(_closing(op))
                for node in _alternatives(op.value) if blocks else ():
                    made = self._made(node, op)
                    if made is not None:
                        block = next((each for each, inner in blocks if self._covers(each, inner, made, op)), None)
                        if block is not None:
                            yield Leftover(node, op, block)

    def _made(self, node: cst.BaseExpression, op: Op) -> cst.BaseExpression | None:
        """The expression that makes what ``node`` certainly is: something that starts when it is awaited."""
        coroutine = self._module.colour.coroutine(node, op)
        if coroutine is not None:
            if coroutine.node is SOME_CALL and isinstance(node, cst.Call):
                return node  # made by a helper of another module
            call = self._module.call_at(coroutine.node)  # one that the caller gave is the caller's business
            return None if call is None else call.node if call.function is op.function else node
        values = self._module.values(node, op) if isinstance(node, cst.Call) else ()
        starts = bool(values) and all(isinstance(value, Instance) and self._is_request(value) for value in values)
        return node if starts else None

    def _is_request(self, value: Instance) -> bool:
        """What can be awaited or entered, and does nothing before (``aiohttp``'s requests)."""
        known = self._module.catalogue.type(value.type) if isinstance(value.type, str) else None
        return known is not None and known.awaitable and known.context in {"async", "both"}

    # -- whether a block is about the coroutine -----------------------------------------------------------------------

    def _covers(self, block: With | Try, inner: Block, node: cst.BaseExpression, op: Return) -> bool:
        function = op.function
        if function.is_async and not self._is_handed_out(function):
            return True
        used, lent = _paths(node), self._closed_by(block)
        if used & lent:
            return True
        if isinstance(block, With) and block.item.asname is None and not self._is_lock(block):
            return not self._derives(node, inner)
        return not any(each.node is not node and self._is_business(each, lent) for each in inner.ops())

    def _is_handed_out(self, function: Function) -> bool:
        """Whether a coroutine function says, or its callers know, that awaiting it gives another coroutine."""
        returns = function.node.returns if isinstance(function.node, cst.FunctionDef) else None
        said = returns.annotation if returns is not None else None
        if isinstance(said, cst.Subscript):
            said = said.value
        if dotted_text(said).rpartition(".")[2] in _HANDS_OUT:
            return True
        return any(
            isinstance(edge.op, Call) and self._module.colour.awaits_result(edge.op)
            for _, edge in self._module.graph.callers(function)
        )

    def _closed_by(self, block: With | Try) -> frozenset[str]:
        """The dotted names of what the end of a block closes."""
        if isinstance(block, With):
            bound = block.item.asname.name if block.item.asname is not None else None
            return (_paths(bound) if bound is not None else frozenset()) | (
                frozenset({dotted_text(block.context)} - {""}) if not self._is_lock(block) else frozenset()
            )
        closed = {
            dotted_text(each.node.func.value)
            for each in (block.final.ops() if block.final is not None else ())
            if isinstance(each, Call)
            and isinstance(each.node.func, cst.Attribute)
            and each.node.func.attr.value != "release"
        }
        return frozenset(closed - {"", "self", "cls"})

    def _is_lock(self, block: With) -> bool:
        return any(
            isinstance(value, Instance)
            and isinstance(value.type, str)
            and (known := self._module.catalogue.type(value.type)) is not None
            and known.lock is not None
            for value in self._module.values(block.context, block.enter)
        )

    def _derives(self, node: cst.BaseExpression, inner: Block) -> bool:
        """Whether the coroutine is given what was computed in the block: that may be all that the block is for."""
        made = {each.node.value for each in inner.ops() if isinstance(each, Write) and isinstance(each.node, cst.Name)}
        if made & {path.partition(".")[0] for path in _paths(node)}:
            return True
        calls = [self._module.call_at(each) for each in inner_nodes(node) if isinstance(each, cst.Call)]
        return any(each is not None and each.node is not node and self._computes(each, frozenset()) for each in calls)

    def _is_business(self, each: Op, lent: frozenset[str]) -> bool:
        """Whether an operation is something that the block may be there for, other than making coroutines."""
        if isinstance(each, Call):
            return self._computes(each, lent)
        if isinstance(each, Raise):
            return True
        return isinstance(each, Read) and isinstance(each.node, cst.Subscript)

    def _computes(self, call: Call, lent: frozenset[str]) -> bool:
        """Whether a call does or computes something; what is computed from what the block lends always counts."""
        if self._module.colour.coroutine(call.node, call) is not None:
            return False
        # the evaluator's: a method of a string has no entry in the catalogue
        for target in self._module.evaluator.calls.targets(call.node, call):
            if not isinstance(target, (External, ExternalMethod)):
                return True
            harmless = target.name in _HARMLESS or (target.name in _HARMLESS_METHODS and not _paths(call.node) & lent)
            if not harmless and not only_tells(target.name):
                return True
        return False


def _closing(op: Return) -> Iterator[tuple[With | Try, Block]]:
    """(block, the part of it that ``op`` stands in) for the blocks whose end a return from there runs into."""
    for compound, inner in enclosing(op.block):
        if (isinstance(compound, With) and inner is compound.body) or (
            isinstance(compound, Try)
            and (
                inner is not compound.final
                if compound.final is not None
                else inner is compound.body and bool(compound.handlers)
            )
        ):
            yield compound, inner


def _alternatives(value: cst.BaseExpression | None) -> Iterator[cst.BaseExpression]:
    """What a returned expression may give: the arms of a ternary, the last operand of and/or."""
    todo = [value]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.IfExp):
            todo += [node.orelse, node.body]
        elif isinstance(node, cst.BooleanOperation):
            todo.append(node.right)
        elif isinstance(node, cst.NamedExpr):
            todo.append(node.value)
        elif node is not None:
            yield node


def _paths(node: cst.BaseExpression) -> frozenset[str]:
    """The dotted names in an expression, each with its prefixes (``self`` alone says nothing)."""
    found: set[str] = set()
    for each in inner_nodes(node):
        if isinstance(each, (cst.Name, cst.Attribute)):
            found.add(dotted_text(each))
    return frozenset(found - {"", "self", "cls"})

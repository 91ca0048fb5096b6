"""Awaits that come one after another though they could wait together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Jump, Loop, Op, Return, Suspend, With, Write
from flake8_asyncsafe.model.values import Coroutine, FunctionRef, Instance, Method
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

#: what waits for its own sake, or in a certain order
_PACES = frozenset({"sleep", "checkpoint", "sleep_until", "acquire", "wait", "join", "drain", "put", "send", "commit"})
#: words of methods that take the next of something, or change it: two calls of one come in a certain order
_ORDERED = frozenset(
    {
        "read", "recv", "receive", "next", "pop", "take", "consume", "parse", "send", "write", "put", "execute", "ask",
        "input", "prompt", "step", "advance", "set", "add", "create", "delete", "update", "remove", "insert", "save",
        "seek", "command", "open", "close", "start", "stop", "login", "expect", "line", "readline", "pull", "push",
    }
)  # fmt: skip
#: words for what serves one at a time
_SINGLE = ("session", "conn", "cursor", "db", "transaction", "stream", "reader", "writer", "socket", "lock", "sem")
#: the same, as the last word of names and types: not a session of HTTP, nor a pool of connections
_ONE_LINE = frozenset({"conn", "connection", "cursor", "cur", "transaction", "stream", "reader", "writer", "socket"})


class Sequences:
    """The sequences of awaits in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def sequences(self) -> Iterator[tuple[cst.Await, cst.Await | None]]:
        """(await, the one before it, or None in a loop) for awaits that could wait together."""
        for function in self._module.coroutines:
            blocks: list[Block] = [function.body]
            while blocks:
                block = blocks.pop()
                yield from self._neighbours(block)
                yield from self._operands(block)
                for item in block.items:
                    if isinstance(item, Op):
                        continue
                    blocks.extend(item.blocks())
                    if isinstance(item, Loop) and item.kind in {"for", "comprehension"} and not item.is_async:
                        found = self._one_by_one(item)
                        if found is not None:
                            yield found, None

    def _neighbours(self, block: Block) -> Iterator[tuple[cst.Await, cst.Await]]:
        """Assignments of awaited calls that follow each other and do not need each other."""
        last: tuple[cst.CSTNode, cst.Await, str] | None = None
        for item in block.items:
            if not isinstance(item, Write) or item.how not in {"assign", "ann"} or item.path:
                continue
            value = item.value
            if not isinstance(item.node, cst.Name) or not isinstance(value, cst.Await):
                continue
            statement = self._statement(value)
            if statement is None or not self._is_task_like(value, item):
                continue
            if last is not None and self._follows(last[0], statement):
                needed = last[2] in _names(value) or self._share(last[1], value, item)
                if not needed:
                    yield value, last[1]
            last = (statement, value, item.node.value)

    def _operands(self, block: Block) -> Iterator[tuple[cst.Await, cst.Await]]:
        """The parts of one expression: ``await f(1), await f(2)``, ``await a() - await b()``, ``g(await a(), ...)``."""
        last: tuple[cst.CSTNode, Suspend] | None = None
        reported: cst.CSTNode | None = None
        for item in block.items:
            if not isinstance(item, Suspend) or not isinstance(item.node, cst.Await) or item.how != "await":
                continue
            statement = self._small_statement(item.node)
            if statement is None or not self._is_task_like(item.node, item):
                last = None
                continue
            if last is not None and last[0] is statement and statement is not reported:
                first = last[1].node
                assert isinstance(first, cst.Await)
                bound = {
                    each.node.value
                    for each in block.items[last[1].at : item.at]
                    if isinstance(each, Write) and isinstance(each.node, cst.Name)
                }
                inside = any(each is first for each in inner_nodes(item.node))
                if not inside and not bound & _names(item.node) and not self._share(first, item.node, item):
                    reported = statement
                    yield item.node, first
            last = (statement, item)

    def _small_statement(self, node: cst.CSTNode | None) -> cst.CSTNode | None:
        while node is not None and not isinstance(
            node, (cst.BaseSmallStatement, cst.BaseCompoundStatement, cst.Lambda)
        ):
            node = self._module.parents.get(node)
        return node

    def _statement(self, node: cst.CSTNode | None) -> cst.CSTNode | None:
        while node is not None and not isinstance(node, cst.SimpleStatementLine):
            node = self._module.parents.get(node)
        return node

    def _follows(self, first: cst.CSTNode, second: cst.CSTNode) -> bool:
        """Whether one statement comes right after another."""
        around = self._module.parents.get(second)
        if around is None or around is not self._module.parents.get(first):
            return False
        if not isinstance(around, (cst.IndentedBlock, cst.Module)):
            return False
        at = next((place for place, each in enumerate(around.body) if each is second), 0)
        return at > 0 and around.body[at - 1] is first

    def _is_task_like(self, node: cst.Await, op: Op) -> bool:
        """Whether what is awaited is a call of a coroutine function of the project that does not just keep a pace."""
        call = node.expression
        if not isinstance(call, cst.Call) or last_name(call.func) in _PACES:
            return False
        values = self._module.values(call, op)
        return bool(values) and all(isinstance(value, Coroutine) for value in values)

    def _share(self, first: cst.Await, second: cst.Await, op: Op) -> bool:
        """Whether both need the same object: one that they are methods of, or a session that serves one at a time."""
        if _receiver(first) and _receiver(first) == _receiver(second) and not self._are_queries(first, second, op):
            return True
        given = [
            {
                dotted_text(arg.value)
                for arg in (node.expression.args if isinstance(node.expression, cst.Call) else ())
                if isinstance(arg.value, (cst.Name, cst.Attribute))
            }
            for node in (first, second)
        ]
        shared = given[0] & given[1]
        return any(word in name.lower() for name in shared for word in ("session", "conn", "cursor", "db", "client"))

    def _are_queries(self, first: cst.Await, second: cst.Await, op: Op) -> bool:
        """Whether one method is asked two things, and changes nothing: ``self.fetch("/a")``, ``self.fetch("/b")``."""
        one, two = first.expression, second.expression
        if not isinstance(one, cst.Call) or not isinstance(two, cst.Call) or last_name(one.func) != last_name(two.func):
            return False
        given = [[self._module.source(arg.value) for arg in call.args] for call in (one, two)]
        objects = [
            {dotted_text(arg.value) for arg in call.args if isinstance(arg.value, cst.Attribute)} for call in (one, two)
        ]
        if objects[0] & objects[1]:
            return False  # both work with what the object has
        if given[0] == given[1] or words(last_name(one.func)) & _ORDERED:
            return False
        return all(
            isinstance(value, Coroutine)
            and isinstance(value.of, (FunctionRef, Method))
            and _changes_nothing(value.of.function)
            for value in self._module.values(two, op)
        )

    def _one_by_one(self, loop: Loop) -> cst.Await | None:
        """The only await of a loop that does the same for each item, needs nothing of the turn before and keeps all."""
        node = loop.node
        if not isinstance(node, (cst.For, cst.CompFor)):
            return None
        ops = list(loop.body.ops())
        points = [op for op in ops if isinstance(op, Suspend)]
        if len(points) != 1 or not isinstance(points[0].node, cst.Await) or points[0].block is not loop.body:
            return None
        if any(isinstance(op, (Jump, Return)) for op in ops) or any(isinstance(item, With) for item in loop.body.items):
            return None
        point = points[0].node
        targets = _names(node.target)
        if not self._is_task_like(point, points[0]) or not targets & _names(point):
            return None
        if self._serves_one(point, points[0], targets):
            return None
        for op in ops:  # a name that one turn writes and the next reads: the turns depend on each other
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node.value in _names(point):
                return None
        return point

    def _serves_one(self, node: cst.Await, op: Op, targets: set[str]) -> bool:
        """Whether every turn works with the same connection or stream: it takes one command at a time."""
        call = node.expression
        if not isinstance(call, cst.Call):
            return False
        shared = [call.func.value] if isinstance(call.func, cst.Attribute) else []
        shared += [arg.value for arg in call.args if isinstance(arg.value, (cst.Name, cst.Attribute))]
        for each in shared:
            if _names(each) & targets:
                continue
            types = [
                value.type if isinstance(value.type, str) else value.type.name
                for value in self._module.values(each, op)
                if isinstance(value, Instance)
            ]
            if any(_last_word(name) in _ONE_LINE for name in (last_name(each), *types)):
                return True
            if any(name == "sqlalchemy.ext.asyncio.AsyncSession" for name in types):
                return True
        return False


def _last_word(name: str) -> str:
    """The last word of a name in whatever spelling: ``_db_conn``, ``asyncpg.Connection``, ``StreamReader``."""
    last = name.rpartition(".")[2]
    start = max((place for place, letter in enumerate(last) if letter.isupper() or letter == "_"), default=0)
    return last[start:].strip("_").lower()


def _changes_nothing(function: Function) -> bool:
    """Whether a method leaves its object alone and needs nothing of it that serves one at a time, as far as is seen."""
    if function.is_stub:
        return False
    for op in function.ops:
        node = op.node
        if isinstance(op, Write) and isinstance(node, (cst.Attribute, cst.Subscript)):
            return False
        text = dotted_text(node).lower() if isinstance(node, cst.BaseExpression) else ""
        if text.startswith(f"{function.receiver}.") and any(word in text for word in _SINGLE):
            return False
    return True


def _names(node: cst.CSTNode) -> set[str]:
    return {each.value for each in inner_nodes(node) if isinstance(each, cst.Name)}


def _receiver(node: cst.Await) -> str:
    """The object that the awaited method is called on, if any."""
    call = node.expression
    func = call.func if isinstance(call, cst.Call) else None
    return dotted_text(func.value) if isinstance(func, cst.Attribute) else ""


__all__ = ["Sequences"]

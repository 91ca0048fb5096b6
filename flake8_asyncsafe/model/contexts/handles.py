"""Handles: where a thread, task or job that was made is started, and where it is waited for.

A handle is the call that made the thing; the value of an expression knows its origin.  What is put into a list is
found again by the name of the list: ``threads.append(t)`` and ``for t in threads: t.join()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Compound, Exit, Loop, Op, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.values import Constant, Coroutine, Display, ExternalMethod, Generator, Instance
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.model.values import Value

#: methods that start what they are called on
_STARTS = frozenset({"start"})
#: methods that return when what they are called on is over
_JOINS = frozenset({"join", "result", "exception", "get", "wait", "shutdown", "wait_closed", "stop_and_join"})
#: functions that wait for what they are given
_WAITERS = frozenset(
    {
        "concurrent.futures.wait", "concurrent.futures.as_completed", "asyncio.gather", "asyncio.wait",
        "asyncio.wait_for", "asyncio.as_completed", "asyncio.wrap_future", "asyncio.shield",
    }
)  # fmt: skip
_KEEPERS = frozenset({"append", "appendleft", "add", "insert", "put"})
#: callers of callers that join are looked for so far
_DEEPEST = 4
#: starts and joins are known in so many places at most
_MOST_PLACES = 200
#: of long displays and lists of arguments so many items are looked at
_WIDEST = 8


class Handles:
    """Starts and joins of one module, by handle."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._starts: dict[cst.CSTNode, list[Op]] | None = None
        self._joins: dict[cst.CSTNode, list[Op]] = {}
        self._of_class: dict[Class, list[Call]] = {}
        self._joins_of_class: dict[Class, list[Call]] = {}
        self._kept: dict[tuple[object, str], set[cst.CSTNode]] = {}
        self._origins_of: dict[cst.BaseExpression, frozenset[cst.CSTNode]] = {}
        self._busy: set[cst.BaseExpression] = set()
        #: whether all that is kept in collections is known by now
        self._complete = False
        self._lifted: dict[tuple[frozenset[cst.CSTNode], bool], dict[Function, list[Op]]] = {}

    # -- what is found ------------------------------------------------------------------------------------------------

    def _index(self) -> dict[cst.CSTNode, list[Op]]:
        if self._starts is None:
            self._starts = {}
            calls = [call for call in self._module.calls() if isinstance(call.node.func, (cst.Attribute, cst.Name))]
            for call in calls:
                self._keep(call)
            rest: list[tuple[cst.BaseExpression, Op]] = []
            for function in self._module.functions:
                for op in function.ops:
                    if isinstance(op, Write) and isinstance(op.node, cst.Subscript) and op.value is not None:
                        self._keep_in(op.node.value, op.value, op)
                    elif isinstance(op, Suspend) and isinstance(op.node, cst.Await):
                        rest.append((op.node.expression, op))
                    elif isinstance(op, Exit):
                        rest.append((op.node.item, op))
            self._complete = True
            for expression, op in rest:
                self._add(self._joins, self.origins(expression, op), op)
            for call in calls:
                self._told(call)
        return self._starts

    def _told(self, call: Call) -> None:
        """A call that starts or joins."""
        assert self._starts is not None
        subject, method, place = called_method(call) or (call.node.func, "", call)
        if method in _STARTS:
            self._add(self._starts, self.origins(subject, place), call)
            for cls in self._classes(subject, place):
                self._of_class.setdefault(cls, []).append(call)
        elif method in _JOINS and not (method == "shutdown" and self._does_not_wait(call)):
            self._add(self._joins, self.origins(subject, place), call)
            for cls in self._classes(subject, place) if method == "join" else ():
                self._joins_of_class.setdefault(cls, []).append(call)
        if call.node.args and self._module.names_of(call.node.func, call) & _WAITERS:
            for arg in call.node.args:
                self._add(self._joins, self.origins(arg.value, call), call)

    def _does_not_wait(self, call: Call) -> bool:
        given = call.node.args[0] if call.node.args else None
        return given is not None and (
            Constant(value=False) in self._module.values(given.value, call)
            and (given.keyword is None or given.keyword.value == "wait")
        )

    def _classes(self, expression: cst.BaseExpression, op: Op) -> Iterator[Class]:
        for value in self._module.values(expression, op):
            if isinstance(value, Instance) and not isinstance(value.type, str) and value.origin is None:
                yield value.type

    @staticmethod
    def _add(to: dict[cst.CSTNode, list[Op]], origins: Iterable[cst.CSTNode], op: Op) -> None:
        for origin in origins:
            to.setdefault(origin, []).append(op)

    def _keep(self, call: Call) -> None:
        func = call.node.func
        if isinstance(func, cst.Attribute) and func.attr.value in _KEEPERS and call.node.args:
            self._keep_in(func.value, call.node.args[-1].value, call)

    def _keep_in(self, container: cst.BaseExpression, item: cst.BaseExpression, op: Op) -> None:
        key = self._key(container, op)
        if key is None:
            return
        origins = set(self.origins(item, op))
        if isinstance(item, cst.Tuple):
            origins.update(each for element in item.elements for each in self.origins(element.value, op))
        if origins:
            self._kept.setdefault(key, set()).update(origins)

    def _key(self, expression: cst.BaseExpression, op: Op) -> tuple[object, str] | None:
        """What tells containers apart: a variable of a scope, an attribute of the objects of a class."""
        while isinstance(expression, (cst.Subscript, cst.Call)):
            expression = expression.value if isinstance(expression, cst.Subscript) else expression.func
            if isinstance(expression, cst.Attribute) and expression.attr.value in {"values", "items", "copy", "pop"}:
                expression = expression.value
        path = dotted_text(expression)
        root, _, rest = path.partition(".")
        if not path:
            return None
        function = op.function
        while (
            rest and function.parent is not None and function.receiver != root and root not in function.scope.bindings
        ):
            function = function.parent
        if rest and function.receiver == root:
            return function.owner, rest
        scope = op.block.scope.lookup(root)
        return (scope, path) if scope is not None else None

    def origins(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> frozenset[cst.CSTNode]:
        """The calls that made what an expression is, or what the collection that it is holds."""
        memo = self._origins_of.get(expression)
        if memo is not None:
            return memo
        if depth > _DEEPEST or expression in self._busy:
            return frozenset()
        self._busy.add(expression)
        try:
            found = frozenset(self._find_origins(expression, op, depth + 1))
        finally:
            self._busy.discard(expression)
        if depth == 0 and self._complete:
            self._origins_of[expression] = found
        return found

    def _find_origins(self, expression: cst.BaseExpression, op: Op, depth: int) -> Iterator[cst.CSTNode]:
        if isinstance(expression, cst.Call):
            yield expression
            names = self._module.names_of(expression.func, op) if expression.args else frozenset()
            if names & _WAITERS or any(name.startswith("builtins.") for name in names):
                for arg in expression.args[:_WIDEST]:
                    yield from self.origins(arg.value, op, depth)
        elif isinstance(expression, (cst.List, cst.Tuple, cst.Set)):
            for element in expression.elements[:_WIDEST]:
                yield from self.origins(element.value, op, depth)
        elif isinstance(expression, (cst.ListComp, cst.GeneratorExp, cst.SetComp)):
            yield from self.origins(expression.elt, op, depth)
        elif not isinstance(expression, (cst.Name, cst.Attribute, cst.Subscript, cst.Await, cst.IfExp)):
            return
        for value in self._module.values(expression, op):
            yield from self._of_value(value, op, depth)
        if isinstance(expression, (cst.Name, cst.Attribute, cst.Subscript)):
            key = self._key(expression, op)
            if key is not None:
                yield from self._kept.get(key, ())
        if isinstance(expression, cst.Name):
            scope = op.block.scope.lookup(expression.value)
            for write in scope.bindings.get(expression.value, ())[:_WIDEST] if scope is not None else ():
                if write.how == "for" and write.value is not None:
                    yield from self.origins(write.value, write, depth)

    def _of_value(self, value: Value, op: Op, depth: int) -> Iterator[cst.CSTNode]:
        if isinstance(value, Instance):
            if value.origin is not None:
                yield value.origin
            for element in value.element[:_WIDEST]:
                if isinstance(element, Instance) and element.origin is not None:
                    yield element.origin
        elif isinstance(value, (Coroutine, Generator)):
            yield value.node
        elif isinstance(value, Display):
            yield from self.origins(value.node, op, depth)
        elif isinstance(value, ExternalMethod) and value.receiver.origin is not None:
            yield value.receiver.origin

    def kept(self, expression: cst.BaseExpression, op: Op) -> frozenset[cst.CSTNode]:
        """Like `origins`, once all that is put into collections is known."""
        self._index()
        return self.origins(expression, op)

    # -- what is asked ------------------------------------------------------------------------------------------------

    def starts(self, handle: cst.CSTNode, cls: Class | None = None) -> list[Op]:
        """The operations that start what a call made (nothing: it runs from when it was made, or is not seen)."""
        found = list(self._index().get(handle, ()))
        if cls is not None:
            found += self._of_class.get(cls, ())
        return found

    def joins(self, handle: cst.CSTNode) -> list[Op]:
        """The operations that wait for the end of what a call made."""
        self._index()
        return self._joins.get(handle, [])

    def started_in(self, cls: Class) -> list[Call]:
        """The calls of ``start`` on an object of a class whose making is not in sight: ``self.start()``."""
        self._index()
        return self._of_class.get(cls, [])

    def joined_in(self, cls: Class) -> list[Call]:
        """The same for calls of ``join``."""
        self._index()
        return self._joins_of_class.get(cls, [])

    def everywhere(
        self, ops: Iterable[Op], handles: frozenset[cst.CSTNode], *, joins: bool
    ) -> dict[Function, list[Op]]:
        """Operations by function, with the calls that lead to them: to call a function that starts a thread starts it.

        A function that joins on some of its ways only does not join for its callers.
        """
        key = (handles, joins)
        known = self._lifted.get(key)
        if known is not None:
            return known
        found: dict[Function, list[Op]] = {}
        todo = [(op, 0) for op in ops]
        seen: set[Op] = set()
        while todo and len(seen) < _MOST_PLACES:
            op, depth = todo.pop()
            if op in seen:
                continue
            seen.add(op)
            function = op.function
            found.setdefault(function, []).append(op)
            if depth >= _DEEPEST or (joins and lifted(op)[0] is not function.body):
                continue
            for caller, edge in self._module.graph.callers(function):
                if not caller.is_stub and not function.is_generator:
                    todo.append((edge.op, depth + 1))
        self._lifted[key] = found
        return found


def lifted(op: Op) -> tuple[Block, int]:
    """(block, index) from where on an operation has certainly happened, on the usual ways.

    Loops over what is to be joined run, with and try blocks are gone through, ``if t.is_alive(): t.join()`` asks for
    that very thread.
    """
    block = op.block
    while isinstance(block.owner, Compound) and _goes_through(block.owner, block, op):
        block = block.owner.block
    return block, op.index


def _goes_through(owner: Compound, block: Block, op: Op) -> bool:
    if isinstance(owner, With):
        return True
    if isinstance(owner, Loop):
        return owner.kind != "while"
    if isinstance(owner, Try):
        return block in {owner.body, owner.final, owner.orelse}
    return isinstance(owner, Branch) and owner.kind == "if" and _asks_for(owner, block, op)


def _asks_for(branch: Branch, block: Block, op: Op) -> bool:
    func = op.node.func if isinstance(op, Call) else None
    subject = dotted_text(func.value) if isinstance(func, cst.Attribute) else ""
    if not subject or len(branch.arms) != 1 or branch.arms[0][1] is not block:
        return False
    test = branch.tests[0]
    return any(isinstance(node, (cst.Name, cst.Attribute)) and dotted_text(node) == subject for node in nodes(test))


def is_behind(op: Op, earlier: Op) -> bool:
    """Whether ``earlier`` has certainly happened before ``op``, of the same function, on the usual ways."""
    if earlier.index >= op.index:
        return False
    block, _ = lifted(earlier)
    blocks = {op.block, *(compound.block for compound, _ in enclosing(op.block))}
    return block in blocks


def loops_around(op: Op) -> list[Loop]:
    """The loops that an operation stands in the turns of, innermost first."""
    return [
        compound
        for compound, block in enclosing(op.block)
        if isinstance(compound, Loop)
        and (block is compound.body or (block is compound.head and compound.kind == "while"))
    ]

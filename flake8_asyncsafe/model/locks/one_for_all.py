"""Locks under which it is right to wait for something slow: one does it, and all who want the lock need the outcome.

``if self._token is None: self._token = fetch()``: others could do nothing but wait for that, or do it as well.  And a
lock out of a table (``self._locks[key]``) stops only the few who want the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read, Write
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.values import FunctionRef, Instance, Method
from flake8_asyncsafe.syntax.walk import parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.critical import Held
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function


class OneForAll:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def is_of_many(self, held: Held) -> bool:
        """Whether a lock is one of a table, or made by the function for itself: it stops few others, or none."""
        lock = held.lock
        if not lock.single:
            return True
        root = lock.path.root
        scope = root[1] if root[0] == "local" else None
        if not isinstance(scope, Scope):
            return root[0] == "fresh"
        for write in scope.bindings.get(str(root[2]), ()):
            if isinstance(write.value, (cst.Subscript, cst.Call)) or write.how in {"for", "with"}:
                values = self._module.evaluator.bound(write)
                made = any(isinstance(value, Instance) and value.origin is write.value for value in values)
                looked_up = last_name(write.value.func) if isinstance(write.value, cst.Call) else "get"
                if not made or looked_up in {"get", "setdefault"}:
                    return not isinstance(write.value, cst.Call) or bool(write.value.args)
        return False

    def covers(self, held: Held | None, op: Op, chain: tuple[Function, ...]) -> bool:
        """Whether the task fetches what all others wait for, unless somebody has done so: they have to wait for it.

        Control gets to ``op`` then only by a test, under the lock, of state that is stored later on, here or by a
        helper.
        """
        asked: set[str] = set()
        for branch, test, _ in required(op):
            start = min((each.index for tested, _ in branch.arms for each in tested.ops()), default=op.index)
            if held is None or start > held.op.index:
                asked.update(self._state_in(test, op, 0))
        if not asked:
            return False
        for function in self._run_by(chain):
            after = op.index if function is op.function else -1
            for each in function.ops:
                if isinstance(each, Write) and each.index > after and self._stored(each) in asked:
                    return True
        return False

    def _run_by(self, chain: tuple[Function, ...]) -> Iterator[Function]:
        """The functions of a chain of calls, and those that they call: some of them keep the outcome."""
        seen = dict.fromkeys(chain)
        yield from seen
        for function in chain:
            for edge in self._module.graph.edges(function) if not function.is_stub else ():
                if edge.callee not in seen:
                    seen[edge.callee] = None
                    yield edge.callee

    def _stored(self, op: Write) -> str:
        """The state that a write stores, also under a fixed key (``self._prefs["token"] = ...``)."""
        node = op.node
        if isinstance(node, cst.Subscript) and len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index):
            index = node.slice[0].slice.value
            if isinstance(index, cst.SimpleString) or (isinstance(index, cst.Name) and index.value.isupper()):
                node = node.value
        return self._key(node, op)

    def _state_in(self, test: cst.BaseExpression, op: Op, depth: int) -> Iterator[str]:
        """The attributes of self and globals that a test looks at, also by methods and properties of the object."""
        todo: list[cst.CSTNode] = [test]
        while todo:
            node = todo.pop()
            if isinstance(node, cst.BaseExpression):
                key = self._key(node, op)
                if key:
                    yield key
                    yield from self._asked_by(node, op, depth)
                    continue
            todo += parts(node)

    def _asked_by(self, node: cst.BaseExpression, op: Op, depth: int) -> Iterator[str]:
        """What a method or property looks at: ``if self.expired():``."""
        for value in self._module.values(node, op) if depth < 2 else ():
            if isinstance(value, (FunctionRef, Method)):
                yield from self._looked_at(value.function, depth)
        if isinstance(node, cst.Attribute) and depth < 2 and op.function.owner is not None:
            found = self._module.classes.method(op.function.owner, node.attr.value)
            if found is not None and found.decorators:
                yield from self._looked_at(found, depth)

    def _looked_at(self, function: Function, depth: int) -> Iterator[str]:
        if depth:
            for each in function.returns:
                if each.value is not None:
                    yield from self._state_in(each.value, each, depth + 1)
            return
        for op in function.ops:
            if isinstance(op, Read) and isinstance(op.node, cst.BaseExpression):
                yield from self._state_in(op.node, op, depth + 1)

    @staticmethod
    def _key(node: cst.CSTNode, op: Op) -> str:
        """An attribute of self ("self.name"), a global or a variable of an enclosing function; "" for others."""
        text = dotted_text(node) if isinstance(node, (cst.Name, cst.Attribute)) else ""
        root, _, rest = text.partition(".")
        if not root:
            return ""
        if root == op.function.receiver:
            return f"self.{rest.partition('.')[0]}" if rest else ""
        scope = op.block.scope.lookup(root)
        outer = scope is not None and scope.function is not op.function
        return text.partition(".")[0] if outer else ""


__all__ = ["OneForAll"]

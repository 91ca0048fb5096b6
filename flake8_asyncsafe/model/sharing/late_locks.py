"""Locks of threads that are made by whoever first needs them, with nothing that keeps two from doing so at once.

Both see that there is none, both make one, and the one who is first goes on with a lock that nobody else will ever
take.  That threads come here at the same time needs no proof: it is what the lock is for.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Try, Write, enclosing
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.ordering.contended import is_called_with_lock
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.sharing.misplaced import MAKES, MisplacedLocks
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_LOCAL = "threading.local"
_DEEPEST = 3
#: what is raised where something is not there
_MISSING = frozenset({"AttributeError", "KeyError", "NameError"})


class LateLocks:
    """Finds them in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._misplaced = module.ask(MisplacedLocks)

    def found(self) -> Iterator[tuple[Write, str]]:
        """(write, lock) for each lock that is made where it is first needed."""
        critical = self._module.critical
        if not critical.any_locks:
            return
        for function in self._module.functions:
            if function.kind != "function" or function.is_async or function.name in MAKES:
                continue
            for op in function.ops:
                if not isinstance(op, Write) or self._module.locks.made(op) != {LockKind.THREAD}:
                    continue
                if self._is_lasting(op) and self._is_late(op):
                    held = critical.held(op).may or is_called_with_lock(function, self._module)
                    if not held and not self._is_alone(function, 0) and function.owner not in self._of_one_thread:
                        yield op, self._module.source(op.node)

    @cached_property
    def _of_one_thread(self) -> frozenset[Class]:
        """The classes of objects that are kept in a `threading.local`: each thread has one of its own."""
        classes = self._module.classes
        return frozenset(
            value.type
            for cls in self._module.lowering.classes
            if _LOCAL in classes.external_bases(cls)
            for name in (*cls.attributes, *cls.scope.bindings)
            for value in self._module.evaluator.members.attribute(Instance(cls), name)
            if isinstance(value, Instance) and isinstance(value.type, Class)
        )

    def _is_lasting(self, op: Write) -> bool:
        """Whether what is bound outlives the function: a global, an attribute, an item of either."""
        node = op.node
        if not isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
            return False
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            return scope is not None and scope.parent is None
        path, _ = self._module.locks.path(node, op)
        return path.root[0] in {"self", "class", "global"}

    def _is_late(self, op: Write) -> bool:
        """Whether it is made only if there is none: after a look at it, or where that look raised."""
        assert isinstance(op.node, cst.BaseExpression)
        holder = op.node.value if isinstance(op.node, cst.Subscript) else op.node
        name = last_name(holder)
        source = self._module.source
        for _, test, truth in required(op):
            if self._asks_for_attribute(test, name, truth=truth):
                return True
            if name in source(test) and says_absent(test, truth=truth):
                return True
        text = dotted_text(holder)
        for compound, block in enclosing(op.block):
            if not isinstance(compound, Try):
                continue
            for handler in compound.handlers:
                if handler.block is block and handler.type is not None and source(handler.type) in _MISSING:
                    return any(text in source(each.node) for each in compound.body.ops() if text)
        return False

    @staticmethod
    def _asks_for_attribute(test: cst.BaseExpression, name: str, *, truth: bool) -> bool:
        """``if not hasattr(self, "_lock")``."""
        while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test, truth = test.expression, not truth
        if not isinstance(test, cst.Call) or last_name(test.func) != "hasattr" or len(test.args) != 2 or truth:
            return False
        asked = test.args[1].value
        return isinstance(asked, cst.SimpleString) and asked.evaluated_value == name

    def _is_alone(self, function: Function, depth: int) -> bool:
        """Whether nobody else is there yet: at import, after a fork, in what only constructors call."""
        callers = [caller for caller, _ in self._module.graph.callers(function)]
        if callers and all(caller.kind == "module" for caller in callers):
            return True
        if not function.name.startswith("_") and callers:
            return False  # others call it as well
        if not callers:
            return self._misplaced.is_fresh(function)
        return depth < _DEEPEST and all(
            caller.name in MAKES or caller.kind == "module" or self._is_alone(caller, depth + 1) for caller in callers
        )

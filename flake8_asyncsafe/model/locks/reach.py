"""Who can reach a lock: is it made anew on each use, and does it ever leave the function that makes it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Block, Loop, Op, Read, enclosing
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.values import FunctionRef, Instance, Method

if TYPE_CHECKING:
    from flake8_asyncsafe.model.locks.identity import Lock, Locks
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: decorators of helpers that run on every call or access
_PLAIN = frozenset({"staticmethod", "classmethod", "property", "override", "final"})
_DEEPEST = 6


class LockReach:
    """Questions about where the locks of one module can be seen."""

    def __init__(self, module: Module, locks: Locks) -> None:
        self._module = module
        self._locks = locks

    def is_fresh(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> bool:
        """Whether evaluating ``expression`` makes a new object each time: a constructor, a helper that returns one."""
        if depth > _DEEPEST:
            return False
        if isinstance(expression, cst.IfExp):
            return self.is_fresh(expression.body, op, depth + 1) and self.is_fresh(expression.orelse, op, depth + 1)
        if isinstance(expression, cst.Name):
            return depth > 0 and self._is_fresh_local(expression.value, op, depth)
        values = self._module.values(expression, op)
        if not values or not all(isinstance(value, Instance) and value.origin is not None for value in values):
            return False
        if isinstance(expression, cst.Call):
            if all(isinstance(value, Instance) and value.origin is expression for value in values):
                return not self._looks_up(expression)
            targets = self._module.evaluator.calls.targets(expression, op)
            if not all(isinstance(target, (FunctionRef, Method)) for target in targets):
                return False
            makers = [target.function for target in targets if isinstance(target, (FunctionRef, Method))]
        elif isinstance(expression, cst.Attribute):
            edges = self._module.graph.edges(op.function)
            makers = [edge.callee for edge in edges if edge.how == "property" and edge.node is expression]
        else:
            return False
        return bool(makers) and all(self.makes_anew(maker, depth) for maker in makers)

    def _is_fresh_local(self, name: str, op: Op, depth: int) -> bool:
        """Whether what a helper returns by a local name was made by it and is not kept anywhere."""
        function = op.function
        writes = function.scope.bindings.get(name, [])
        if len(writes) != 1 or writes[0].value is None or writes[0].path or writes[0].how not in {"assign", "ann"}:
            return False
        if len(self._module.use(writes[0].value).targets) != 1 or name in function.scope.declared:
            return False
        for read in function.scope.read_anywhere(name):
            if read.function is not function:
                return False
            returned = isinstance(read.node, cst.Name) and self._module.use(read.node).kind == "returned"
            if not returned and self._reads_to(function, read, depth) is None:
                return False
        return self.is_fresh(writes[0].value, writes[0], depth + 1)

    @staticmethod
    def _looks_up(call: cst.Call) -> bool:
        return isinstance(call.func, cst.Attribute) and call.func.attr.value in {"get", "setdefault", "pop", "values"}

    def makes_anew(self, maker: Function, depth: int = 0) -> bool:
        """Whether each call of a function makes a new object, and gives that."""
        if maker.is_stub:
            return self._module.outside.makes_anew(maker)
        if any(name.rpartition(".")[2] not in _PLAIN for name in decorator_names(maker)) or maker.is_generator:
            return False
        return bool(maker.returns) and all(
            each.value is not None and self.is_fresh(each.value, each, depth + 1) for each in maker.returns
        )

    def standalone(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether a lock is its own: not a condition built on another lock."""
        for value in self._module.values(expression, op):
            if isinstance(value, Instance) and value.origin is not None:
                traits = self._locks.traits(value)
                if traits is not None and traits.wraps_lock and argument(value.origin, "lock", 0) is not None:
                    return False
        return True

    def is_handed_out(self, lock: Lock) -> bool:
        """Whether a lock in a local variable has been given to somebody else."""
        root = lock.path.root
        scope, name = (root[1], root[2]) if root[0] == "local" and not lock.path.steps else (None, None)
        if not isinstance(scope, Scope) or scope.function is None or not isinstance(name, str):
            return False
        return self._taken_here(scope.function, name, 0) is None

    def stays_local(self, function: Function, name: str) -> bool:
        """Whether a local lock is taken by the function itself, and nothing else can ever see it."""
        taken = self._taken_here(function, name, 0)
        if taken is False:  # `with (lock := Lock()):` reads nothing
            parents = self._module.parents
            return any(
                isinstance(parents.get(parents[w.node]), cst.WithItem)
                for w in function.scope.bindings[name]
                if w.node in parents
            )
        return bool(taken)

    def _taken_here(self, function: Function, name: str, depth: int) -> bool | None:
        """Whether the function takes a local lock, also under another local name; None if it may get out."""
        taken = False
        for read in function.scope.read_anywhere(name) if depth < _DEEPEST else ():
            if (
                read.function is not function
                or read.block.scope.lookup(name) is not function.scope
                or _is_lazy(read.block)
            ):
                return None
            here = self._reads_to(function, read, depth)
            if here is None:
                return None
            taken = taken or here
        return taken

    def _reads_to(self, function: Function, read: Read, depth: int) -> bool | None:
        node = read.node
        parent = self._module.parents.get(node)
        if isinstance(node, cst.Attribute):
            called = isinstance(node.value, cst.Name) and isinstance(parent, cst.Call) and parent.func is node
            return node.attr.value in {"acquire", "acquire_nowait"} if called else None
        if isinstance(parent, cst.WithItem):
            return True
        if not isinstance(node, cst.Name):
            return None
        value: cst.BaseExpression = node
        if isinstance(parent, cst.Arg):  # `Condition(lock)` is that lock
            outer = self._module.parents.get(parent)
            if not isinstance(outer, cst.Call) or not self._wraps(outer, read):
                return None
            value = outer
        use = self._module.use(value)
        if use.kind == "context":
            return True
        target = use.targets[0] if use.kind == "bound" and len(use.targets) == 1 else None
        if not isinstance(target, cst.Name):
            return None
        write = self._module.write_of(target)
        if write is None or write.block.scope is not function.scope or target.value in function.scope.declared:
            return None
        return self._taken_here(function, target.value, depth + 1)

    def _wraps(self, call: cst.Call, op: Op) -> bool:
        values = self._module.values(call, op)
        return bool(values) and all(
            (traits := self._locks.traits(value)) is not None and traits.wraps_lock for value in values
        )


def _is_lazy(block: Block) -> bool:
    """Whether a block is run later, by whoever iterates over a generator expression."""
    return any(isinstance(compound, Loop) and compound.kind == "generator" for compound, _ in enclosing(block))

"""What a test reads, and whether it comes out the same as long as that is not changed.

A steady expression is made of names, attributes, constants, comparisons and of calls that only look (``len(x)``,
``event.is_set()``, ``task.done()``, properties and methods of this module that compute from attributes).  Anything
else has reasons of its own to change: the clock, an iterator, a call of unknown code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Block, Call, Op, Read, Return, Try, With, Write, enclosing
from flake8_asyncsafe.model.progress.changes import only_looks
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    Constant,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Value,
)
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop

_DEEPEST = 5

Reads = frozenset[str]
_NONE: Reads = frozenset()


class Steady:
    """Answers for the tests of one loop: names that the loop itself binds are followed to what they are bound to."""

    def __init__(self, module: Module, ops: Iterable[Op], loop: Loop | None = None, depth: int = 0) -> None:
        """``ops`` are those of the loop; of a helper's whole body where ``loop`` is None."""
        self._module = module
        self._loop = loop
        self._ops: dict[cst.CSTNode, Op] = {op.node: op for op in ops}
        self._anchor: Op | None = next(iter(self._ops.values()), None)
        self._bound: dict[str, list[Write]] = {}
        for op in self._ops.values() if loop is not None else ():
            if isinstance(op, Write) and isinstance(op.node, cst.Name):
                self._bound.setdefault(op.node.value, []).append(op)
        self._before: dict[Block, int] = {}
        self._depth = depth

    def reads(self, expression: cst.BaseExpression, block: Block, at: int) -> Reads | None:
        """The dotted names that decide what ``expression`` is; None if it may change by itself.

        It is evaluated in ``block``, at place ``at`` of it.
        """
        self._before = {block: at}
        for compound, _ in enclosing(block):
            if compound is self._loop:
                break
            self._before[compound.block] = compound.at
        return self._reads(expression, frozenset())

    def within(self, node: cst.BaseExpression) -> Reads | None:
        """The names that a part of the helper's body reads; None if it may change by itself."""
        return self._reads(node, frozenset())

    def _all(self, expressions: list[cst.BaseExpression | None], own: frozenset[str]) -> Reads | None:
        found: set[str] = set()
        for each in expressions:
            if each is None:
                continue
            reads = self._reads(each, own)
            if reads is None:
                return None
            found |= reads
        return frozenset(found)

    def _reads(self, node: cst.BaseExpression, own: frozenset[str]) -> Reads | None:
        self._depth += 1
        try:
            return self._look(node, own) if self._depth <= _DEEPEST * 4 else None
        finally:
            self._depth -= 1

    def _look(self, node: cst.BaseExpression, own: frozenset[str]) -> Reads | None:
        if isinstance(node, (cst.BaseNumber, cst.SimpleString)):
            return _NONE
        if isinstance(node, (cst.Name, cst.Attribute)):
            return self._path(node, own)
        if isinstance(node, cst.Call):
            return self._call(node, own)
        if isinstance(node, cst.Subscript):
            inside = [each.slice.value for each in node.slice if isinstance(each.slice, cst.Index)]
            return (
                self._all([node.value, *inside], own)
                if len(inside) == len(node.slice)
                else self._reads(node.value, own)
            )
        if isinstance(node, cst.Comparison):
            return self._all([node.left, *(target.comparator for target in node.comparisons)], own)
        if isinstance(node, (cst.BooleanOperation, cst.BinaryOperation)):
            return self._all([node.left, node.right], own)
        if isinstance(node, cst.UnaryOperation):
            return self._reads(node.expression, own)
        if isinstance(node, cst.IfExp):
            return self._all([node.test, node.body, node.orelse], own)
        if isinstance(node, cst.NamedExpr):
            return self._reads(node.value, own)
        if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
            return self._all([each.value for each in node.elements], own)
        if isinstance(node, (cst.GeneratorExp, cst.ListComp, cst.SetComp)):
            return self._comprehension(node, own)
        return None

    def _comprehension(self, node: cst.GeneratorExp | cst.ListComp | cst.SetComp, own: frozenset[str]) -> Reads | None:
        clause: cst.CompFor | None = node.for_in
        parts: list[cst.BaseExpression | None] = []
        while clause is not None:
            if clause.asynchronous is not None:
                return None
            parts.append(clause.iter)
            names = [clause.target] if isinstance(clause.target, cst.Name) else []
            if isinstance(clause.target, cst.Tuple):
                names = [each.value for each in clause.target.elements if isinstance(each.value, cst.Name)]
            own |= {name.value for name in names}
            parts += [test.test for test in clause.ifs]
            clause = clause.inner_for_in
        return self._all([*parts, node.elt], own)

    # -- names --------------------------------------------------------------------------------------------------------

    def _path(self, node: cst.Name | cst.Attribute, own: frozenset[str]) -> Reads | None:
        path = dotted_text(node)
        if not path:
            inner = node.value if isinstance(node, cst.Attribute) else None
            return self._reads(inner, own) if inner is not None else None
        root = path.partition(".")[0]
        if root in {"True", "False", "None"} or root in own:
            return _NONE
        writes = self._bound.get(root)
        if writes:
            return self._bound_in_loop(path, root, writes, own)
        if isinstance(node, cst.Attribute):
            computed = self._property(node, own)
            if computed is not False:
                return computed
        return frozenset({path})

    def _bound_in_loop(self, path: str, root: str, writes: list[Write], own: frozenset[str]) -> Reads | None:
        """A local that each turn first binds to the same steady expression is what that expression is."""
        write = writes[0]
        is_plain = len(writes) == 1 and path == root and not write.path and write.how in {"assign", "ann", "walrus"}
        if is_plain and write.value is not None and self._comes_first(write) and not _mentions(write.value, root):
            return self._reads(write.value, own)
        return frozenset({path})

    def _comes_first(self, write: Write) -> bool:
        """Whether every way to the test passes a write: it stands in front, also in a with or try."""
        block, at = write.block, write.at
        while block not in self._before:
            owner = block.owner
            if not isinstance(owner, (With, Try)) or block is not owner.body:
                return False
            block, at = owner.block, owner.at
        return self._before[block] > at

    def _property(self, node: cst.Attribute, own: frozenset[str]) -> Reads | Literal[False] | None:
        """What a property of this module reads; False if the attribute is none."""
        del own
        op = self._anchor
        if op is None or not self._module.graph.may_be_property(node.attr.value):
            return False
        for value in self._module.values(node.value, op):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                method = self._module.classes.method(value.type, node.attr.value)
                if method is not None and is_property(method):
                    return self._inside(method, dotted_text(node.value))
        return False

    # -- calls --------------------------------------------------------------------------------------------------------

    def _call(self, node: cst.Call, own: frozenset[str]) -> Reads | None:
        op = self._ops.get(node)
        if not isinstance(op, Call):
            return None
        arguments = [arg.value for arg in node.args]
        receiver = node.func.value if isinstance(node.func, cst.Attribute) else None
        found: set[str] = set()
        targets = self._module.evaluator.calls.targets(node, op)
        if (
            targets
            and all(self._is_text(value, op) for value in ([receiver] if receiver is not None else []))
            and receiver is not None
        ):
            return self._all([receiver, *arguments], own)
        for target in targets:
            reads = self._target(target, node, receiver, arguments, own)
            if reads is None:
                return None
            found |= reads
        return frozenset(found) if targets else None

    def _target(
        self,
        target: Value,
        node: cst.Call,
        receiver: cst.BaseExpression | None,
        arguments: list[cst.BaseExpression],
        own: frozenset[str],
    ) -> Reads | None:
        if only_looks(target):
            return self._all([receiver if isinstance(target, ExternalMethod) else None, *arguments], own)
        if (
            isinstance(target, (FunctionRef, Method))
            and not target.function.is_async
            and not target.function.is_generator
        ):
            inside = self._inside(target.function, dotted_text(receiver) if receiver is not None else "")
            given = self._all([*arguments], own)
            return inside | given if inside is not None and given is not None else None
        del node
        return None

    def _is_text(self, receiver: cst.BaseExpression, op: Op) -> bool:
        values = self._module.values(receiver, op)
        return bool(values) and all(
            (isinstance(value, Constant) and isinstance(value.value, (str, bytes)))
            or (isinstance(value, Instance) and value.type in {"builtins.str", "builtins.bytes", "builtins.int"})
            for value in values
        )

    def _inside(self, function: Function, receiver: str) -> Reads | None:
        """What a plain helper reads, in the caller's words: a body that only computes from attributes of its object."""
        if self._depth > _DEEPEST * 2 or function.suspends or function.is_stub:
            return None
        params = set(function.parameter_names())
        found: set[str] = set()
        inner = Steady(self._module, function.ops, depth=self._depth + _DEEPEST)
        for op in function.ops:
            if isinstance(op, Write) and op.how != "param":
                return None
            node = op.value if isinstance(op, Return) else op.node
            if isinstance(op, Call) or (isinstance(op, (Read, Return)) and isinstance(node, (cst.Name, cst.Attribute))):
                assert isinstance(node, cst.BaseExpression)
                reads = inner.within(node)
                if reads is None:
                    return None
                found |= reads
        return frozenset(self._outside(path, function, receiver, params) for path in found) - {""}

    @staticmethod
    def _outside(path: str, function: Function, receiver: str, params: set[str]) -> str:
        root, dot, rest = path.partition(".")
        if root == function.receiver:
            return f"{receiver}{dot}{rest}" if receiver else ""
        return "" if root in params else path


def _mentions(node: cst.BaseExpression, name: str) -> bool:
    return any(isinstance(each, cst.Name) and each.value == name for each in inner_nodes(node))

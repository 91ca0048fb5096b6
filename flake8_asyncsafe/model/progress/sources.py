"""What a ``for`` gets its elements from: if that is empty, the loop has no turn, whatever is filtered on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Op, Write
from flake8_asyncsafe.model.values import Display, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop
    from flake8_asyncsafe.model.scopes import Function

_COPIES = frozenset({"list", "tuple", "set", "sorted", "reversed", "enumerate", "iter"})
_VIEWS = frozenset({"items", "keys", "values", "copy"})
_DICTS = frozenset(
    {"builtins.dict", "collections.OrderedDict", "collections.defaultdict", "collections.Counter", "builtins.set"}
)
_DEEPEST = 6


class Sources:
    """Answers for the ``for`` loops in one loop."""

    def __init__(self, module: Module, around: Loop) -> None:
        self._module = module
        self._around = around

    def of(self, item: Loop) -> cst.BaseExpression:
        """The collection that a ``for`` goes over, as far as it can be followed: perhaps in a helper of ``self``."""
        assert isinstance(item.node, cst.For)
        anchor = next(item.head.ops(), None)
        return self._follow(item.node.iter, item, anchor, 0) if anchor is not None else item.node.iter

    def _follow(self, node: cst.BaseExpression, item: Loop | None, op: Op, depth: int) -> cst.BaseExpression:
        """``item`` is the loop, while we are in the function that it stands in."""
        if depth > _DEEPEST:
            return node
        inner: cst.BaseExpression | None = None
        if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)):
            inner = node.for_in.iter if node.for_in.asynchronous is None else None
        elif isinstance(node, cst.Name) and item is not None:
            inner = self._bound(node.value, item)
        elif isinstance(node, cst.Call):
            func = node.func
            if isinstance(func, cst.Name) and func.value in _COPIES and node.args and not node.args[0].star:
                others = [arg for arg in node.args[1:] if arg.keyword is None]
                inner = node.args[0].value if not others else None
            elif isinstance(func, cst.Attribute) and func.attr.value in _VIEWS and not node.args:
                inner = func.value if self._is_table(func.value, op) else None
            else:
                return self._in_helper(node, depth) or node
        return self._follow(inner, item, op, depth + 1) if inner is not None else node

    def _bound(self, name: str, item: Loop) -> cst.BaseExpression | None:
        """What each turn binds a name to in front of the loop, and nothing else does, if that has to be computed."""
        writes = [
            op
            for op in self._around.body.ops()
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node.value == name
        ]
        if len(writes) != 1 or writes[0].block is not item.block or writes[0].at > item.at or writes[0].path:
            return None
        value = writes[0].value if writes[0].how in {"assign", "ann"} else None
        return value if isinstance(value, (cst.Call, cst.ListComp, cst.SetComp, cst.DictComp)) else None

    def _is_table(self, node: cst.BaseExpression, op: Op) -> bool:
        values = self._module.values(node, op)
        return bool(values) and all(
            (isinstance(value, Instance) and value.type in _DICTS)
            or (isinstance(value, Display) and isinstance(value.node, (cst.Dict, cst.DictComp)))
            for value in values
        )

    def _in_helper(self, node: cst.Call, depth: int) -> cst.BaseExpression | None:
        """What a method of the same object that only returns a selection selects from: an attribute of the object."""
        call = self._module.call_at(node)
        receiver = dotted_text(node.func.value) if isinstance(node.func, cst.Attribute) else ""
        targets = self._module.targets(call) if call is not None and receiver else ()
        if len(targets) != 1 or not isinstance(targets[0], (FunctionRef, Method)):
            return None
        function = targets[0].function
        returned = _only_return(function)
        if returned is None or function.is_async or function.is_generator or function.receiver != receiver:
            return None
        anchor = next(iter(function.ops), None)
        found = self._follow(returned, None, anchor, depth + 1) if anchor is not None else returned
        if found is returned and not isinstance(found, cst.Attribute):
            return None
        return found if dotted_text(found).startswith(f"{receiver}.") else None


def _only_return(function: Function) -> cst.BaseExpression | None:
    """The value of the only statement of a function, a docstring aside."""
    body = function.node.body if isinstance(function.node, cst.FunctionDef) else None
    if function.is_stub or not isinstance(body, cst.IndentedBlock):
        return None
    lines = [line for line in body.body if not _is_docstring(line)]
    if len(lines) != 1 or not isinstance(lines[0], cst.SimpleStatementLine) or len(lines[0].body) != 1:
        return None
    statement = lines[0].body[0]
    return statement.value if isinstance(statement, cst.Return) else None


def _is_docstring(line: cst.CSTNode) -> bool:
    first = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return isinstance(first, cst.Expr) and isinstance(first.value, (cst.SimpleString, cst.ConcatenatedString))


__all__ = ["Sources"]

"""Thread-local state: where it is read and written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.ops import Call, Read, Write
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function

_LOCAL = "threading.local"
#: what the name of one says that another module has made
_SAYING = ("local", "tls", "per_thread", "thread")
_BY_NAME = frozenset({"builtins.getattr", "builtins.setattr", "builtins.hasattr", "builtins.delattr"})


@dataclass(frozen=True, slots=True)
class Access:
    """At ``op`` the attribute ``name`` of the thread-local object ``holder`` is read or written."""

    op: Op
    node: cst.CSTNode
    holder: cst.BaseExpression
    name: str
    writes: bool


class ThreadLocals:
    """The accesses to thread-local state in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._classes: dict[Class, bool] = {}
        self._setters: dict[Function, Access | None] = {}

    def accesses(self, function: Function) -> Iterator[Access]:
        """Each access in a function's own body."""
        if not self._is_relevant:
            return
        for op in function.ops:
            if isinstance(op, Call):
                yield from self._by_name(op)
            elif isinstance(op, (Read, Write)):
                node = op.node
                while isinstance(node, (cst.Attribute, cst.Subscript)):
                    here = isinstance(op, Write) and node is op.node
                    if isinstance(node, cst.Attribute) and self.is_local(node.value, op, imported=here):
                        yield Access(op, node, node.value, node.attr.value, here)
                        break
                    node = node.value

    def set_by_helpers(self, function: Function) -> Iterator[tuple[cst.CSTNode, Access]]:
        """(call, access) for calls in a coroutine of plain functions that keep what they are given for the thread.

        Only where the coroutine is suspended behind it: until then no other task sees it.
        """
        last = max((each.index for each in function.suspends if not each.lazy), default=-1)
        if not self._is_relevant or last < 0:
            return
        for edge in self._module.graph.edges(function):
            callee = edge.callee
            if edge.how == "call" and not callee.is_async and not callee.is_stub and edge.op.index < last:
                access = self._setter(callee)
                if access is not None:
                    yield edge.node, access

    def _setter(self, function: Function) -> Access | None:
        """Where a plain function stores a parameter of its in thread-local state, whichever way it takes."""
        if function not in self._setters:
            params = set(function.parameter_names())
            found = (
                access
                for access in self.accesses(function)
                if isinstance(access.op, Write)
                and access.writes
                and isinstance(access.op.value, cst.Name)
                and access.op.value.value in params
                and access.op.block is function.body
            )
            self._setters[function] = None if function.kind == "module" else next(found, None)
        return self._setters[function]

    def _by_name(self, call: Call) -> Iterator[Access]:
        args = call.node.args
        func = call.node.func
        if not isinstance(func, cst.Name) or len(args) < 2 or not func.value.endswith("attr"):
            return
        sets = func.value in {"setattr", "delattr"}
        if self._module.names_of(func, call) & _BY_NAME and self.is_local(args[0].value, call, imported=sets):
            name = args[1].value
            text = str(name.evaluated_value) if isinstance(name, cst.SimpleString) else self._module.source(name)
            yield Access(call, call.node, args[0].value, text, sets)

    @cached_property
    def _is_relevant(self) -> bool:
        """Whether the module makes such a thing, or may get one from another module."""
        return self._makes_one or self._module.linked

    def _is_imported(self, expression: cst.BaseExpression) -> bool:
        """Whether an expression is an imported name, or an attribute of one: another module may have made it."""
        root = expression.value if isinstance(expression, cst.Attribute) else expression
        name = root.value if isinstance(root, cst.Name) else ""
        writes = self._module.lowering.module.scope.bindings.get(str(name), ()) if self._module.linked else ()
        return len(writes) == 1 and writes[0].how == "import"

    @cached_property
    def _makes_one(self) -> bool:
        source = self._module.lowered_source
        return self._module.imports("threading") and any(
            each in source for each in ("local(", "local)", "threading.local", "import local", "local as")
        )

    def is_local(self, expression: cst.BaseExpression, op: Op, *, imported: bool = False) -> bool:
        """Whether an expression certainly is a ``threading.local``, or an object of a class derived from it.

        One of another module of which no name says it counts if it is written to (``imported``): what is only read here
        may be the loop's, or whoever's runs on the thread.
        """
        if not isinstance(expression, (cst.Name, cst.Attribute, cst.Call)):
            return False
        says = self._makes_one or any(word in last_name(expression).lower() for word in _SAYING)
        if not says and not (imported and self._is_imported(expression)):
            return False
        values = self._module.values(expression, op)
        return bool(values) and all(isinstance(value, Instance) and self._is(value.type) for value in values)

    def _is(self, of: str | Class) -> bool:
        if isinstance(of, str):
            return of == _LOCAL
        found = self._classes.get(of)
        if found is None:
            found = self._classes[of] = _LOCAL in self._module.classes.external_bases(of)
        return found

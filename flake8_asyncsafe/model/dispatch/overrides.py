"""Methods whose colour is not that of the method they override.

Whoever holds an object by its base class calls the method as the base class says.  What counts is the nearest class
above that defines it: of this module, of another one, or of a library that the catalogue knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form
from flake8_asyncsafe.model.dispatch.colours import ASYNC, PLAIN, Colours, said
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.tasks.nodes import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

#: parts of names by which code says that it takes results and awaitables alike
_AWARE = ("await", "iscoroutine", "maybe", "ensure_future", "isfuture", "ensure_coro", "to_coro", "as_coro")
#: the special methods that code calls by name or in the same form; of others ASF315 knows more
_SPECIAL = frozenset({"__call__"})


@dataclass(frozen=True, slots=True)
class Change:
    """``function`` overrides a method of ``base`` and has another colour (``colour`` is the override's)."""

    function: Function
    node: cst.CSTNode
    base: str
    colour: str


class Overrides:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._colours = module.ask(Colours)

    def changes(self) -> Iterator[Change]:
        """Every override that changes the colour."""
        for function in self._module.functions:
            owner = function.owner
            if owner is None or function.write is None or not isinstance(function.node, cst.FunctionDef):
                continue
            if function.write.block.scope is not owner.scope or not owner.bases or self._is_private(function.name):
                continue
            lasting = self._module.classes.lasting(owner.scope.bindings.get(function.name, ()))
            if len(lasting) != 1 or lasting[-1].detail is not function or is_property(function):
                continue
            change = self._change(function, owner)
            if change is not None:
                yield change

    @staticmethod
    def _is_private(name: str) -> bool:
        return name.startswith("__") and name not in _SPECIAL

    def _change(self, function: Function, owner: Class) -> Change | None:
        name = function.name
        colour = self._colours.of(function)
        if not colour:
            return None
        for base in self._module.classes.mro(owner)[1:]:
            writes = self._module.classes.lasting(base.scope.bindings.get(name, ()))
            if not writes:
                if name in base.attributes:
                    return None
                continue
            above = writes[-1].detail
            if len(writes) != 1 or not isinstance(above, Function) or is_property(above):
                return None
            other = self._colours.of(above)
            if not other or other == colour or self._takes_both(above, function, base):
                return None
            return Change(function, function.node, base.name, colour)
        for external in self._module.classes.external_bases(owner):
            other = self._hooked(external, name) or self._colours.of_inherited(external, name)
            if other in {ASYNC, PLAIN}:
                if other == colour:
                    return None
                return Change(function, function.node, external, colour)
        return None

    def _takes_both(self, above: Function, function: Function, base: Class) -> bool:
        """Whether the contract leaves it open: nothing is said, and somebody awaits it or looks what it got."""
        if above.name in self._tested:
            return True
        if self._colours.of(above) == ASYNC and self._is_stand_in(function):
            return False
        open_base = said(above) is None and not above.is_stub and self._colours.is_placeholder(above)
        return open_base and self._colours.of(function) == ASYNC and above.name in self._awaited

    def _is_stand_in(self, function: Function) -> bool:
        return self._colours.is_placeholder(function)

    @cached_property
    def _awaited(self) -> frozenset[str]:
        """The names of methods whose result is awaited somewhere."""
        return frozenset(
            call.node.func.attr.value
            for call in self._module.calls()
            if isinstance(call.node.func, cst.Attribute) and self._module.use(call.node).kind == "awaited"
        )

    @cached_property
    def _tested(self) -> frozenset[str]:
        """The names of methods whose colour, or whose result's, is asked for before it is awaited."""
        found: set[str] = set()
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute):
                use = self._module.use(call.node)
                for target in use.targets if use.kind == "bound" else ():
                    if isinstance(target, cst.Name) and any(
                        self._is_asked(read.node) for read in self._module.reads_of(target)
                    ):
                        found.add(func.attr.value)
            if _is_aware(call):
                for arg in call.node.args:
                    for each in inner_nodes(arg.value):
                        if isinstance(each, cst.Attribute):
                            found.add(each.attr.value)
        return frozenset(found)

    def _is_asked(self, node: cst.CSTNode) -> bool:
        use = self._module.use(node) if isinstance(node, cst.BaseExpression) else None
        if use is None or use.kind != "argument" or not isinstance(use.node, cst.Call):
            return False
        call = self._module.call_at(use.node)
        return call is not None and _is_aware(call)

    def _hooked(self, base: str, method: str) -> str:
        """The colour that a catalogued class wants of the methods that it calls."""
        catalogue = self._module.catalogue
        for name in catalogue.lineage(catalogue.canonical(base)):
            known = catalogue.types.get(name)
            for hook in known.hooks if known is not None else ():
                if any(fnmatchcase(method, pattern) for pattern in hook.patterns):
                    if hook.form is Form.FUNCTION:
                        return PLAIN
                    return ASYNC if hook.form is Form.COROUTINE_FUNCTION else "either"
        return ""


def _is_aware(call: Call) -> bool:
    name = dotted_text(call.node.func).rpartition(".")[2].lower()
    return any(part in name for part in _AWARE)

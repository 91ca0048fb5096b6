"""Methods whose colour is not that of the method they override.

Whoever holds an object by its base class calls the method as the base class says.  What counts is the nearest class
above that defines it: of this module, of another one, or of a library that the catalogue knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form
from flake8_asyncsafe.model.cancellation.helpers import Helpers
from flake8_asyncsafe.model.dispatch.colours import ASYNC, PLAIN, Colours, said
from flake8_asyncsafe.model.dispatch.tested import Tested
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.linking.stubs import StubModule
from flake8_asyncsafe.model.ops import Branch, enclosing
from flake8_asyncsafe.model.scopes import Class, Function, Stub
from flake8_asyncsafe.model.values import Method
from flake8_asyncsafe.syntax.walk import mentions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Write

#: the special methods that code calls by name or in the same form; of others ASF315 knows more
_SPECIAL = frozenset({"__call__"})
#: uses of a result that show that the caller expects no awaitable
_PLAIN_USES = frozenset(
    {"dropped", "bound", "tested", "compared", "identity", "operand", "formatted", "iterated", "subscripted",
     "attribute", "unpacked", "element", "index"}
)  # fmt: skip
_ASYNC_WORDS = ("async", "aio", "coro", "await")


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
        self._changed: frozenset[Function] | None = None
        self._used: dict[str, list[Call]] | None = None

    def changes(self) -> Iterator[Change]:
        """Every override that changes the colour."""
        for function in self._module.functions:
            owner = function.owner
            if owner is None or function.write is None or not isinstance(function.node, cst.FunctionDef):
                continue
            if function.write.block.scope is not owner.scope or not owner.bases or self._is_private(function.name):
                continue
            lasting = self._module.classes.lasting(owner.scope.bindings.get(function.name, ()))
            if all(write.detail is not function for write in lasting) or is_property(function):
                continue
            if len(lasting) > 1 and not all(_is_form(write) for write in lasting):
                continue
            change = self._change(function, owner)
            if change is not None:
                yield change

    def is_behind(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression is the coroutine of a method that is reported for its colour."""
        if self._changed is None:
            self._changed = frozenset(change.function for change in self.changes())
        coroutine = self._module.colour.coroutine(node, op) if self._changed else None
        return coroutine is not None and isinstance(coroutine.of, Method) and coroutine.of.function in self._changed

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
            if not other:
                continue  # it does not say what it gives: what it overrides itself may
            if other == colour or self._takes_both(above, function, owner, base):
                return None
            if self._is_declared_so(function, owner, base):
                return None
            return Change(function, function.node, base.name, colour)
        for external in self._module.classes.external_bases(owner):
            if name.startswith("test"):
                continue  # no method is overridden; that an asynchronous test never runs is ASF307's
            other = self._hooked(external, name) or self._colours.of_inherited(external, name)
            if other in {ASYNC, PLAIN}:
                if other == colour:
                    return None
                return Change(function, function.node, external, colour)
        return None

    def _is_declared_so(self, function: Function, owner: Class, base: Class) -> bool:
        """Whether another base, which that one does not know, wants the colour: one takes over what the other does.

        ``class Client(AsyncMachinery, PlainInterface)`` drives the coroutines of the one behind methods of the other.
        """
        known = self._module.classes.mro(base)
        line = self._module.classes.mro(owner)
        for other in line[line.index(base) + 1 :]:
            if other in known:
                continue
            for write in other.scope.bindings.get(function.name, ()):
                above = write.detail
                if isinstance(above, Function) and above.is_async is function.is_async:
                    return True
        return False

    def _takes_both(self, above: Function, function: Function, owner: Class, base: Class) -> bool:
        """Whether the contract leaves it open: somebody looks what it got, or nothing is said of what it gives."""
        if self._is_tested(above):
            return True
        line = self._module.classes.mro(owner)
        derived = line[: line.index(base)] if base in line else (owner,)
        if self._colours.of(function) != ASYNC:
            if self._module.ask(Helpers).always_raises(function):
                return True  # at the call or at the await: it raises
            # the plain form of a class, by its name: whoever has one knows
            return any(_says_sync(each.qualname) for each in derived) and not _says_sync(base.qualname)
        if any(_says_async(each.qualname) for each in derived) and not _says_async(base.qualname):
            return True  # the asynchronous form of a class, which takes over what it can
        if above.is_stub or said(above) is not None or self._colours.is_abstract(above):
            return False
        return self._colours.is_placeholder(above) and not self._uses(above.name) & _PLAIN_USES

    def _uses(self, method: str) -> frozenset[str]:
        """How the module uses what methods of that name give."""
        if self._used is None:
            self._used = {}
            for call in self._module.calls():
                if isinstance(call.node.func, cst.Attribute):
                    self._used.setdefault(call.node.func.attr.value, []).append(call)
        return frozenset(self._module.use(call.node).kind for call in self._used.get(method, ()))

    def _is_tested(self, above: Function) -> bool:
        """Whether the module, or that of the overridden method, tests what such a method gave."""
        if above.name in self._module.ask(Tested).names:
            return True
        return (
            isinstance(above, Stub) and isinstance(above.home, StubModule) and (above.name in above.home.summary.tested)
        )

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


def _is_form(write: Write) -> bool:
    """Whether a definition is one of several that a condition at run time chooses from: each has to fit the base."""
    return isinstance(write.detail, Function) and not any(
        mentions(test, "TYPE_CHECKING", "MYPY")
        for compound, _ in enclosing(write.block)
        if isinstance(compound, Branch)
        for test in compound.tests
    )


def _says_sync(name: str) -> bool:
    return "Sync" in name or name.lower().startswith(("sync", "blocking"))


def _says_async(name: str) -> bool:
    return any(word in name.lower() for word in _ASYNC_WORDS)

"""Modes of an object: what it does only if its constructor was told so.

``if self.threaded: self._thread.start()`` in one place, and ``if self.threaded: raise RuntimeError`` in front of
another: no object has both the thread and the other place, as nothing changes the mode of an object that is made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.inference.members import given_attribute, is_property
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.syntax.outcomes import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from flake8_asyncsafe.model.contexts.handles import Handles
    from flake8_asyncsafe.model.contexts.places import Context, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

#: (the class, its attribute or ``config.setting``, "truth", "none" or a comparison with a constant, the answer)
Mode = tuple["Class", str, str, bool]
Modes = frozenset[Mode]
_NONE: Modes = frozenset()
#: words in the names of attributes that hold what the user has decided
_SETTINGS = frozenset({"conf", "config", "cfg", "configuration", "settings", "options", "opts", "params", "args"})
#: comparisons: (the one that it is or is the opposite of, whether it is that one)
_COMPARISONS: dict[type[cst.BaseCompOp], tuple[str, bool]] = {
    cst.Equal: ("==", True), cst.NotEqual: ("==", False), cst.GreaterThan: (">", True), cst.LessThanEqual: (">", False),
    cst.LessThan: ("<", True), cst.GreaterThanEqual: ("<", False),
}  # fmt: skip
#: callers are followed so far
_DEEPEST = 3


class ObjectModes:
    """The modes that code of one module needs to get to run."""

    def __init__(self, module: Module, handles: Handles, reaches: Callable[[Function], Iterable[Reach]]) -> None:
        self._module = module
        self._handles = handles
        self._reaches = reaches
        self._at: dict[Op, Modes] = {}
        self._callers: dict[tuple[Function, Context | None], Modes] = {}
        self._entries: dict[Function, Modes] = {}
        self._steady: dict[tuple[Class, str], Class | None] = {}

    def exclude(self, one: Reach, other: Reach, here: Op | None, there: Op | None) -> bool:
        """Whether no object has both: the modes for which one of them runs are not those of the other."""
        needed = self._needed(one, here)
        return bool(needed) and any((*mode[:3], not mode[3]) in needed for mode in self._needed(other, there))

    def _needed(self, reach: Reach, op: Op | None) -> Modes:
        """The modes without which an operation of a function does not run in a context."""
        found = self.at(op) if op is not None and op.function is reach.function else _NONE
        found |= self._started(reach.context)
        if reach.function is reach.context.entry:
            return found
        return found | self._called(reach.function, reach.context) | self._entered(reach.context.entry)

    def _entered(self, entry: Function) -> Modes:
        """The modes that a public method asks for before it calls anything: ``assert not self.threaded``."""
        if entry.owner is None or entry.name.startswith("_"):
            return _NONE
        found = self._entries.get(entry)
        if found is None:
            found = self._entries[entry] = _common(self.at(edge.op) for edge in self._module.graph.edges(entry))
        return found

    def _started(self, context: Context) -> Modes:
        if not isinstance(context.site, Call):
            return _NONE
        starts = self._handles.starts(context.site.node) if context.handles else []
        found = self.at(context.site) | _common(self.at(op) for op in starts) | self._kept(context.site)
        return found | self._called(context.site.function)

    def _kept(self, made: Call) -> Modes:
        """That a thread runs of which an attribute of the object is the handle tells that the attribute is not None."""
        owner = made.function.owner
        for op in made.function.ops if owner is not None else ():
            if (
                owner is not None
                and isinstance(op, Write)
                and op.value is made.node
                and isinstance(op.node, cst.Attribute)
            ):
                return frozenset(self._mode(op.node, made.function, owner, "none", False))
        return _NONE

    def _called(self, function: Function, context: Context | None = None, depth: int = 0) -> Modes:
        """The modes that all who call a function of its own need, or all who do so in a context."""
        if depth > _DEEPEST or (context is not None and function is context.entry):
            return _NONE
        if context is None and (not function.name.startswith("_") or function.name.startswith("__init")):
            return _NONE
        key = (function, context)
        found = self._callers.get(key)
        if found is None:
            self._callers[key] = _NONE  # it calls itself
            found = self._callers[key] = _common(
                self.at(edge.op) | self._called(caller, context, depth + 1) if not caller.is_stub else _NONE
                for caller, edge in self._module.graph.callers(function)
                if context is None or any(each.context is context for each in self._reaches(caller))
            )
        return found

    def at(self, op: Op) -> Modes:
        """The modes that the tests in front of an operation ask for, or of the definition of the function around it."""
        found = self._at.get(op)
        if found is None:
            found = frozenset(self._asked(op))
            defined = op.function.write
            if defined is not None and defined.function is not op.function:
                found |= self.at(defined)
            self._at[op] = found
        return found

    def _asked(self, op: Op) -> Iterator[Mode]:
        owner = op.function.owner
        if owner is None or op.function.receiver is None:
            return
        for branch, test, truth in required(op):
            function = branch.block.function
            for node, wanted in settled(test, truth=truth):
                if not isinstance(node, cst.Comparison):
                    yield from self._mode(node, function, owner, "truth", wanted)
                    continue
                asked = self._compared(node)
                if asked is not None:
                    yield from self._mode(node.left, function, owner, asked[0], wanted is asked[1])

    def _compared(self, node: cst.Comparison) -> tuple[str, bool] | None:
        """(what, the answer that is asked for) for ``x is not None``, ``x == "once"``, ``x > 0``: with a constant."""
        target = node.comparisons[0]
        operator, other = type(target.operator), target.comparator
        if len(node.comparisons) != 1:
            return None
        if operator in {cst.Is, cst.IsNot}:
            return ("none", operator is cst.Is) if dotted_text(other) == "None" else None
        if operator not in _COMPARISONS or not isinstance(other, (cst.BaseNumber, cst.SimpleString)):
            return None
        sign, positive = _COMPARISONS[operator]
        return f"{sign} {self._module.source(other)}", positive

    def _mode(
        self, node: cst.BaseExpression, function: Function, owner: Class, test: str, wanted: bool
    ) -> Iterator[Mode]:
        name = dotted_text(node)
        root, _, path = name.partition(".")
        attribute, _, setting = path.partition(".")
        if root != function.receiver or not attribute:
            return
        if setting and (words(attribute).isdisjoint(_SETTINGS) or "." in setting or setting in self._set_from_outside):
            return  # an object of another kind may change as it likes
        if not setting:
            path = attribute = self._behind(owner, attribute)
        home = self._home(owner, attribute)
        if home is not None:
            yield home, path, test, wanted

    def _behind(self, owner: Class, attribute: str) -> str:
        """The attribute that a property of that name does nothing but return; else the name itself."""
        getter = self._module.classes.method(owner, attribute)
        if getter is None or getter.is_stub or not is_property(getter):
            return attribute
        return given_attribute(getter) or attribute

    def _home(self, owner: Class, attribute: str) -> Class | None:
        """The class that an attribute belongs to, if constructors alone bind it; None if it may change."""
        key = (owner, attribute)
        if key not in self._steady:
            self._steady[key] = None
            found = list(self._module.classes.definitions(owner, attribute))
            if found and all(self._is_made(write, attribute) for _, writes in found for write in writes):
                self._steady[key] = found[-1][0]
        return self._steady[key]

    def _is_made(self, write: Write, attribute: str) -> bool:
        """Whether a write of an attribute belongs to the making of the object (or class), and nobody else writes it."""
        if write.how not in {"assign", "ann"} or (
            write.function.owner is not None and write.function.name != "__init__"
        ):
            return False
        return attribute.startswith("_") or attribute not in self._set_from_outside

    @cached_property
    def _set_from_outside(self) -> frozenset[str]:
        """The attributes that some code sets of another object than its own: ``server.threaded = True``."""
        return frozenset(
            op.node.attr.value
            for function in self._module.functions
            for op in function.ops
            if isinstance(op, Write)
            and isinstance(op.node, cst.Attribute)
            and dotted_text(op.node.value) != function.receiver
        )


def _common(modes: Iterable[Modes]) -> Modes:
    found = list(modes)
    return frozenset.intersection(*found) if found else _NONE

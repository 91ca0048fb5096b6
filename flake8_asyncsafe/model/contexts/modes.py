"""Modes of an object: what it does only if its constructor was told so.

``if self.threaded: self._thread.start()`` in one place, and ``if self.threaded: raise RuntimeError`` in front of
another: no object has both the thread and the other place, as nothing changes the mode of an object that is made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.syntax.outcomes import settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.contexts.handles import Handles
    from flake8_asyncsafe.model.contexts.places import Context, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

#: (the class, its attribute or ``config.setting``, "truth" or "none", the answer)
Mode = tuple["Class", str, str, bool]
Modes = frozenset[Mode]
_NONE: Modes = frozenset()
#: words in the names of attributes that hold what the user has decided
_SETTINGS = frozenset({"conf", "config", "cfg", "configuration", "settings", "options", "opts", "params", "args"})
#: callers are followed so far
_DEEPEST = 3


class ObjectModes:
    """The modes that code of one module needs to get to run."""

    def __init__(self, module: Module, handles: Handles) -> None:
        self._module = module
        self._handles = handles
        self._at: dict[Op, Modes] = {}
        self._callers: dict[Function, Modes] = {}
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
        return found | self._called(reach.function, 0) | self._entered(reach.context.entry)

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
        found = self.at(context.site) | _common(self.at(op) for op in starts)
        return found | self._called(context.site.function, 0)

    def _called(self, function: Function, depth: int) -> Modes:
        """The modes that all who call a function of its own need."""
        if depth > _DEEPEST or not function.name.startswith("_") or function.name.startswith("__init"):
            return _NONE
        found = self._callers.get(function)
        if found is None:
            self._callers[function] = _NONE  # it calls itself
            found = _common(
                self.at(edge.op) | self._called(caller, depth + 1) if not caller.is_stub else _NONE
                for caller, edge in self._module.graph.callers(function)
            )
            self._callers[function] = found
        return found

    def at(self, op: Op) -> Modes:
        """The modes that the tests in front of an operation ask for."""
        found = self._at.get(op)
        if found is None:
            found = self._at[op] = frozenset(self._asked(op))
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
                target = node.comparisons[0]
                is_none = isinstance(target.operator, cst.Is)
                asks = len(node.comparisons) == 1 and dotted_text(target.comparator) == "None"
                if asks and (is_none or isinstance(target.operator, cst.IsNot)):
                    yield from self._mode(node.left, function, owner, "none", wanted is is_none)

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
        home = self._home(owner, attribute)
        if home is not None:
            yield home, path, test, wanted

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

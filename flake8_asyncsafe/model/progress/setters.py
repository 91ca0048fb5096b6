"""Who can set what a loop waits for: code of this process that runs on the loop, or somebody out of sight.

A test that reads an attribute, a global or a variable of an enclosing function waits for another task only if that is
written in sight, and by nobody on another thread or in a signal handler.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.ops import Call, Read, Write, enclosing
from flake8_asyncsafe.model.progress.changes import LOOKING_BUILTINS
from flake8_asyncsafe.model.values import UNKNOWN, External, ExternalMethod

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop, Op
    from flake8_asyncsafe.model.scopes import Function, Scope

_ELSEWHERE = frozenset({Where.THREAD, Where.PROCESS, Where.SIGNAL, Where.FINALISER})
#: run while an object is made: what they set is where it starts from
CONSTRUCTION = frozenset({"__init__", "__post_init__", "__new__", "__attrs_post_init__", "__set_name__"})
_DEEPEST = 4


class SetBy(Enum):
    """Who sets what a loop tests."""

    TASKS = "code on the loop"
    STRANGERS = "code that may run on another thread"
    NOBODY = "nobody in sight"


class Setters:
    """Answers for one module, by the last part of a dotted name: ``self.ready`` and ``machine.ready`` are one."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._escaped: dict[Function, bool] = {}

    @cached_property
    def _mentions(self) -> dict[str, list[Op]]:
        """Every read or write of each attribute or name."""
        found: dict[str, list[Op]] = {}
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, (Read, Write)):
                    node = op.node
                    while isinstance(node, cst.Attribute):
                        found.setdefault(node.attr.value, []).append(op)
                        node = node.value
                    if isinstance(node, cst.Subscript) and isinstance(op, Write):
                        node = node.value
                        if isinstance(node, cst.Attribute):
                            found.setdefault(node.attr.value, []).append(op)
                    if isinstance(node, cst.Name):
                        found.setdefault(node.value, []).append(op)
        return found

    def of(self, name: str, loop: Loop, *, contents: bool, scope: Scope | None = None) -> SetBy:
        """Who sets ``name`` outside of a loop that tests it.

        ``contents``: it is a container, which is changed by whoever gets hold of it; ``scope``: where a plain name is
        bound (None: an attribute, of whatever object).
        """
        theirs = [op for op in self._mentions.get(name, ()) if self._is_theirs(op, loop)]
        if scope is not None:
            theirs = [op for op in theirs if op.block.scope.lookup(name) is scope]
        if scope is not None and scope.parent is not None:  # nobody gets at it but nested functions and who is given it
            own = loop.block.function
            theirs = [op for op in theirs if op.function is not own or self._is_argument(op)]
        setting = [op for op in theirs if contents or (isinstance(op, Write) and _last(op.node) == name)]
        if not setting:
            return SetBy.NOBODY
        strangers = any(self._runs_elsewhere(op.function) for op in (theirs if contents else setting))
        return SetBy.STRANGERS if strangers else SetBy.TASKS

    def _is_argument(self, op: Op) -> bool:
        """Whether a name is handed to somebody who keeps or changes it."""
        if not isinstance(op.node, cst.Name) or isinstance(op, Write):
            return False
        use = self._module.use(op.node)
        if use.kind != "argument" or not isinstance(use.node, cst.Call):
            return False
        return not self._module.names_of(use.node.func, op) & LOOKING_BUILTINS

    @staticmethod
    def _is_theirs(op: Op, loop: Loop) -> bool:
        function = op.function
        if function.kind == "module" or function.name in CONSTRUCTION:
            return False
        return not any(compound is loop for compound, _ in enclosing(op.block))

    # -- where functions run ------------------------------------------------------------------------------------------

    @cached_property
    def _elsewhere(self) -> frozenset[Function]:
        """The functions that run on other threads, in signal handlers and the like, with what they call."""
        found = {
            spawn.function
            for spawn in self._module.spawns.all()
            if spawn.where in _ELSEWHERE and spawn.function is not None
        }
        for cls in self._module.lowering.classes:
            run = self._module.classes.method(cls, "run")
            if run is not None and any(base.endswith("Thread") for base in self._module.classes.external_bases(cls)):
                found.add(run)
        todo = list(found)
        while todo:
            for edge in self._module.graph.edges(todo.pop()):
                if edge.callee not in found:
                    found.add(edge.callee)
                    todo.append(edge.callee)
        return frozenset(found)

    def _runs_elsewhere(self, function: Function) -> bool:
        """Whether a function runs outside of the loop, or is handed to somebody who may run it anywhere."""
        return function in self._elsewhere or (not function.is_async and self._is_escaped(function))

    def _is_escaped(self, function: Function) -> bool:
        """Whether a plain function is a callback of unknown code, which may call it on any thread."""
        found = self._escaped.get(function)
        if found is None:
            found = self._escaped[function] = self._is_decorated(function) or self._is_handed_over(function)
        return found

    @staticmethod
    def _is_decorated(function: Function) -> bool:
        """``@client.event``: registered somewhere."""
        decorators = [each.func if isinstance(each, cst.Call) else each for each in function.decorators]
        return any(
            isinstance(each, cst.Attribute) and each.attr.value not in {"setter", "getter", "deleter", "wraps"}
            for each in decorators
        )

    def _is_handed_over(self, function: Function) -> bool:
        if isinstance(function.node, cst.Lambda):
            return self._goes_to_strangers(function.node)
        return any(
            isinstance(op, Read)
            and isinstance(op.node, (cst.Name, cst.Attribute))
            and _last(op.node) == function.name
            and (isinstance(op.node, cst.Attribute) or self._is_bound_by(op, function))
            and self._goes_to_strangers(op.node)
            for op in self._mentions.get(function.name, ())
        )

    @staticmethod
    def _is_bound_by(op: Op, function: Function) -> bool:
        """Whether a plain name means this function, and not another of that name."""
        return function.write is not None and op.block.scope.lookup(function.name) is function.write.block.scope

    def _goes_to_strangers(self, node: cst.BaseExpression, depth: int = 0) -> bool:
        use = self._module.use(node)
        if use.kind == "bound":
            return any(isinstance(target, (cst.Attribute, cst.Subscript)) for target in use.targets)
        if use.kind != "argument" or not isinstance(use.node, cst.Call):
            return False
        call = self._module.call_at(use.node)
        if call is not None and "functools.partial" in self._module.names_of(call.node.func, call):
            return depth < _DEEPEST and self._goes_to_strangers(call.node, depth + 1)
        return call is None or self._is_strange(call)

    def _is_strange(self, call: Call) -> bool:
        targets = self._module.evaluator.calls.targets(call.node, call)
        return not targets or any(
            target == UNKNOWN
            or (
                isinstance(target, (External, ExternalMethod))
                and self._module.catalogue.api(target.name) is None
                and not target.name.startswith("builtins.")
            )
            for target in targets
        )


def _last(node: cst.CSTNode) -> str:
    """The last part of a dotted name; of an item, that of what it is taken from."""
    if isinstance(node, cst.Attribute):
        return node.attr.value
    if isinstance(node, cst.Subscript):
        return _last(node.value)
    return node.value if isinstance(node, cst.Name) else ""

"""Tasks that an object keeps in a private attribute and never looks at again.

As long as the attribute holds the task, asyncio does not even log that its exception was never retrieved.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read
from flake8_asyncsafe.model.tasks.failures import Failures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Class
    from flake8_asyncsafe.model.uses import Use

#: asking this of a task tells nothing about its outcome
_STATE = frozenset({"done", "cancelled", "get_name", "set_name"})
#: methods by which a task gets into a collection, and out of it again
_PUT = frozenset({"add", "append", "appendleft"})
_PUT_ALL = frozenset({"extend", "update"})
_REMOVE = frozenset({"discard", "remove", "clear"})
_TESTS = frozenset({"tested", "identity", "compared"})


class KeptTasks:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def forgotten(self) -> Iterator[tuple[cst.Call, str]]:
        """(call that makes the task, attribute) for each task that an object keeps and never looks at."""
        for call in self._module.calls():
            owner = call.function.owner
            if owner is None or not self._may_start(call) or not self._module.colour.is_weakly_held(call):
                continue
            attribute = self._attribute_of(call.node)
            if (
                attribute.startswith("_")
                and not attribute.startswith("__")
                and self._is_own(owner, attribute)
                and all(self._tells_nothing(node) for node in self._reads.get(attribute, ()))
                and not self._fails_safely(call)
            ):
                yield call.node, attribute

    @staticmethod
    def _may_start(call: Call) -> bool:
        name = dotted_text(call.node.func).rpartition(".")[2]
        return not name or "task" in name or "future" in name or "spawn" in name or "start" in name

    def _fails_safely(self, call: Call) -> bool:
        failures = self._module.ask(Failures)
        return any(failures.cannot_get_lost(given, call) for _, _, given in self._module.spawns.handed_over(call))

    # -- where a task goes --------------------------------------------------------------------------------------------

    def _attribute_of(self, node: cst.BaseExpression) -> str:
        """The attribute of self that a task is kept in, and that alone; "" otherwise."""
        use = self._module.use(node)
        if use.kind == "bound" and len(use.targets) == 1:
            target = use.targets[0]
            if isinstance(target, cst.Name):
                return self._through_name(target)
            return _own(target.value if isinstance(target, cst.Subscript) else target)
        if use.kind == "element" and use.node is not None:
            display = use.node if isinstance(use.node, cst.BaseComp) else self._module.parents.get(use.node)
            return self._of_elements(display) if isinstance(display, cst.BaseExpression) else ""
        return self._put_into(use)

    def _of_elements(self, display: cst.BaseExpression) -> str:
        """``self._tasks += [task]``, ``self._tasks.extend(task for ...)``, ``self._tasks = [task]``."""
        use = self._module.use(display)
        if use.kind == "operand" and isinstance(use.node, cst.AugAssign):
            return _own(use.node.target)
        if use.kind == "bound" and len(use.targets) == 1:
            return _own(use.targets[0])
        func = use.node.func if use.kind == "argument" and isinstance(use.node, cst.Call) else None
        return _own(func.value) if isinstance(func, cst.Attribute) and func.attr.value in _PUT_ALL else ""

    def _through_name(self, target: cst.Name) -> str:
        """``task = create_task(...)``, of which all that follows is ``self._tasks.add(task)``."""
        write = self._module.write_of(target)
        if write is None or len(write.block.scope.bindings.get(target.value, ())) != 1:
            return ""
        kept = ""
        for read in self._module.reads_of(target):
            if not isinstance(read.node, cst.Name):
                return ""
            use = self._module.use(read.node)
            if use.kind == "bound" and len(use.targets) == 1:
                place = use.targets[0]
                kept = _own(place.value if isinstance(place, cst.Subscript) else place)
            else:
                kept = self._put_into(use)
            if not kept:
                return ""
        return kept

    @staticmethod
    def _put_into(use: Use) -> str:
        func = use.node.func if use.kind == "argument" and isinstance(use.node, cst.Call) else None
        if isinstance(func, cst.Attribute) and func.attr.value in _PUT:
            return _own(func.value)
        return ""

    # -- who looks at it ----------------------------------------------------------------------------------------------

    def _is_own(self, owner: Class, attribute: str) -> bool:
        """Whether all that can name the attribute is in this file: every base is, and no text does it."""
        if not self._module.classes.complete(owner):
            return False
        text = "\n".join(self._module.source_lines)
        return f'"{attribute}"' not in text and f"'{attribute}'" not in text

    @cached_property
    def _reads(self) -> dict[str, list[cst.Attribute]]:
        """Every read of an attribute, by its name, on whatever object."""
        found: dict[str, list[cst.Attribute]] = {}
        for function in self._module.functions:
            for op in function.ops:
                node = op.node if isinstance(op, Read) else None
                while isinstance(node, cst.Attribute):
                    found.setdefault(node.attr.value, []).append(node)
                    node = node.value
        return found

    def _tells_nothing(self, node: cst.Attribute) -> bool:
        """Whether a read of the attribute leaves open how its tasks have ended, and gives them to nobody."""
        use = self._module.use(node)
        if use.kind in _TESTS:
            return not use.targets  # `if (task := self._task) is not None:`
        if use.kind == "operand" and isinstance(use.node, cst.AugAssign):
            return use.node.target is node  # `self._tasks += [task]`
        if use.kind == "subscripted" and isinstance(use.node, cst.Subscript):
            return self._module.write_of(use.node) is not None  # `self._tasks[key] = ...`, `del self._tasks[key]`
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return dotted_text(use.node.func) in {"len", "bool"}
        if use.kind != "attribute" or not isinstance(use.node, cst.Attribute):
            return False
        called = self._module.use(use.node)
        if called.kind != "called" or not isinstance(called.node, cst.Call):
            return False
        method = use.node.attr.value
        removes = method in _REMOVE and self._module.use(called.node).kind == "dropped"
        return method in _STATE or method in _PUT | _PUT_ALL or removes


def _own(node: cst.BaseExpression) -> str:
    """The attribute's name of ``self._tasks``."""
    if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.value.value == "self":
        return node.attr.value
    return ""

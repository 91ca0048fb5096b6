"""Whether the uses of a name do something about the task (or tasks) that it stands for, or merely look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.ops import Loop, enclosing
from flake8_asyncsafe.model.values import Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Read
    from flake8_asyncsafe.model.scopes import Scope

#: uses of a value that leave it as it was
_LOOKS = frozenset({"tested", "compared", "identity", "formatted", "dropped"})
#: methods of tasks and collections that only tell, and those that fill a collection
_TELLS = frozenset({"result", "exception", "cancelled", "get_name", "set_name", "append", "add", "copy"})
_VIEWS = frozenset({"values", "keys"})
#: methods that give what is in a collection, and functions that give what is in their arguments
_CONTENTS = frozenset({"values", "keys", "items", "copy"})
_PASS_ON = frozenset(
    f"builtins.{name}"
    for name in ("enumerate", "zip", "sorted", "list", "tuple", "set", "frozenset", "iter", "reversed")
)
_LOOKING = frozenset(f"builtins.{name}" for name in ("len", "bool", "print", "repr", "str", "id", "isinstance", "type"))
_LOG_METHODS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log"})
_DEEPEST = 4


class Looks:
    """Answers about the names of one function that stand for tasks waited for by ``wait``.

    ``timed``: asking such a task whether it is done counts as dealing with it (it may be waited for once more).
    """

    def __init__(self, module: Module, wait: Call, *, timed: bool) -> None:
        self._module = module
        self._wait = wait
        self._timed = timed
        self._repeated = any(isinstance(compound, Loop) for compound, _ in enclosing(wait.block))
        self._busy: set[tuple[Scope, str]] = set()

    def is_handled(self, scope: Scope, name: str, depth: int = 0) -> bool:
        """Whether some use of a name may cancel, await, hand on or keep what it stands for."""
        if depth > _DEEPEST:
            return True
        if (scope, name) in self._busy:
            return False
        self._busy.add((scope, name))
        try:
            return any(self._does_something(read, depth) for read in scope.read_anywhere(name))
        finally:
            self._busy.discard((scope, name))

    def _does_something(self, read: Read, depth: int) -> bool:
        node = read.node
        path: list[str] = []
        while isinstance(node, cst.Attribute):
            path.append(node.attr.value)
            node = node.value
        if path:
            method = path[-1]
            if isinstance(read.node, cst.Attribute) and self._is_in_wait(read.node):
                return False  # `wait(tasks.values())`
            if method in _CONTENTS and len(path) == 1 and isinstance(read.node, cst.Attribute):
                call = self._module.use(read.node).node
                return not isinstance(call, cst.Call) or self._contents_are_handled(call, read, depth)
            return not (method in _TELLS or (method == "done" and not self._timed))
        if not isinstance(node, cst.Name):
            return True
        use = self._module.use(node)
        if use.kind in _LOOKS and not use.targets:
            return False
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            if not self._is_in_wait(use.node) and self._module.names_of(use.node.func, read) & _PASS_ON:
                return self._contents_are_handled(use.node, read, depth)
            return not self._only_looks(use.node, read)
        if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)):
            return self._each_is_handled(use.node, depth)
        if use.kind == "subscripted":
            entry = use.node if isinstance(use.node, cst.Subscript) else None
            if entry is not None and self._module.write_of(entry) is not None:  # one more of them
                return not self._is_raced(node)
            return not self._is_keyed_by_tasks(node, read)
        if use.kind in {"element", "unpacked", "operand"}:
            return not self._is_in_wait(node) and not self._is_collected(node)
        return True

    def _has_plain_keys(self, table: cst.BaseExpression, read: Read) -> bool:
        """Whether the keys of a table are names of tasks, not tasks: ``{name: create_task(f()) for name in names}``."""
        values = self._module.values(table, read)
        return bool(values) and all(
            isinstance(value, Display)
            and isinstance(value.node, cst.DictComp)
            and isinstance(value.node.key, (cst.Name, cst.SimpleString, cst.Integer, cst.Attribute))
            for value in values
        )

    def _each_is_handled(self, loop: cst.For | cst.CompFor, depth: int, place: int | None = None) -> bool:
        """Whether a name that a loop gives the elements does more than look; ``place``: where in a pair they stand."""
        if self._is_in_wait(loop):
            return False
        target: cst.BaseExpression = loop.target
        if place is not None and isinstance(target, (cst.Tuple, cst.List)) and place < len(target.elements):
            target = target.elements[place].value
        for name in _names(target):
            write = self._module.write_of(name)
            if write is None or not isinstance(name, cst.Name):
                return True
            if self.is_handled(write.block.scope, name.value, depth + 1):
                return True
        return False

    def _contents_are_handled(self, node: cst.Call, read: Read, depth: int, place: int | None = None) -> bool:
        """The same for an expression that gives what is in the collection: ``tasks.items()``, ``enumerate(tasks)``."""
        func = node.func
        if isinstance(func, cst.Attribute):
            if func.attr.value == "items" and (
                self._raced_by()[1] == "values" or self._has_plain_keys(func.value, read)
            ):
                place = 1
        elif "builtins.enumerate" in self._module.names_of(func, read):
            place = 1 if place is None else None
        elif "builtins.zip" in self._module.names_of(func, read):
            places = [at for at, each in enumerate(node.args) if _roots(each.value) == read.root]
            place = places[0] if len(places) == 1 and place is None else None
        use = self._module.use(node)
        if use.targets:
            return True
        if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)):
            return self._each_is_handled(use.node, depth, place)
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            passes = self._module.names_of(use.node.func, read) & _PASS_ON
            if passes and not self._is_in_wait(use.node) and depth < _DEEPEST:
                return self._contents_are_handled(use.node, read, depth + 1, place)
            return not self._only_looks(use.node, read)
        return use.kind not in _LOOKS

    def _only_looks(self, call: cst.Call, read: Read) -> bool:
        if self._is_in_wait(call):
            return not (self._repeated and self._is_pending(read))
        names = self._module.names_of(call.func, read)
        func = call.func
        if isinstance(func, cst.Attribute) and func.attr.value in _LOG_METHODS:
            return True
        return bool(names & _LOOKING) or self._fills(call)

    def _fills(self, call: cst.Call) -> bool:
        """``tasks.append(task)``: that the collection is looked at in its own right is its owner's business."""
        func = call.func
        return isinstance(func, cst.Attribute) and func.attr.value in {"append", "add"} and self._is_raced(func.value)

    def _is_raced(self, node: cst.BaseExpression) -> bool:
        """Whether a collection is what the wait is given."""
        return isinstance(node, cst.Name) and self._raced_by()[0] == node.value

    def _raced_by(self) -> tuple[str, str]:
        """The name of the collection that the wait is given, and the view of it: ``list(tasks.values())``."""
        given = argument(self._wait.node, "fs", 0)
        view = ""
        while isinstance(given, cst.Call):
            func = given.func
            if isinstance(func, cst.Attribute) and func.attr.value in _VIEWS:
                given, view = func.value, func.attr.value
            elif self._module.names_of(func, self._wait) & _PASS_ON and given.args:
                given = given.args[0].value
            else:
                break
        return (given.value, view) if isinstance(given, cst.Name) else ("", view)

    def _is_keyed_by_tasks(self, node: cst.Name, read: Read) -> bool:
        """Whether a table's keys are what the wait is given: to look one up, or to add one, does nothing about it."""
        values = self._module.values(node, read)
        given = self._wait.node.args[0].value if self._wait.node.args else None
        return (isinstance(given, cst.Name) and given.value == node.value) and all(
            (isinstance(value, Display) and isinstance(value.node, (cst.Dict, cst.DictComp)))
            or (isinstance(value, Instance) and value.type == "builtins.dict")
            for value in values
        )

    def _is_pending(self, read: Read) -> bool:
        """Whether a name in the wait's own arguments is bound by the wait: ``_, tasks = await wait(tasks)``."""
        use = self._module.use(self._wait.node)
        result = self._module.use(use.node) if isinstance(use.node, cst.Await) else None
        for target in result.targets if result is not None else ():
            if isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == 2:
                name = target.elements[1].value
                return isinstance(name, cst.Name) and name.value == read.root
        return False

    def _is_in_wait(self, node: cst.CSTNode) -> bool:
        """Whether a node is the wait or stands in its arguments."""
        current: cst.CSTNode | None = node
        while current is not None and not isinstance(current, cst.BaseStatement):
            if current is self._wait.node:
                return True
            current = self._module.parents.get(current)
        return False

    def _is_collected(self, node: cst.CSTNode) -> bool:
        """Whether a node is put into the collection that the wait is given: ``tasks = [first, second]``."""
        current: cst.CSTNode | None = node
        while current is not None and not isinstance(current, cst.BaseStatement):
            if isinstance(current, cst.Assign):
                return len(current.targets) == 1 and self._is_raced(current.targets[0].target)
            if isinstance(current, cst.AnnAssign):
                return self._is_raced(current.target)
            if isinstance(current, (cst.Call, cst.Lambda, cst.Await)):
                return False
            current = self._module.parents.get(current)
        return False


def _names(target: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What a target binds, one by one."""
    if isinstance(target, (cst.Tuple, cst.List)):
        for element in target.elements:
            yield from _names(element.value)
    else:
        yield target


def _roots(node: cst.BaseExpression) -> str:
    """The name at the root of ``tasks``, ``tasks.values()``."""
    while not isinstance(node, cst.Name):
        if isinstance(node, cst.Call):
            node = node.func
        elif isinstance(node, cst.Attribute):
            node = node.value
        else:
            return ""
    return node.value

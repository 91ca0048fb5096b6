"""Containers: what kind an expression is, which path leads to it, and which operations change its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.getters import Getters
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.values import NONE, UNKNOWN, Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class
    from flake8_asyncsafe.model.values import Value

#: the types of which the behaviour under iteration is known
KINDS: dict[str, str] = {
    "builtins.list": "list", "builtins.dict": "dict", "builtins.set": "set", "collections.deque": "deque",
    "collections.OrderedDict": "dict", "collections.defaultdict": "dict", "collections.Counter": "dict",
    "collections.UserDict": "dict", "collections.UserList": "list", "typing.List": "list", "typing.Dict": "dict",
    "typing.Set": "set", "typing.Deque": "deque", "typing.DefaultDict": "dict", "typing.MutableMapping": "dict",
    "collections.abc.MutableMapping": "dict", "collections.abc.MutableSet": "set",
    "collections.abc.MutableSequence": "list", "typing.MutableSequence": "list", "typing.MutableSet": "set",
}  # fmt: skip
_DISPLAYS: dict[type[cst.CSTNode], str] = {
    cst.List: "list", cst.ListComp: "list", cst.Set: "set", cst.SetComp: "set", cst.Dict: "dict",
    cst.DictComp: "dict",
}  # fmt: skip
#: methods that change how many elements there are, by kind; of a list only those that move what comes next
RESIZING: dict[str, frozenset[str]] = {
    "list": frozenset({"remove", "insert", "pop", "clear"}),
    "dict": frozenset({"pop", "popitem", "clear", "update", "setdefault", "move_to_end"}),
    "set": frozenset(
        {"add", "remove", "discard", "pop", "clear", "update", "difference_update", "intersection_update",
         "symmetric_difference_update"}
    ),
    "deque": frozenset(
        {"append", "appendleft", "extend", "extendleft", "pop", "popleft", "remove", "insert", "clear", "rotate"}
    ),
}  # fmt: skip
#: for an object of unknown type: what only containers have, and the number of arguments that it has there
_TELLING: dict[str, frozenset[int]] = {
    "remove": frozenset({1}), "discard": frozenset({1}), "popitem": frozenset({0}), "clear": frozenset({0}),
    "insert": frozenset({2}), "pop": frozenset({0, 1, 2}), "popleft": frozenset({0}),
}  # fmt: skip
#: every method that any container changes by, also in place
CHANGING = frozenset(
    {"append", "extend", "insert", "pop", "remove", "clear", "sort", "reverse", "add", "discard", "update",
     "setdefault", "popitem", "appendleft", "popleft", "extendleft", "rotate", "difference_update",
     "intersection_update", "symmetric_difference_update", "subtract", "move_to_end"}
)  # fmt: skip

#: methods that give an element of a container
_GIVES = frozenset({"get", "setdefault"})

Path = tuple[str, ...]


def path_of(node: cst.BaseExpression | None) -> Path:
    """The way to an object: names, attributes, and subscripts by a name or a constant; () if it is anything else."""
    steps: list[str] = []
    while True:
        if isinstance(node, cst.Attribute):
            steps.append(node.attr.value)
            node = node.value
        elif isinstance(node, cst.Subscript) and len(node.slice) == 1 and isinstance(node.slice[0].slice, cst.Index):
            key = node.slice[0].slice.value
            if not isinstance(key, (cst.Name, cst.SimpleString, cst.Integer)):
                return ()
            steps.append(f"[{key.value}]")
            node = node.value
        elif isinstance(node, cst.Name):
            steps.append(node.value)
            return tuple(reversed(steps))
        else:
            return ()


def container_of(node: cst.BaseExpression) -> cst.BaseExpression:
    """The outermost container of an element: ``d`` of ``d[k]``, ``d[k][n]``, ``d.setdefault(k, [])``."""
    while True:
        if isinstance(node, cst.Subscript):
            node = node.value
        elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _GIVES:
            node = node.func.value
        else:
            return node


def shown(path: Path) -> str:
    """A path as code: ``self.table[key]``."""
    return "".join(step if n == 0 or step.startswith("[") else f".{step}" for n, step in enumerate(path))


class Containers:
    """Questions about the containers of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._getters = module.ask(Getters)

    def kind(self, node: cst.BaseExpression, op: Op) -> str:
        """list, dict, set or deque; "any" where nothing is known; "" for what certainly is no such container."""
        kinds = {self._kind_of(value) for value in self._module.values(node, op) if value != NONE}
        found = kinds - {"any"}
        if not found:
            return "any"
        return found.pop() if len(found) == 1 else ""

    def _kind_of(self, value: Value) -> str:
        if value == UNKNOWN:
            return "any"
        if isinstance(value, Display):
            return _DISPLAYS.get(type(value.node), "")
        if not isinstance(value, Instance):
            return ""
        if isinstance(value.type, str):
            return KINDS.get(value.type, "")
        return self._of_class(value.type)

    def _of_class(self, cls: Class) -> str:
        """A class that derives from a container and leaves its iteration alone is one."""
        classes = self._module.classes
        for name in ("__iter__", "items", "values", "keys", "__getattr__"):
            if classes.method(cls, name) is not None:
                return ""
        for base in classes.external_bases(cls):
            if base in KINDS:
                return KINDS[base]
        return ""

    def resizes(self, op: Op, kind: str) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
        """(container, expression that changes it) if an operation changes the size of some container.

        ``kind`` is what the container is, as far as the caller knows.  Assignments to keys are another question.
        """
        if isinstance(op, Call):
            func = op.node.func
            if not isinstance(func, cst.Attribute):
                return None
            name, count = func.attr.value, len(op.node.args)
            if kind == "any":
                known = count in _TELLING.get(name, ())
            elif kind == "list" and name == "insert":
                known = True
            else:
                known = name in RESIZING.get(kind, ())
            return (func.value, op.node) if known else None
        if isinstance(op, Write) and op.how == "del" and isinstance(op.node, cst.Subscript):
            return op.node.value, op.node
        if (
            isinstance(op, Write)
            and op.how == "assign"
            and kind == "list"
            and isinstance(op.node, cst.Subscript)
            and any(isinstance(each.slice, cst.Slice) for each in op.node.slice)
        ):
            return op.node.value, op.node
        if isinstance(op, Write) and op.how == "aug" and kind in {"set", "dict", "deque"}:
            parent = self._module.parents.get(op.node)
            if isinstance(parent, cst.AugAssign) and isinstance(op.node, cst.BaseExpression):
                return op.node, op.node
        return None

    def origins(self, node: cst.BaseExpression, op: Op) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """An expression, and what a local name that is bound once stands for: ``items = self.items``.

        What a property gives that only gives an attribute is that attribute: ``room.guests`` is ``room._guests``.
        """
        for _ in range(4):
            yield node, op
            given = self._getters.named(node, op)
            if given is not None:
                yield given, op
            if not isinstance(node, cst.Name):
                return
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None and scope.kind == "function" else []
            writes = [write for write in writes if write.how != "aug"]  # which changes a container in place
            if len(writes) != 1 or writes[0].how not in {"assign", "ann", "walrus"} or writes[0].path:
                return
            value = writes[0].value
            if value is None or writes[0].function is not op.function or self._changes_meaning(value, writes[0]):
                return
            node, op = value, writes[0]

    @staticmethod
    def _changes_meaning(value: cst.BaseExpression, write: Write) -> bool:
        """Whether what an alias was made of is bound to something else in the function: ``old = rows; rows = []``."""
        path = path_of(_called_on(value))
        if not path:
            return False
        if len(path) == 1:
            scope = write.block.scope.lookup(path[0])
            return scope is not None and len(scope.bindings.get(path[0], ())) > 1
        return any(
            isinstance(each, Write)
            and each.how not in {"aug", "del"}
            and isinstance(each.node, cst.BaseExpression)
            and (target := path_of(each.node)) != ()
            and path[: len(target)] == target
            for each in write.function.ops[write.index + 1 :]
        )


def _called_on(node: cst.BaseExpression) -> cst.BaseExpression:
    """What a method is called on: ``rows.items()`` keeps a place in ``rows``."""
    return node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else node

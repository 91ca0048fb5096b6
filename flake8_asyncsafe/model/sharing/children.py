"""State that a child process changes, and that the parent reads: each has a copy of its own.

A function runs *only in children* if everything that leads to it in sight starts at a process.  What it does to
globals, to variables of enclosing functions, to ``self`` or to an argument that stands for such is done to the copy of
the child.  The parent is everything else that is seen to run after the start, or may.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import Containers, container_of
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.places import Kind
from flake8_asyncsafe.model.ops import Call, Read, Write
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.model.sharing.accesses import CHANGES, Accesses
from flake8_asyncsafe.model.sharing.objects import SharedObjects
from flake8_asyncsafe.model.sharing.sides import Sides
from flake8_asyncsafe.model.values import NONE, UNKNOWN, ClassRef, Constant, Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: (scope, name) of a variable, or (class, name) of an attribute of its objects
Key = tuple[Scope | Class, str]

#: changes of a container that give nothing back: to call them is not to look into it
_BLIND = CHANGES - {"pop", "popitem", "popleft", "setdefault"}
_PLAIN = ("builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray", "collections.")

#: the ways to the state behind an object are followed so far
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """``op`` changes the state ``key``, which it calls ``text``.

    ``whole``: it is bound anew; ``part``: only this attribute of it is.
    """

    op: Op
    key: Key
    text: str
    whole: bool
    part: str = ""


@dataclass(frozen=True, slots=True)
class LostChange:
    """A change in a child process (``reach`` says how it gets there) that ``read`` in the parent does not see."""

    change: Change
    reach: Reach
    read: Read


class Copies:
    """The changes of one module that are lost with a child process."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)
        self._accesses = module.ask(Accesses)
        self._objects = module.ask(SharedObjects)
        self._containers = module.ask(Containers)
        self._sides = module.ask(Sides)
        self._starts_of: dict[Context, dict[Function, list[Op]]] = {}
        self._found: dict[Key, list[tuple[Read, cst.BaseExpression]]] = {}

    def lost(self) -> Iterator[LostChange]:
        """Every change in code that only children run of state that the parent reads later."""
        for function in self._sides.children:
            reaches = self._contexts.of(function)
            reach = next(
                (each for each in reaches if each.kind is Kind.PROCESS and each.sure and each.context.sure), None
            )
            if reach is None or any(self._sets_up(each) for each in reaches):
                continue
            # an object that the child has made is its own, and may be what it gives back
            own = self._accesses.is_construction(function) or not self._objects.reached_by(reach, copies=True)
            for op in function.ops:
                for change in self._changes(op):
                    if own and isinstance(change.key[0], Class):
                        continue
                    read = self._read_by_parent(change)
                    if read is not None:
                        yield LostChange(change, reach, read)

    def _starters(self, context: Context) -> dict[Function, list[Op]]:
        found = self._starts_of.get(context)
        if found is None:
            found = self._starts_of[context] = self._contexts.order.starts(context)
        return found

    @staticmethod
    def _sets_up(reach: Reach) -> bool:
        """Whether it runs as what sets up each process of a pool (``initializer=``)."""
        return reach.context.api.rpartition(".")[2] in {"Pool", "ProcessPoolExecutor"}

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changes(self, op: Op) -> Iterator[Change]:
        target: cst.BaseExpression | None = None
        whole = False
        if isinstance(op, Write):
            if op.how not in {"assign", "ann", "aug", "walrus", "del"} or (op.how == "ann" and op.value is None):
                return
            node = op.node
            whole = op.how in {"assign", "ann", "walrus"}
            if isinstance(node, cst.Subscript):
                target, whole = node.value, False
            elif isinstance(node, cst.Attribute) and self._key(node, op) is None:
                target, whole = node.value, False  # an attribute of some object
            elif isinstance(node, (cst.Name, cst.Attribute)):
                target = node
            in_place = target is not node
        elif isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in CHANGES:
            target, in_place = op.node.func.value, True
        else:
            return
        if target is None:
            return
        part = op.node.attr.value if isinstance(op.node, cst.Attribute) and in_place else ""
        changed = target
        target, at = self._behind(target, op) if in_place else (target, op)
        key = self._key(target, at)
        if key is None or (in_place and not self._is_plain(target, at, part)):
            return
        # what a process works on may be a part of what it was given, which the parent keeps for another part of it
        if target is not changed and (key[0] is op.function.scope or not self._is_known_plain(changed, op, part)):
            return
        text = self._module.source(target if not part or target is not changed else op.node)
        change = Change(op, key, text, whole, part)
        if not self._is_lazy(change) and not self._is_told(change):
            yield change
            yield from self._behind_parameter(change)

    def _behind(self, node: cst.BaseExpression, op: Op) -> tuple[cst.BaseExpression, Op]:
        """(state, where it is named) that an object belongs to: a table for an element, what a local stands for."""
        for _ in range(_DEEPEST):
            base = container_of(node)
            origin, place = list(self._containers.origins(base, op))[-1]
            if origin is node:
                break
            node, op = origin, place
        return node, op

    def _is_known_plain(self, node: cst.BaseExpression, op: Op, part: str) -> bool:
        """Whether an element of a container, or what a local stands for, is known to be copied to a child."""
        known = [value for value in self._module.values(node, op) if value not in {NONE, UNKNOWN}]
        return bool(known) and all(self._is_copied(value, part) for value in known)

    def _is_told(self, change: Change) -> bool:
        """``global depth; depth = given``: the child keeps what it was started with, which the parent knows."""
        op = change.op
        bound = isinstance(op, Write) and op.how == "assign" and isinstance(op.node, cst.Name) and not op.path
        value = op.value if bound and isinstance(op, Write) else None
        return isinstance(value, cst.Name) and self._is_parameter(op.function, value.value)

    def _key(self, node: cst.BaseExpression, op: Op) -> Key | None:
        """What state that outlives the function an expression names: a variable of an outer scope, ``self.x``."""
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            if scope is None or scope.kind not in {"module", "function"}:
                return None
            if scope.function is op.function and not self._is_parameter(op.function, node.value):
                return None
            return scope, node.value
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            if node.value.value == op.function.receiver and op.function.owner is not None:
                return self._home(op.function.owner, node.attr.value), node.attr.value
            for value in self._module.values(node.value, op):
                cls = value.cls if isinstance(value, ClassRef) else getattr(value, "type", None)
                if isinstance(cls, Class) and not cls.is_stub and self._outlives(node.value, op):
                    return self._home(cls, node.attr.value), node.attr.value
        return None

    def _outlives(self, node: cst.Name, op: Op) -> bool:
        """Whether an object was not made by the function itself."""
        scope = op.block.scope.lookup(node.value)
        return scope is not None and (scope.function is not op.function or self._is_parameter(op.function, node.value))

    def _home(self, cls: Class, name: str) -> Class:
        """The class that an attribute belongs to, for all that are derived from it."""
        home = cls
        for each, _ in self._module.classes.definitions(cls, name):
            home = each
        return home

    @staticmethod
    def _is_parameter(function: Function, name: str) -> bool:
        writes = function.scope.bindings.get(name, ())
        return len(writes) == 1 and writes[0].how == "param"

    def _behind_parameter(self, change: Change) -> Iterator[Change]:
        """The same change of what the entry was given for a parameter: ``Process(target=work, args=(results,))``."""
        scope, name = change.key
        if not isinstance(scope, Scope) or scope.function is not change.op.function or change.whole:
            return
        for reach in self._contexts.of(change.op.function):
            if reach.step is None and reach.kind is Kind.PROCESS:
                for parameter, expression, op in self._contexts.bound.parameters(reach.context):
                    if (
                        parameter == name
                        and isinstance(expression, cst.Name)
                        and self._is_plain(expression, op, change.part)
                    ):
                        home = op.block.scope.lookup(expression.value)
                        if home is not None:
                            yield replace(change, key=(home, expression.value))

    def _is_plain(self, node: cst.BaseExpression, op: Op, part: str) -> bool:
        """Whether an object is a container (or, if an attribute of it changes, of a class here), no proxy of one."""
        values = [value for value in self._module.values(node, op) if value != NONE]
        known = [value for value in values if value != UNKNOWN]
        if isinstance(node, cst.Name) and not known:
            return self._is_parameter(op.function, node.value)  # what it stands for is looked at where it is given
        return bool(known) and all(self._is_copied(value, part) for value in known)

    def _is_copied(self, value: object, part: str) -> bool:
        if isinstance(value, (Display, Constant)):
            return True
        if isinstance(value, ClassRef):
            return bool(part)
        if not isinstance(value, Instance):
            return False
        if isinstance(value.type, Class):
            return bool(part) and not value.type.is_stub and not self._module.classes.external_bases(value.type)
        return value.type.startswith(_PLAIN)

    def _is_lazy(self, change: Change) -> bool:
        """``if key not in cache: cache[key] = ...``: each process fills a cache of its own."""
        return any(
            change.text in self._module.source(test) and says_absent(test, truth=truth)
            for _, test, truth in required(change.op)
        )

    # -- the parent's side --------------------------------------------------------------------------------------------

    @cached_property
    def _reads(self) -> dict[str, list[tuple[Read, cst.BaseExpression]]]:
        """Each look at a variable or attribute, by its name; to change a container is not to look at it."""
        found: dict[str, list[tuple[Read, cst.BaseExpression]]] = {}
        for function in self._module.functions:
            for op in function.ops:
                node: cst.CSTNode = op.node
                while isinstance(op, Read) and isinstance(node, cst.Attribute):
                    if not self._is_blind(node):
                        found.setdefault(node.attr.value, []).append((op, node))
                    node = node.value
                if isinstance(op, Read) and isinstance(node, cst.Name) and not self._is_blind(node):
                    found.setdefault(node.value, []).append((op, node))
        return found

    def _is_blind(self, node: cst.BaseExpression) -> bool:
        parent = self._module.parents.get(node)
        if isinstance(parent, cst.Attribute):
            above = self._module.parents.get(parent)
            called = isinstance(above, cst.Call) and above.func is parent
            return (called and parent.attr.value in _BLIND) or self._module.write_of(parent) is not None
        return isinstance(parent, cst.Subscript) and parent.value is node and self._is_stored(parent)

    def _is_stored(self, node: cst.Subscript) -> bool:
        write = self._module.write_of(node)
        return write is not None and write.how != "aug"

    def _reads_of(self, key: Key, part: str) -> list[Read]:
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = [
                (op, node)
                for op, node in self._reads.get(key[1], ())
                if self._is_of(node, op, key) and not self._accesses.is_construction(op.function)
            ]
        return [op for op, node in found if not part or self._has_part(node, part)]

    def _has_part(self, node: cst.BaseExpression, part: str) -> bool:
        """Whether a look at an object is one at this attribute of it, or hands it to somebody who may look."""
        parent = self._module.parents.get(node)
        return not isinstance(parent, cst.Attribute) or parent.attr.value == part

    def _read_by_parent(self, change: Change) -> Read | None:
        reads = self._reads_of(change.key, change.part)
        function = change.op.function
        if change.whole and any(op.function in self._sides.children and op.function is not function for op in reads):
            return None  # what the other functions of the child are to use
        starts = self._starts(function)
        late = [
            op
            for op in reads
            if (op.function in starts or self._sides.is_parents(op.function)) and self._is_behind(op, starts)
        ]
        return late[0] if late and not self._is_brought_back(change.key, starts) else None

    def _is_of(self, node: cst.BaseExpression, op: Op, key: Key) -> bool:
        home, name = key
        if isinstance(home, Scope):
            return isinstance(node, cst.Name) and op.block.scope.lookup(name) is home
        if not isinstance(node, cst.Attribute):
            return False
        inner = node.value
        if isinstance(inner, cst.Name) and inner.value == op.function.receiver and op.function.owner is not None:
            return self._home(op.function.owner, name) is home
        for value in self._module.values(inner, op):
            cls = value.cls if isinstance(value, ClassRef) else getattr(value, "type", None)
            if isinstance(cls, Class) and not cls.is_stub and self._home(cls, name) is home:
                return True
        return False

    def _starts(self, function: Function) -> dict[Function, int]:
        """The functions that start the processes in which one runs, with the place of the first start."""
        found: dict[Function, int] = {}
        for reach in self._contexts.of(function):
            for starter, ops in self._starters(reach.context).items():
                first = min(op.index for op in ops)
                found[starter] = min(first, found.get(starter, first))
        return found

    def _is_behind(self, op: Op, starts: dict[Function, int]) -> bool:
        first = starts.get(op.function)
        if first is not None:
            return op.index > first
        return op.function.kind != "module"

    def _is_brought_back(self, key: Key, starts: dict[Function, int]) -> bool:
        """Whether the parent gives the state what it got from elsewhere: ``self.result = self.queue.get()``."""
        for op, target, place in self._touches.get(key[1], ()):
            if op.function in self._sides.children or self._accesses.is_construction(op.function):
                continue
            value = op.value if isinstance(op, Write) else None
            if not self._is_of(target, place, key):
                continue
            if isinstance(op, Call) and not op.node.args:
                continue  # `clear()`
            if isinstance(op, Write) and (op.how == "del" or value is None or _is_blank(value)):
                continue
            if self._is_behind(op, starts):
                return True
        return False

    @cached_property
    def _touches(self) -> dict[str, list[tuple[Write | Call, cst.BaseExpression, Op]]]:
        """(operation, what is changed, where it is named) of the stores and changes, by the name of what is changed."""
        found: dict[str, list[tuple[Write | Call, cst.BaseExpression, Op]]] = {}
        for function in self._module.functions:
            for op in function.ops:
                target, place = self._target(op)
                if isinstance(op, (Write, Call)) and isinstance(target, (cst.Name, cst.Attribute)):
                    found.setdefault(last_name(target), []).append((op, target, place))
        return found

    def _target(self, op: Op) -> tuple[cst.CSTNode | None, Op]:
        """(the variable or attribute that an operation binds, or whose contents it changes, where that is named)."""
        if isinstance(op, Write):
            return self._behind(op.node.value, op) if isinstance(op.node, cst.Subscript) else (op.node, op)
        if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in CHANGES:
            return self._behind(op.node.func.value, op)
        return None, op


def _is_blank(value: cst.BaseExpression) -> bool:
    """``None``, ``0``, ``[]``, ``dict()``: nothing that was worked out anywhere."""
    if isinstance(value, cst.Call):
        return not value.args and isinstance(value.func, cst.Name)
    if isinstance(value, (cst.List, cst.Set, cst.Tuple, cst.Dict)):
        return not value.elements
    return isinstance(value, (cst.Name, cst.BaseNumber, cst.SimpleString)) and (
        not isinstance(value, cst.Name) or value.value in {"None", "True", "False"}
    )

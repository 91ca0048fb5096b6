"""Locks of tasks that exclude nobody, since no task is ever suspended while it holds one.

Tasks of a loop take turns at suspension points only.  If none of the sections of a lock has one, the lock is never
found taken.  All that uses the lock has to be in sight for that: it is made here, and given to nobody unknown.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.flow import NEXT, RETURN
from flake8_asyncsafe.model.locks.identity import Lock
from flake8_asyncsafe.model.ops import Read, Suspend, Write
from flake8_asyncsafe.model.scopes import Class, Function, Scope
from flake8_asyncsafe.model.values import External, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.critical import Held, Locked
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op

Key = tuple[object, ...]
_LOCKS = frozenset({"asyncio.Lock", "anyio.Lock", "trio.Lock", "trio.StrictFIFOLock"})
_METHODS = frozenset({"acquire", "acquire_nowait", "release", "locked"})
#: lets plain functions suspend the coroutine that called them
_GREENLETS = ("greenback", "greenlet", "gevent")
#: what starts a task
_STARTS = frozenset({"create_task", "ensure_future", "start_soon", "create_eager_task"})
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class IdleSection:
    """``held`` takes a lock, made at ``made``, that nobody ever finds taken."""

    held: Held
    made: cst.CSTNode


class IdleLocks:
    """The locks of tasks of one module that never keep anybody out."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._suspending: dict[Function, bool] = {}

    def found(self) -> Iterator[IdleSection]:
        """Every section of such a lock."""
        if not self._module.critical.any_locks or any(self._module.imports(name) for name in _GREENLETS):
            return
        for key, sections in self._sections.items():
            made = self._made(key)
            if made is not None and self._is_only_taken(key) and not self._lasts(key, sections):
                for held in sections:
                    yield IdleSection(held, made.node)

    # -- sections -----------------------------------------------------------------------------------------------------

    @cached_property
    def _sections(self) -> dict[Key, list[Held]]:
        """What takes each lock."""
        found: dict[Key, list[Held]] = defaultdict(list)
        for function in self._module.functions:
            for held in self._module.critical.operations.taken_by(function):
                if held.lock.single and (held.is_async or held.lock.kind in {LockKind.ASYNC, None}):
                    found[self._key(held.lock)].append(held)
        return found

    def _key(self, lock: Lock) -> Key:
        key = self._module.locks.owned(lock)
        return self._passed.get(key, key)

    @cached_property
    def _passed(self) -> dict[Key, Key]:
        """The parameters of functions that are always the same lock: that of whoever calls them."""
        found: dict[Key, Key] = {}
        for function in self._module.functions:
            for param in function.params if self._module.critical.flow(function) is not None else ():
                name = param.node.name.value if isinstance(param.node, cst.Param) else ""
                if not name or len(function.scope.bindings.get(name, ())) != 1 or name == function.receiver:
                    continue
                given = {
                    self._given(function, name, edge.node, edge.op) for _, edge in self._module.graph.callers(function)
                }
                only = given.pop() if len(given) == 1 else None
                if only is not None:
                    found["local", function.scope, name] = only
        for key, outer in found.items():
            for _ in range(_DEEPEST):
                outer = found.get(outer, outer)  # noqa: PLW2901 - handed on by one function to the next
            found[key] = outer
        return found

    @cached_property
    def _parameters(self) -> dict[Key, list[Key]]:
        """The parameters that are one lock."""
        found: dict[Key, list[Key]] = defaultdict(list)
        for inner, outer in self._passed.items():
            found[outer].append(inner)
        return found

    def _given(self, function: Function, name: str, node: cst.CSTNode, op: Op) -> Key | None:
        place = [
            param.node.name.value
            for param in function.params
            if isinstance(param.node, cst.Param) and param.node.name.value != function.receiver
        ].index(name)
        given = argument(node, name, place) if isinstance(node, cst.Call) else None
        lock = self._module.locks.lock(given, op) if given is not None else None
        return self._module.locks.owned(lock) if lock is not None and lock.single else None

    def _lasts(self, key: Key, sections: list[Held]) -> bool:
        """Whether a task may be suspended while it has the lock, or keeps it when the function is left."""
        for function in dict.fromkeys(held.op.function for held in sections):
            flow = self._module.critical.flow(function)
            if flow is None or function.is_generator:
                return True
            ends = [state for way in (NEXT, RETURN) if (state := flow.outcome.get(way)) is not None]
            if any(self._key(held.lock) == key for state in ends for held in state.may):
                return True
            if any(self._starts_task(call) and self._holds(flow.before.get(call), key) for call in function.calls):
                return True
            for point in function.suspends:
                state = flow.before.get(point)
                holds = state is not None and any(
                    self._key(held.lock) == key and held.op.node is not point.node for held in state.may
                )
                if holds and self._suspends(point):
                    return True
        return False

    def _holds(self, state: Locked | None, key: Key) -> bool:
        return state is not None and any(self._key(held.lock) == key for held in state.may)

    @staticmethod
    def _starts_task(call: Call) -> bool:
        """An eager task runs at once, up to its first suspension: it may ask for the lock of the one who starts it."""
        return last_name(call.node.func) in _STARTS

    def _suspends(self, point: Suspend) -> bool:
        """Whether the task may be suspended at a point: not if it awaits a coroutine that never is."""
        node = point.node
        if isinstance(node, cst.WithItem):
            values = self._module.values(node.item, point)
            types = [value.type for value in values if isinstance(value, Instance) and isinstance(value.type, str)]
            known = [self._module.catalogue.type(name) for name in types]
            return len(known) < len(values) or any(
                each is None or each.scope not in {"timeout", "cancel"} for each in known
            )
        if not isinstance(node, cst.Await) or not isinstance(node.expression, cst.Call):
            return True
        call = self._module.call_at(node.expression)
        targets = self._module.targets(call) if call is not None else ()
        if not targets:
            return True
        for target in targets:
            if not isinstance(target, (FunctionRef, Method)) or self._may_suspend(target.function):
                return True
            if isinstance(target, Method):
                if not target.function.name.startswith("_"):
                    return True  # async, and never suspended: it is there to be overridden
                others = self._module.classes.overrides(target.receiver, target.function.name)
                if any(self._may_suspend(function) for _, function in others):
                    return True
        return False

    def _may_suspend(self, function: Function) -> bool:
        found = self._suspending.get(function)
        if found is None:
            self._suspending[function] = False  # one that awaits itself
            found = self._suspending[function] = (
                function.is_stub
                or not function.is_coroutine
                or bool(function.decorators)
                or self._does_nothing(function)
                or any(self._suspends(point) for point in function.suspends)
            )
        return found

    @staticmethod
    def _does_nothing(function: Function) -> bool:
        """Whether a body is to be written by somebody else: ``...``, a docstring, ``raise NotImplementedError``."""
        body = function.node.body if isinstance(function.node, cst.FunctionDef) else None
        statements = list(body.body) if isinstance(body, (cst.IndentedBlock, cst.SimpleStatementSuite)) else []
        small = [
            each
            for statement in statements
            for each in (statement.body if isinstance(statement, cst.SimpleStatementLine) else [statement])
        ]
        return all(isinstance(each, (cst.Expr, cst.Pass, cst.Raise)) and _is_plain(each) for each in small)

    # -- what uses a lock ---------------------------------------------------------------------------------------------

    def _made(self, key: Key) -> Write | None:
        """Where a lock is made, if all that it can be are such locks made here."""
        writes = self._writes(key)
        makers = [write for write in writes if not self._is_none(write)]
        if not makers or not all(self._makes(write) for write in makers):
            return None
        return makers[0]

    def _writes(self, key: Key) -> list[Write]:
        if len(key) == 1:  # `async with self` in a class of locks: made by whoever makes the object
            return []
        kind, owner, *rest = key
        if kind == "self" and isinstance(owner, Class) and len(rest) == 1:
            name = str(rest[0])
            return [] if owner.is_stub else [*owner.attributes.get(name, ()), *owner.scope.bindings.get(name, ())]
        if kind == "class" and len(rest) == 1:
            cls = self._classes.get(str(owner))
            name = str(rest[0])
            return [*cls.attributes.get(name, ()), *cls.scope.bindings.get(name, ())] if cls is not None else []
        if kind == "global" and not rest:
            module, _, name = str(owner).rpartition(".")
            scope = self._module.functions[0].scope
            return scope.bindings.get(name, []) if module == self._module.name and not self._is_exported(name) else []
        if kind == "local" and isinstance(owner, Scope) and len(rest) == 1:
            return owner.bindings.get(str(rest[0]), [])
        return []

    @cached_property
    def _classes(self) -> dict[str, Class]:
        return {self._module.locks.name_of(cls): cls for cls in self._module.lowering.classes}

    def _is_exported(self, name: str) -> bool:
        writes = self._module.functions[0].scope.bindings.get("__all__", ())
        return any(f'"{name}"' in self._module.source(w.value).replace("'", '"') for w in writes if w.value is not None)

    def _is_none(self, write: Write) -> bool:
        """``_lock = None``, to be made later on, or an annotation alone."""
        if write.value is None:
            return write.how == "ann"
        return isinstance(write.value, cst.Name) and write.value.value == "None"

    def _makes(self, write: Write) -> bool:
        if write.how not in {"assign", "ann", "walrus"} or not isinstance(write.value, cst.Call) or write.path:
            return False
        if len(self._module.use(write.value).targets) > 1:
            return False
        values = self._module.values(write.value, write)
        if any(isinstance(value, Instance) and value.type == "dataclasses.Field" for value in values):
            given = argument(write.value, "default_factory", None)
            made = self._module.values(given, write) if given is not None else ()
            return bool(made) and all(isinstance(value, External) and value.name in _LOCKS for value in made)
        return bool(values) and all(
            isinstance(value, Instance) and value.origin is write.value and value.type in _LOCKS for value in values
        )

    def _is_only_taken(self, key: Key) -> bool:
        """Whether all that is done to a lock, wherever the module names it, is to take it, and to give it back."""
        names = [key, *self._parameters.get(key, ())]
        return all(self._is_plain_by(each, str(each[-1]).rpartition(".")[2], 0) for each in names)

    def _is_plain_by(self, key: Key, name: str, depth: int) -> bool:
        """Whether a lock is only taken and given back by that name."""
        return depth < _DEEPEST and all(
            self._is_plain_use(key, node, read, depth)
            for read, node in self._mentions.get(name, ())
            if self._means(key, node, read) and (not depth or isinstance(node, cst.Name))
        )

    @cached_property
    def _mentions(self) -> dict[str, list[tuple[Read, cst.BaseExpression]]]:
        """The reads of each name, and of each attribute by its own name."""
        found: dict[str, list[tuple[Read, cst.BaseExpression]]] = defaultdict(list)
        for function in self._module.functions:
            for op in function.ops:
                node = op.node if isinstance(op, Read) else None
                while isinstance(op, Read) and isinstance(node, (cst.Attribute, cst.Subscript, cst.Call)):
                    if isinstance(node, cst.Attribute):
                        found[node.attr.value].append((op, node))
                    node = node.func if isinstance(node, cst.Call) else node.value
                if isinstance(op, Read) and isinstance(node, cst.Name):
                    found[node.value].append((op, node))
        return found

    def _means(self, key: Key, node: cst.BaseExpression, read: Read) -> bool:
        """Whether a name or attribute of that name may be the lock: also that of an object which is not known."""
        path, _ = self._module.locks.path(node, read)
        there = self._module.locks.owned(Lock(path, "", None))
        if there == key:
            return True
        if not isinstance(node, cst.Attribute) or key[0] in {"global", "local"}:
            return False
        if path.root[0] in {"self", "class"} and len(path.steps) == 1:
            return False  # of another class
        owners = [v.type for v in self._module.values(node.value, read) if isinstance(v, Instance)]
        return not owners or any(
            isinstance(owner, Class)
            and any(cls is key[1] for cls, _ in self._module.classes.definitions(owner, str(key[-1])))
            for owner in owners
        )

    def _is_plain_use(self, key: Key, node: cst.BaseExpression, read: Read, depth: int) -> bool:
        parent = self._module.parents.get(node)
        if isinstance(parent, cst.Attribute):
            call = self._module.parents.get(parent)
            return parent.attr.value in _METHODS and isinstance(call, cst.Call) and call.func is parent
        use = self._module.use(node)
        if use.kind == "context":
            return use.is_async and self._key_at(node, read) in {key, self._passed.get(key)}
        if use.kind in {"identity", "tested"}:
            return True
        if use.kind == "bound" and len(use.targets) == 1 and isinstance(use.targets[0], cst.Name):
            return self._is_plain_by(key, use.targets[0].value, depth + 1)  # `lock = self._lock`
        return use.kind == "argument" and isinstance(use.node, cst.Call) and self._is_followed(key, use.node, node)

    def _key_at(self, node: cst.BaseExpression, read: Read) -> Key | None:
        lock = self._module.locks.lock(node, read)
        return self._key(lock) if lock is not None else None

    def _is_followed(self, key: Key, call: cst.Call, node: cst.BaseExpression) -> bool:
        """Whether a lock is an argument of functions here whose parameter is always that lock."""
        op = self._module.call_at(call)
        targets = self._module.targets(op) if op is not None else ()
        goal = self._passed.get(key, key)
        for target in targets:
            if not isinstance(target, (FunctionRef, Method)) or target.function.is_stub:
                return False
            names = [
                param.node.name.value
                for param in target.function.params
                if isinstance(param.node, cst.Param) and param.node.name.value != target.function.receiver
            ]
            if not any(
                argument(call, name, place) is node and self._passed.get(("local", target.function.scope, name)) == goal
                for place, name in enumerate(names)
            ):
                return False
        return bool(targets)


def _is_plain(node: cst.CSTNode) -> bool:
    return not isinstance(node, cst.Expr) or isinstance(node.value, (cst.Ellipsis, cst.SimpleString))


__all__ = ["IdleLocks", "IdleSection"]

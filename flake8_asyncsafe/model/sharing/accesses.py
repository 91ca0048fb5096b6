"""The accesses of shared state in one module: attributes of objects and classes, globals, variables of closures.

Each is named by its access path, with the locks that may be held there: taken in the function, or by everybody in
sight who calls it.  What a constructor does is done before anybody else has the object.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.home_made import HomeMadeLocks
from flake8_asyncsafe.model.locks.identity import Lock, words
from flake8_asyncsafe.model.ops import Call, Iterate, Op, Write
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import External, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

Key = tuple[object, ...]

#: methods by which builtin containers change
CHANGES = frozenset(
    {"append", "extend", "insert", "pop", "remove", "clear", "add", "discard", "update", "setdefault", "popitem"}
    | {"appendleft", "popleft", "extendleft", "sort", "reverse", "difference_update", "intersection_update"}
)
#: objects whose methods are safe, or that nothing else can be said of
_SAFE = ("queue.", "collections.deque", "threading.", "multiprocessing.", "asyncio.", "contextvars.", "logging.")
_CONSTRUCTION = frozenset(
    {"__init__", "__new__", "__post_init__", "__setstate__", "__attrs_post_init__", "__init_subclass__", "__set_name__"}
    | {"__copy__", "__deepcopy__", "setUp", "setUpClass"}
)
#: words in the names of functions that bring an object into its first state
_STARTS_OVER = frozenset({"init", "initialize", "initialise", "reset", "setup", "configure", "reinit"})
_DEEPEST = 4


class Kind(Enum):
    """What an access does."""

    STORE = "store"  # binds it anew: one step
    UPDATE = "update"  # reads, computes and stores: `+=`, `d[k] = d[k] + 1`
    CHANGE = "change"  # changes a container in place
    WALK = "walk"  # iterates over it


@dataclass(frozen=True, slots=True)
class Access:
    """``op`` accesses the state ``key`` at ``node``."""

    op: Op
    node: cst.CSTNode
    key: Key
    kind: Kind
    text: str

    @property
    def function(self) -> Function:
        """The function that does."""
        return self.op.function

    @property
    def is_compound(self) -> bool:
        """Whether it takes several steps, or leaves the object in between them."""
        return self.kind in {Kind.UPDATE, Kind.CHANGE}


class Accesses:
    """Every access of shared state that matters for races, with the locks held there."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._held: dict[tuple[Op, int], frozenset[Key]] = {}
        self._built: dict[Function, bool] = {}

    @cached_property
    def by_key(self) -> dict[Key, tuple[Access, ...]]:
        """The accesses of each piece of state, outside of construction."""
        found: dict[Key, list[Access]] = {}
        for function in self._module.functions:
            if function.kind != "module" and not self.is_construction(function):
                for access in self._of(function):
                    found.setdefault(access.key, []).append(access)
        return {key: tuple(each) for key, each in found.items()}

    def bound_in(self, function: Function) -> frozenset[Key]:
        """The state that a function itself gives a new value, in construction too."""
        return frozenset(access.key for access in self._of(function) if access.kind is Kind.STORE)

    def _of(self, function: Function) -> Iterator[Access]:
        for op in function.ops:
            if isinstance(op, Write):
                yield from self._store(op)
            elif isinstance(op, Call):
                func = op.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in CHANGES:
                    key = self.key(func.value, op)
                    if key is not None and not self._is_safe(func.value, op):
                        yield Access(op, op.node, key, Kind.CHANGE, self._module.source(func.value))
            elif isinstance(op, Iterate) and not op.is_async:
                walked = _walked(op.iterable)
                key = self.key(walked, op) if not self._is_local(walked, op) else None
                if key is not None and not self._is_safe(walked, op):
                    yield Access(op, op.iterable, key, Kind.WALK, self._module.source(walked))

    def _store(self, op: Write) -> Iterator[Access]:
        if op.how not in {"assign", "ann", "aug", "del", "walrus"} or (op.how == "ann" and op.value is None):
            return
        node = op.node
        if not isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
            return
        if self._is_local(node, op):
            return  # another name for it
        target = node.value if isinstance(node, cst.Subscript) else node
        key = self.key(target, op)
        if key is None or (isinstance(node, cst.Subscript) and self._is_safe(target, op)):
            return
        if op.how == "aug" or self._reads_itself(op):
            kind = Kind.UPDATE
        else:
            kind = Kind.CHANGE if isinstance(node, cst.Subscript) else Kind.STORE
        yield Access(op, node, key, kind, self._module.source(target))

    @staticmethod
    def _is_local(node: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression is a local name: of what a container held when it got it, perhaps, as in a swap."""
        if not isinstance(node, cst.Name):
            return False
        scope = op.block.scope.lookup(node.value)
        return scope is None or scope.function is op.function

    def _reads_itself(self, op: Write) -> bool:
        """``self.n = self.n + 1``, ``d[k] = d.get(k, 0) + 1``, ``x = x or make()``."""
        if op.path or not isinstance(op.value, (cst.BinaryOperation, cst.BooleanOperation)):
            return False
        whole = self._module.source(op.node)
        base = self._module.source(op.node.value) + ".get(" if isinstance(op.node, cst.Subscript) else ""
        text = self._module.source(op.value)
        ends = text.startswith((f"{whole} ", f"({whole} ")) or text.endswith(f" {whole}")
        return ends or (bool(base) and base in text)

    # -- names --------------------------------------------------------------------------------------------------------

    def key(self, expression: cst.BaseExpression, op: Op) -> Key | None:
        """What tells pieces of state apart; None for what only the function has."""
        if not isinstance(expression, (cst.Name, cst.Attribute)):
            return None
        if isinstance(expression, cst.Name) and op.block.scope.lookup(expression.value) is None:
            return None
        path, single = self._module.locks.path(expression, op)
        kind = path.root[0]
        if not single or kind == "fresh" or (kind in {"self", "class"} and len(path.steps) != 1):
            return None
        if kind == "local" and getattr(path.root[1], "function", None) is op.function:
            return None
        if kind == "global" and path.steps:
            return None
        return self._module.locks.owned(Lock(path, "", None))

    def _is_safe(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether an object's own methods keep it whole, or it is of a class that may see to that itself.

        Nor is a module a container: ``os.remove(path)``.
        """
        for value in self._module.values(expression, op):
            if isinstance(value, External) and value.name in sys.stdlib_module_names:
                return True
            if isinstance(value, Instance) and (isinstance(value.type, Class) or value.type.startswith(_SAFE)):
                return True
        return False

    # -- locks --------------------------------------------------------------------------------------------------------

    def held(self, op: Op) -> frozenset[Key]:
        """The locks of threads that may be held at an operation: taken before it, or by all that call the function."""
        return self._held_at(op, 0)

    def _held_at(self, op: Op, depth: int) -> frozenset[Key]:
        found = self._held.get((op, depth))
        if found is None:
            found = self._held[op, depth] = self._find_held(op, depth)
        return found

    def _find_held(self, op: Op, depth: int) -> frozenset[Key]:
        locks = self._module.locks
        found = {
            locks.owned(each.lock)
            for each in self._module.critical.held(op).may
            if not each.is_for_tasks and not (each.lock.traits is not None and each.lock.traits.counting)
        }
        found |= self._module.ask(HomeMadeLocks).around(op)
        callers = list(self._module.graph.callers(op.function)) if depth < _DEEPEST else []
        # who calls itself holds what it was called with; that by a constructor alone is known of no other call
        others = [(caller, edge) for caller, edge in callers if caller is not op.function]
        if len(others) < len(callers) and all(caller.name in _CONSTRUCTION for caller, _ in others):
            others = []
        outer = [self._held_at(edge.op, depth + 1) for _, edge in others]
        if outer and op.function.name.startswith("_"):
            found |= frozenset.union(
                *outer
            )  # a helper: who calls it without the lock has another reason not to need it
        elif outer:
            found |= frozenset.intersection(*outer)
        return frozenset(found)

    def may_be_called_with_lock(self, function: Function) -> bool:
        """Whether a function says that it wants the lock, or is not for everybody and called by nobody in sight."""
        if not words(function.name).isdisjoint({"locked", "unlocked", "unsafe", "nolock"}):
            return True
        if any(last_name(call.node.func) == "release" for call in function.calls):
            return True  # it gives back what somebody else has taken, perhaps
        if function.kind == "lambda" or (function.parent is not None and function.parent.kind != "module"):
            return True  # a closure: whoever has it may hold the lock
        private = function.name.startswith("_") and not function.name.startswith("__")
        return private and next(iter(self._module.graph.callers(function)), None) is None

    # -- construction -------------------------------------------------------------------------------------------------

    def is_construction(self, function: Function) -> bool:
        """Whether a function only runs before others have the object: a constructor, or a helper of constructors."""
        found = self._built.get(function)
        if found is None:
            self._built[function] = False  # a cycle is none
            found = self._built[function] = self._is_built_in(function)
        return found

    def _makes_locks(self, function: Function) -> bool:
        """Whether a function gives its object the locks: it starts over, as after a fork."""
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute) and isinstance(op.value, cst.Call):
                values = self._module.values(op.value, op)
                if any(isinstance(v, Instance) and self._module.locks.traits(v) is not None for v in values):
                    return True
        return False

    def _is_built_in(self, function: Function) -> bool:
        if function.name in _CONSTRUCTION or self._makes_locks(function):
            return True
        callers = [caller for caller, _ in self._module.graph.callers(function)]
        if not words(function.name).isdisjoint(_STARTS_OVER):
            # `reset()`, `configure()`: what a constructor calls too is meant for objects that nobody uses (yet)
            return any(self.is_construction(caller) for caller in callers if caller.owner is function.owner)
        return (
            bool(callers)
            and function.name.startswith("_")
            and all(caller.owner is function.owner and self.is_construction(caller) for caller in callers)
        )


def _walked(node: cst.BaseExpression) -> cst.BaseExpression:
    """What is iterated over: of ``x.items()`` it is x."""
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and not node.args:
        return node.func.value if node.func.attr.value in {"items", "keys", "values"} else node
    return node

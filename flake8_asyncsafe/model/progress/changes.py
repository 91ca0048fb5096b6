"""Which operations may change what a dotted name stands for.

A write changes the name it binds; a call may change the object it is made on, what it is handed, and, if its code is
not known, everything that such code can reach: attributes and globals, but not plain locals.  Functions of this module
are looked into; functions of the standard library change what they are handed and nothing else.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.values import (
    ClassRef,
    Constant,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

_STDLIB = frozenset(sys.stdlib_module_names)
#: builtins that change what they are handed
_CHANGING_BUILTINS = frozenset(f"builtins.{name}" for name in ("setattr", "delattr", "next", "exec", "eval", "vars"))
_IMMUTABLE = frozenset(f"builtins.{name}" for name in ("str", "bytes", "int", "float", "bool", "frozenset", "range"))
#: libraries whose functions look at nothing they are given, or only write it down
_PLAIN_ROOTS = frozenset({"logging", "time", "warnings", "math", "traceback", "json", "copy", "gc"})
_LOG_METHODS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "trace"})
#: builtins that only look at what they are given
LOOKING_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in (
        "len", "bool", "isinstance", "issubclass", "any", "all", "min", "max", "sum", "abs", "int", "str", "float",
        "list", "tuple", "set", "frozenset", "dict", "sorted", "hasattr", "getattr", "callable", "range", "round",
        "type", "id", "repr", "bytes", "ord", "chr", "reversed", "enumerate", "zip",
    )
)  # fmt: skip
#: methods of known objects that only look at their state, and of containers
_QUERIES = frozenset(
    {
        "is_set", "done", "cancelled", "running", "is_alive", "empty", "full", "qsize", "locked", "is_running",
        "is_closed", "is_closing", "at_eof", "statistics", "get_name", "get_loop",
    }
)  # fmt: skip
_CONTAINER_QUERIES = frozenset(
    {"get", "keys", "values", "items", "index", "count", "copy", "isdisjoint", "issubset", "issuperset"}
)
_CONTAINERS = ("builtins.", "collections.")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation may change: these names and what hangs on them; ``shared``: all that unknown code can reach."""

    names: frozenset[str] = frozenset()
    shared: bool = False


def only_looks(target: Value) -> bool:
    """Whether a library's function or method changes nothing and gives the same as long as nothing else does."""
    if isinstance(target, External):
        return target.name in LOOKING_BUILTINS
    if not isinstance(target, ExternalMethod):
        return False
    owner, _, method = target.name.rpartition(".")
    return method in (_CONTAINER_QUERIES if owner.startswith(_CONTAINERS) else _QUERIES)


NOTHING = Change()
EVERYTHING = Change(shared=True)


def overlap(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether two sets of dotted names concern each other: the same name, or one is reached through the other."""
    others = tuple(second)
    return any(one == two or one.startswith(f"{two}.") or two.startswith(f"{one}.") for one in first for two in others)


class Changes:
    """Answers for one module, once per operation and per function."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Op, Change] = {}
        self._functions: dict[Function, Change] = {}

    def touches(self, op: Op, names: frozenset[str]) -> bool:
        """Whether ``op`` may change what one of ``names`` stands for."""
        change = self.of(op)
        if change is NOTHING:
            return False
        if change.shared and any(self.is_shared(name, op.block) for name in names):
            return True
        return overlap(change.names, names)

    def is_plain(self, op: Op) -> bool:
        """Whether a call certainly changes nothing and is not expected to raise: print, len, logging."""
        if not isinstance(op, Call):
            return True
        targets = self._module.evaluator.calls.targets(op.node, op)
        return self._is_log(op.node) or (bool(targets) and all(self._is_harmless(target) for target in targets))

    @staticmethod
    def is_shared(name: str, block: Block) -> bool:
        """Whether code elsewhere can change what a name stands for: an attribute, a global, what closures write."""
        if "." in name:
            return True
        scope = block.scope.lookup(name)
        if scope is None or scope is not block.function.scope:
            return True
        return any(write.function is not block.function for write in scope.bindings.get(name, ()))

    def of(self, op: Op) -> Change:
        """What one operation may change."""
        found = self._memo.get(op)
        if found is None:
            found = self._memo[op] = self._find(op, 0)
        return found

    def _find(self, op: Op, depth: int) -> Change:
        if isinstance(op, Write):
            name = _base(op.node) if isinstance(op.node, cst.BaseExpression) else ""
            return Change(frozenset({name})) if name else NOTHING
        if not isinstance(op, Call) or self._is_log(op.node):
            return NOTHING
        found = NOTHING
        for target in self._module.evaluator.calls.targets(op.node, op):
            change = self._call(op, target, depth)
            if change is not NOTHING:
                found = Change(found.names | change.names, found.shared or change.shared)
        return found

    @staticmethod
    def _is_log(node: cst.Call) -> bool:
        """``self.logger.debug(...)``: nobody's logger waits for what it logs."""
        func = node.func
        if isinstance(func, cst.Attribute) and func.attr.value in _LOG_METHODS:
            return "log" in dotted_text(func.value).rpartition(".")[2].lower()
        return False

    def _is_harmless(self, target: Value) -> bool:
        if only_looks(target):
            return True
        if not isinstance(target, (External, ExternalMethod)):
            return False
        name = target.name
        if name.startswith("builtins."):
            return isinstance(target, External) and name not in _CHANGING_BUILTINS
        return name.partition(".")[0] in _PLAIN_ROOTS

    def _call(self, op: Call, target: Value, depth: int) -> Change:
        if self._is_harmless(target):
            return NOTHING
        if isinstance(target, (FunctionRef, Method)):
            if target.function.is_stub:
                return Change(self._handed(op), shared=True)
            return self._first_party(op, target.function, depth)
        if isinstance(target, ClassRef):
            init = self._module.classes.method(target.cls, "__init__")
            if init is not None and init.is_stub:
                return Change(self._handed(op), shared=True)
            return self._first_party(op, init, depth) if init is not None else NOTHING
        handed = self._handed(op)
        if isinstance(target, (External, ExternalMethod)):
            api = self._module.catalogue.api(target.name)
            if isinstance(target, ExternalMethod) and target.receiver.type in _IMMUTABLE:
                return NOTHING
            known = api is not None or target.name.partition(".")[0] in {*_STDLIB, "builtins", "anyio", "trio"}
            return Change(handed, shared=not known)
        receiver = op.node.func.value if isinstance(op.node.func, cst.Attribute) else None
        if receiver is not None:
            values = self._module.values(receiver, op)
            if values and all(isinstance(value, (Coroutine, Generator, Constant)) for value in values):
                return NOTHING
            if values and all(isinstance(value, Instance) and value.type in _IMMUTABLE for value in values):
                return NOTHING
        return Change(handed, shared=True)

    @staticmethod
    def _handed(op: Call) -> frozenset[str]:
        """The names of the object that a call is made on and of what it is handed."""
        node = op.node
        names = {_base(arg.value) for arg in node.args}
        if isinstance(node.func, cst.Attribute):
            names.add(_base(node.func.value))
        return frozenset(names) - {""}

    # -- functions of this module -------------------------------------------------------------------------------------

    def _first_party(self, op: Call, function: Function, depth: int) -> Change:
        if function.is_async or function.is_generator:
            return NOTHING  # made, not run
        inside = self._function(function, depth)
        if inside is NOTHING:
            return NOTHING
        receiver = _base(op.node.func.value) if isinstance(op.node.func, cst.Attribute) else ""
        bound = self._arguments(op.node, function)
        names: set[str] = set()
        for name in inside.names:
            root, dot, rest = name.partition(".")
            if root == function.receiver:
                names.add(f"{receiver}{dot}{rest}" if receiver else rest)
            elif root in bound:
                names.add(f"{bound[root]}{dot}{rest}" if bound[root] else "")
            elif function.scope.lookup(root) is not function.scope:
                names.add(name)
        return Change(frozenset(names) - {""}, inside.shared)

    @staticmethod
    def _arguments(node: cst.Call, function: Function) -> dict[str, str]:
        free = function.parameter_names(bound=True)
        bound = dict.fromkeys(free, "")
        place = 0
        for arg in node.args:
            if arg.keyword is not None:
                bound[arg.keyword.value] = _base(arg.value)
            elif not arg.star and place < len(free):
                bound[free[place]] = _base(arg.value)
                place += 1
        return bound

    def _function(self, function: Function, depth: int) -> Change:
        """What running a function changes, in its own words."""
        known = self._functions.get(function)
        if known is not None:
            return known
        if depth >= _DEEPEST:
            return EVERYTHING
        self._functions[function] = NOTHING  # a cycle adds nothing of its own
        names: set[str] = set()
        shared = False
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, cst.Name):
                if op.node.value in function.scope.declared:
                    names.add(op.node.value)
            elif isinstance(op, Write) and op.how == "param":
                continue
            else:
                change = self._find(op, depth + 1)
                names |= change.names
                shared = shared or change.shared
        found = Change(frozenset(names), shared) if names or shared else NOTHING
        self._functions[function] = found
        return found


def _base(node: cst.BaseExpression) -> str:
    """The dotted name of an object; of an item or a method's result, that of what it comes from."""
    while True:
        path = dotted_text(node)
        if path:
            return path.partition(".__dict__")[0]
        if isinstance(node, (cst.Attribute, cst.Subscript)):
            node = node.value
        elif isinstance(node, cst.Call):
            node = node.func.value if isinstance(node.func, cst.Attribute) else node.func
        else:
            return ""

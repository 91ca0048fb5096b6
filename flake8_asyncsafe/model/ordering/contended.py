"""Stale writes that lose what others did: which of them several tasks can really make at once.

Every coroutine method may run in two tasks at the same time, and a class does not say whether it is meant to.  What
does say so is left out here: a lock that is held from the read to the write, a value that is only put back, code that
builds or takes down the object it works on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.ordering.absence import outcome_says_absent, says_over
from flake8_asyncsafe.model.ordering.copies import is_copy
from flake8_asyncsafe.model.stale import made_of
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.stale import StaleWrite

#: methods that run once in the life of an object, before or after it is used
ONCE = frozenset(
    {"__aenter__", "__aexit__", "asyncSetUp", "asyncTearDown", "setUp", "tearDown", "async_setup", "on_startup"}
    | {"on_shutdown", "lifespan"}
)


#: methods that give what is in their object
_KEEPS = frozenset({"get", "copy", "pop", "setdefault", "values", "items"})
_CONSTRUCT = frozenset({"__init__", "__new__", "__post_init__"})


class LostUpdates:
    """The lost updates of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def of(self, function: Function) -> Iterator[StaleWrite]:
        """The writes in a function whose value derives from what a suspension has made stale; one for each write."""
        seen: set[object] = set()
        if is_called_with_lock(function, self._module):
            return
        for stale in self._module.stale.stale_writes(function):
            if stale.how != "value" or stale.write in seen or function.name in ONCE:
                continue
            if not self.is_excluded(stale) and not self._is_put_back(stale):
                seen.add(stale.write)
                yield stale

    @staticmethod
    def is_excluded(stale: StaleWrite) -> bool:
        """Whether one lock keeps other tasks out from the read to the write (or hangs them: ASF201)."""
        return any(
            held.lock.kind is not LockKind.THREAD or held.lock.excludes_itself or held.lock.traits is None
            for held in stale.spanning
        )

    def _is_put_back(self, stale: StaleWrite) -> bool:
        """``old = self.x; ...; self.x = old``: what was changed for a while is restored, or a default was filled in."""
        write = stale.write
        if not isinstance(write, Write) or write.how == "aug" or write.value is None:
            return False
        return is_copy(write.value, write, _opened)


def _opened(node: cst.BaseExpression) -> list[cst.BaseExpression] | None:
    """What a call hands on: a copy of its argument or of its object; what is waited for may be anything."""
    if not isinstance(node, cst.Call):
        return [] if isinstance(node, cst.Await) else None
    if _keeps(node):
        return [arg.value for arg in node.args[:1]] if isinstance(node.func, cst.Name) else [node.func]
    return None if made_of(node) else []


def _keeps(node: cst.Call) -> bool:
    """Whether a call gives what is there already, or a copy: ``list(x)``, ``table.get(key)``, ``x.copy()``."""
    if isinstance(node.func, cst.Name):
        return node.func.value in {"list", "dict", "set", "tuple", "sorted", "reversed"}
    return isinstance(node.func, cst.Attribute) and node.func.attr.value in _KEEPS


class Assumptions:
    """The checks of one module that are acted upon after others may have changed the answer."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def of(self, function: Function) -> Iterator[StaleWrite]:
        """The writes in a function that assume what was checked before a suspension; one for each write."""
        if function.name in ONCE or function.name.startswith("test") or is_called_with_lock(function, self._module):
            return
        found = [stale for stale in self._module.stale.stale_writes(function) if stale.how == "guard"]
        # a look under the lock counts, whatever was seen in front of it: double-checked locking
        seen: set[object] = {stale.write for stale in found if LostUpdates.is_excluded(stale)}
        for stale in found:
            if stale.write in seen:
                continue
            if self._acts_on_it(stale):
                seen.add(stale.write)
                yield stale

    def _acts_on_it(self, stale: StaleWrite) -> bool:
        """Whether the write does what the check was for: it makes or claims what is not there, or removes what is."""
        write = stale.write
        tests = [
            (test, outcome)
            for test, outcome in stale.tests
            if self._is_about(test, stale) and not self._is_asserted(test)
        ]
        if isinstance(write, Call):
            removes = isinstance(write.node.func, cst.Attribute) and write.node.func.attr.value in _REMOVE
            return any(removes or outcome_says_absent(test, outcome) for test, outcome in tests)
        if write.how == "del":
            return bool(tests)
        if write.how not in {"assign", "ann", "walrus", "with"} or _gives_up(write.value):
            return False
        if _is_constant(write.value) and not self._is_busy_flag(stale):
            return False  # `self.closed = True` is right however often it is done
        return any(
            outcome_says_absent(test, outcome)
            or (isinstance(test, cst.BaseExpression) and says_over(test, truth=bool(outcome)))
            for test, outcome in tests
        )

    def _is_about(self, test: cst.CSTNode, stale: StaleWrite) -> bool:
        """Whether a test looks at the state itself, or at a local that was read from it and nothing else."""
        if isinstance(test, (cst.ExceptHandler, cst.ExceptStarHandler)):
            return True
        if isinstance(test, cst.Match):
            test = test.subject
        state = str(stale.path.steps[-1] if stale.path.steps else stale.path.root[-1]).rpartition(".")[2]
        if state.startswith("["):
            return True
        source = self._module.source
        for node in inner_nodes(test):
            if isinstance(node, cst.Attribute) and node.attr.value == state:
                return True
            if isinstance(node, cst.Name):
                if node.value == state:
                    return True
                writes = stale.write.function.scope.bindings.get(node.value, ())
                if any(w.value is not None and state in source(w.value) and not _chooses(w.value) for w in writes):
                    return True
        return False

    def _is_asserted(self, test: cst.CSTNode) -> bool:
        """``assert not self.task``: the code says that it is not called twice."""
        return isinstance(self._module.parents.get(test), cst.Assert)

    def _is_busy_flag(self, stale: StaleWrite) -> bool:
        """Whether a flag keeps others out for a while: it is taken back some time, and something is done meanwhile."""
        write = stale.write
        name = str(stale.path.identity[-1]).rpartition(".")[2]
        back = [
            op.function
            for function in self._module.functions
            if function.kind != "module" and function.name not in _CONSTRUCT
            for op in function.ops
            if isinstance(op, Write)
            and isinstance(op.node, (cst.Attribute, cst.Name))
            and last_name(op.node) == name
            and isinstance(op.value, cst.Name)
            and op.value.value in {"False", "None"}
        ]
        after = any(isinstance(op, (Write, Call)) and op.index > write.index for op in write.function.ops)
        return bool(back) and (after or write.function in back)


_REMOVE = frozenset({"pop", "popitem", "remove"})


def is_called_with_lock(function: Function, module: Module) -> bool:
    """Whether everybody in sight who calls a helper holds an async lock (or one of unknown kind) at the call."""
    if not function.name.startswith("_") or function.name.startswith("__") or not module.critical.any_locks:
        return False
    callers = list(module.graph.callers(function))
    return bool(callers) and all(
        any(held.lock.kind is not LockKind.THREAD for held in module.critical.held(edge.op).may) for _, edge in callers
    )


def _is_constant(value: cst.BaseExpression | None) -> bool:
    if isinstance(value, cst.Name):
        return value.value in {"True", "False", "None"}
    return isinstance(value, (cst.SimpleString, cst.BaseNumber))


def _chooses(value: cst.BaseExpression) -> bool:
    return isinstance(value, (cst.IfExp, cst.BooleanOperation))


def _gives_up(value: cst.BaseExpression | None) -> bool:
    """``self.task = None``, ``self.busy = False``: a reset, which is right however often it is done."""
    return isinstance(value, cst.Name) and value.value in {"None", "False"}

"""Loops that an object runs on a thread of its own, and its methods that use them from outside of that thread.

``Thread(target=self._loop.run_forever)``, or a method of the object on a thread that calls it: from then on the loop
is at home there, and what others call of the object's methods may only reach it by the ways for other threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.contexts.admitted import AdmittedCalls
from flake8_asyncsafe.model.contexts.asks import asks_for_thread
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.lowering.statements import dotted_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Class, Function

_RUNS = frozenset({"run_forever", "run_until_complete"})
_BEFORE = frozenset({"__init__", "__new__", "__post_init__"})
#: (class, attribute): the loop of each object
Key = tuple["Class", str]


class LoopThreads:
    """Finds such uses in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._loop = module.ask(AdmittedCalls)

    def found(self) -> Iterator[tuple[Call, str, Op]]:
        """(call, name of the API, where the loop gets its thread) for each direct use from outside."""
        if "run_forever" not in self._module.lowered_source:
            return
        homes = self._homes()
        for function in self._module.functions if homes else ():
            if not self._is_outside(function):
                continue
            for call in function.calls:
                loop, name = self._loop.used(call)
                key = self._key(loop, function) if loop is not None else None
                if key in homes and not self._is_careful(call, dotted_text(loop) if loop is not None else ""):
                    yield call, name, homes[key]

    def _homes(self) -> dict[Key, Op]:
        """The loops that run on threads, with where these are started; not those that run elsewhere too."""
        homes: dict[Key, Op] = {}
        on_thread: dict[Function, Op] = {}
        for spawn in self._module.spawns.all():
            if spawn.where is Where.THREAD and spawn.function is not None:
                on_thread.setdefault(spawn.function, spawn.op)
            elif spawn.where is Where.THREAD and last_name(spawn.argument) == "run_forever":
                given = spawn.argument
                key = self._key(given.value, spawn.op.function) if isinstance(given, cst.Attribute) else None
                if key is not None:
                    homes.setdefault(key, spawn.op)
        elsewhere: set[Key] = set()
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _RUNS:
                key = self._key(func.value, call.function)
                if key is None:
                    continue
                if call.function not in on_thread:
                    elsewhere.add(key)
                elif func.attr.value == "run_forever":
                    homes.setdefault(key, on_thread[call.function])
        return {key: op for key, op in homes.items() if key not in elsewhere}

    @staticmethod
    def _key(node: cst.BaseExpression, function: Function) -> Key | None:
        """``self._loop`` in a method, or in a function inside of one."""
        if not isinstance(node, cst.Attribute) or not isinstance(node.value, cst.Name):
            return None
        outer: Function | None = function
        while outer is not None:
            if outer.receiver == node.value.value and outer.owner is not None:
                return outer.owner, node.attr.value
            outer = outer.parent
        return None

    def _is_outside(self, function: Function) -> bool:
        """Whether it is a method for users of the object, on whichever thread these are."""
        if function.is_async or function.kind != "function" or function.owner is None or function.name in _BEFORE:
            return False
        if function.name.startswith("_") and not function.name.startswith("__"):
            return False
        contexts = self._module.ask(Contexts)
        if any(reach.on_loop or reach.in_coroutine or reach.loop for reach in contexts.of(function)):
            return False
        return not any(  # what starts the thread knows whether it runs yet
            spawn.op.function is function for spawn in self._module.spawns.all() if spawn.where is Where.THREAD
        )

    def _is_careful(self, call: Call, text: str) -> bool:
        """Whether the method looks on which thread it is, or whether the loop runs, or has waited for its end."""
        if self._module.blocking.knows_of_loop(call) or asks_for_thread(self._module, call):
            return True
        if self._loop.is_asked(call, text):
            return True
        return any(other.index < call.index and last_name(other.node.func) == "join" for other in call.function.calls)

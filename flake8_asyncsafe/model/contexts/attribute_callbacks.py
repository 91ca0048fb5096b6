"""Callbacks that are attributes of a library's object, or arguments of its constructor: ``client.on_message = f``.

The library calls them in some method of the object, on whichever thread that is called, or on one that it starts.  The
catalogue says which; whether it is a worker thread is seen from where the module calls that method.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.contexts.given import target
from flake8_asyncsafe.model.contexts.places import Context, Kind
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.values import External, ExternalMethod, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Callbacks
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_NAME = re.compile(r"_?(on|when)_\w+")
#: so many callers are gone through to see whether a function runs on a thread
_MOST_CALLERS = 50


class AttributeCallbacks:
    """Finds the contexts of such callbacks in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._on_thread: frozenset[Function] | None = None

    def all(self) -> Iterator[Context]:
        """Each of them that is sure to be called on a worker thread."""
        text = self._module.lowered_source
        if "on_" not in text and "when_" not in text:
            return
        for op, name, type_name, given in self._assigned():
            for known in self._known(type_name, name):
                site = self._site(type_name, known, op)
                for value in self._module.values(given, op) if site is not None else ():
                    function = target(value)
                    if function is not None and site is not None and not function.is_async:
                        api = f"{type_name}.{name}"
                        yield Context(Kind.THREAD, function, site, api, lane=site.node, node=site.node)

    def _assigned(self) -> Iterator[tuple[Op, str, str, cst.BaseExpression]]:
        """(operation, attribute, type of the object, what it becomes) for each possible callback."""
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Write) and type(op.node) is cst.Attribute:
                    name = op.node.attr.value
                    if op.value is not None and not op.path and _NAME.fullmatch(name):
                        for type_name in self._types(op.node.value, op):
                            yield op, name, type_name, op.value
                elif type(op) is Call:
                    for arg in op.node.args:
                        if arg.keyword is not None and _NAME.fullmatch(arg.keyword.value):
                            for value in self._module.targets(op):
                                if isinstance(value, External):
                                    yield op, arg.keyword.value, value.name, arg.value

    def _types(self, node: cst.BaseExpression, op: Op) -> Iterator[str]:
        for value in self._module.values(node, op):
            if isinstance(value, Instance) and isinstance(value.type, str):
                yield value.type

    def _known(self, type_name: str, name: str) -> Iterator[Callbacks]:
        catalogue = self._module.catalogue
        for each in catalogue.lineage(catalogue.canonical(type_name)):
            entry = catalogue.types.get(each)
            for callbacks in entry.callbacks if entry is not None else ():
                if any(fnmatchcase(name.removeprefix("_"), pattern) for pattern in callbacks.patterns):
                    yield callbacks

    def _site(self, type_name: str, callbacks: Callbacks, given: Op) -> Op | None:
        """Where the module has such methods called on a thread, if it does not call them elsewhere too."""
        names = {f"{type_name}.{method}" for method in callbacks.methods}
        found: Op | None = None
        for spawn in self._module.spawns.all():
            if spawn.where is Where.THREAD and self._is_one_of(spawn.value, names):
                found = found or spawn.op
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in callbacks.methods:
                continue
            if any(self._is_one_of(value, names) for value in self._module.targets(call)):
                if self._is_of_a_sibling(call, given):
                    continue
                if not callbacks.starts and call.function not in self._thread_functions():
                    return None
                found = found or call
        return found

    def _is_of_a_sibling(self, call: Call, given: Op) -> bool:
        """Whether a call stands in another subclass of a base that both have: its object is another one."""
        one, other = call.function.owner, given.function.owner
        if one is None or other is None:
            return False
        mro, others = self._module.classes.mro(one), self._module.classes.mro(other)
        return one not in others and other not in mro and any(each in others for each in mro)

    @staticmethod
    def _is_one_of(value: object, names: set[str]) -> bool:
        while isinstance(value, Partial):
            value = value.target
        return isinstance(value, ExternalMethod) and value.name in names

    def _thread_functions(self) -> frozenset[Function]:
        """The functions that threads are started on, and what these call."""
        if self._on_thread is None:
            todo = [
                spawn.function
                for spawn in self._module.spawns.all()
                if spawn.where is Where.THREAD and spawn.function is not None
            ]
            seen = set(todo)
            while todo and len(seen) < _MOST_CALLERS:
                for edge in self._module.graph.edges(todo.pop()):
                    if edge.callee not in seen and not edge.callee.is_stub:
                        seen.add(edge.callee)
                        todo.append(edge.callee)
            self._on_thread = frozenset(seen)
        return self._on_thread

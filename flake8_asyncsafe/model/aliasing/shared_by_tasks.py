"""Objects that serve one task at a time, used by several: sessions, connections, cursors, readers, generators.

They are no shared data but one conversation: a question and its answer, a place in a stream.  What two tasks say to
them gets mixed up at the first suspension point (or they notice, and raise).  The catalogue says which types, and which
of their methods, are such (``one_task``); asynchronous generators are by the language (PEP 525).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.aliasing.containers import path_of, shown
from flake8_asyncsafe.model.aliasing.shared_arguments import Given, SharedArguments
from flake8_asyncsafe.model.ops import Call, Iterate
from flake8_asyncsafe.model.values import NONE, Coroutine, FunctionRef, Generator, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

_DEEPEST = 3
#: what waits for several
_MANY = (".gather", ".wait", ".as_completed")
_ALL = frozenset({"*"})
#: what stands for ``async for`` and ``anext`` among methods
_WALK = "async for"
#: what a task does with an object before others have it, or when they are done
_ENDS = frozenset({"close", "aclose", "wait_closed", "__aenter__", "__aexit__"})


@dataclass(frozen=True, slots=True)
class SharedByTasks:
    """``node`` starts a second task that uses the object at ``path``, a ``type``; ``why`` it serves only one."""

    node: cst.CSTNode
    path: str
    type: str
    why: str


@dataclass(frozen=True, slots=True)
class _Sole:
    """A type that serves one task at a time for its ``methods``, and why."""

    type: str
    why: str
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Use:
    """One start of a task that uses such an object; ``repeated``: of several; ``waits``: the call waits for them.

    ``task`` is what the task is made of: one that uses the object by two names is still one.
    """

    given: Given
    sole: _Sole
    repeated: bool
    waits: bool
    task: cst.BaseExpression

    def report(self, node: cst.CSTNode) -> SharedByTasks:
        return SharedByTasks(node, shown(self.given.path), self.sole.type, self.sole.why)


class TaskSharing:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._arguments = module.ask(SharedArguments)

    def found(self) -> Iterator[SharedByTasks]:
        """Every start of a task that shares such an object with one before it."""
        if not self._module.coroutines:
            return
        groups: dict[tuple[object, ...], list[_Use]] = {}
        for spawn in self._arguments.starts():
            if spawn.where is not Where.TASK or not isinstance(spawn.op, Call):
                continue
            if not spawn.name.endswith(_MANY) and self._module.use(spawn.op.node).kind == "awaited":
                continue  # `await create_task(work())`, `await wait_for(work(), 3)`: this function waits for it
            for given, sole in self._used(spawn, spawn.op):
                scope = spawn.op.block.scope.lookup(given.path[0])
                repeated, waits = given.repeated or "many" in spawn.flags, spawn.name.endswith(_MANY)
                use = _Use(given, sole, repeated, waits, spawn.argument)
                groups.setdefault((spawn.op.function, scope, given.path), []).append(use)
        for group in groups.values():
            uses = sorted(group, key=lambda each: each.given.call.index)
            for n, second in enumerate(uses):
                if second.repeated or any(
                    first.task is not second.task and self._meet(first, second.given) for first in uses[:n]
                ):
                    yield second.report(self._arguments.started_at(second.given))
                    break  # one report for each object
            else:
                yield from self._with_starter(uses[0])

    def _meet(self, first: _Use, second: Given) -> bool:
        return not self._arguments.are_apart(first.given, second)

    def _with_starter(self, use: _Use) -> Iterator[SharedByTasks]:
        """A use by the function that started the one task and has not waited for it."""
        given = use.given
        for op in given.call.function.ops[given.call.index + 1 :] if not use.waits else ():
            node = self._own_use(op, given.path, use.sole.methods)
            if node is None or (self._module.critical.any_locks and self._module.critical.held(op).may):
                continue
            if isinstance(op, Call) and self._meet(use, replace(given, call=op)):
                yield use.report(node)
                return

    def _own_use(self, op: Op, path: Path, methods: frozenset[str]) -> cst.CSTNode | None:
        """The call in which a function itself waits for the object at a path."""
        if not isinstance(op, Call) or self._module.use(op.node).kind != "awaited":
            return None
        func = op.node.func
        if isinstance(func, cst.Attribute) and path_of(func.value) == path:
            return op.node if _is_one_of(func.attr.value, methods) else None
        return op.node if self._hands_on(op, path, methods, 0) else None

    # -- what a task uses ---------------------------------------------------------------------------------------------

    def _used(self, spawn: Spawn, call: Call) -> Iterator[tuple[Given, _Sole]]:
        """(how it got it, its type) for each such object that a started task uses."""
        value = spawn.value
        of = value.of if isinstance(value, Coroutine) else value
        if not isinstance(of, (FunctionRef, Method)):
            yield from self._of_library(spawn, call)
        if not isinstance(of, (FunctionRef, Method)):
            return
        target = of.function
        for given in self._arguments.given(spawn, target, any_type=True):
            for sole in self._sole(given.node, call):
                if self._uses(target, (given.name,), sole.methods, 0):
                    yield given, sole
        for path, inner, expression, op in self._reached(target, spawn, call):
            for sole in self._sole(expression, op):
                if self._uses(target, inner, sole.methods, 0):
                    repeated = self._arguments.is_repeated(call, path)
                    yield Given(call, spawn.argument, path, target, "", spawn.where, repeated), sole

    def _of_library(self, spawn: Spawn, call: Call) -> Iterator[tuple[Given, _Sole]]:
        """``gather(session.execute(a), session.execute(b))``, ``start_soon(session.execute, a)``, ``anext(source)``."""
        node: cst.BaseExpression = spawn.argument
        subject, method = None, "__anext__"
        func = node.func if isinstance(node, cst.Call) else node
        if isinstance(func, cst.Attribute):
            subject, method = func.value, func.attr.value
        elif isinstance(node, cst.Call) and isinstance(func, cst.Name) and func.value == "anext" and node.args:
            subject = node.args[0].value
        path = path_of(subject) if subject is not None else ()
        for sole in self._sole(subject, call) if subject is not None and path else ():
            if _is_one_of(method, sole.methods):
                place = self._module.lowering.module
                repeated = self._arguments.is_repeated(call, path)
                yield Given(call, node, path, place, "", spawn.where, repeated), sole

    def _reached(
        self, target: Function, spawn: Spawn, call: Call
    ) -> Iterator[tuple[Path, Path, cst.BaseExpression, Op]]:
        """(path where the task is started, path in it, expression, place) for what a task uses without being given it.

        That are attributes of the object whose method it is, variables of the function that starts it, and globals.
        """
        started: cst.BaseExpression = spawn.argument
        if isinstance(started, cst.Call):
            started = started.func
        holder = path_of(started.value) if isinstance(started, cst.Attribute) else ()
        seen: set[Path] = set()
        for op in self._ops(target, 0):
            expression = _subject(op)
            path = path_of(expression) if expression is not None else ()
            if expression is None or not path or path in seen:
                continue
            seen.add(path)
            if holder and path[0] == op.function.receiver is not None and len(path) == 2:
                yield (*holder, path[1]), path, expression, op
                continue
            scope = op.block.scope.lookup(path[0])
            captured = scope is not None and scope is call.function.scope and target.parent is call.function
            if captured or (scope is not None and scope is self._module.lowering.module.scope):
                yield path, path, expression, op

    def _ops(self, function: Function, depth: int) -> Iterator[Op]:
        """The operations of a function and of what it calls on itself."""
        yield from function.ops
        if depth < _DEEPEST:
            for edge in self._module.graph.edges(function):
                callee = edge.callee
                if not callee.is_stub and callee is not function and callee.owner is function.owner is not None:
                    yield from self._ops(callee, depth + 1)

    def awaited_methods(self, function: Function, name: str) -> tuple[str, ...]:
        """The methods on which a function waits of what it is given for a parameter, itself or in what it calls."""
        return tuple(sorted(set(self._awaited(function, (name,), 0))))

    def _uses(self, function: Function, path: Path, methods: frozenset[str], depth: int) -> bool:
        """Whether a function waits for the object at ``path`` without a lock, itself or in what it gives it to."""
        return any(each == _WALK or _is_one_of(each, methods) for each in self._awaited(function, path, depth))

    def _awaited(self, function: Function, path: Path, depth: int) -> Iterator[str]:
        if function.is_stub:
            yield from self._module.outside.awaited_methods(function, path[0]) if len(path) == 1 else ()
        for op in function.ops:
            if self._module.critical.any_locks and self._module.critical.held(op).may:
                continue
            if isinstance(op, Iterate):
                if op.is_async and path_of(op.iterable) == path:
                    yield _WALK
            elif isinstance(op, Call):
                func = op.node.func
                if isinstance(func, cst.Attribute) and path_of(func.value) == path:
                    if self._is_waited_for(op):
                        yield func.attr.value
                elif depth < _DEEPEST:
                    yield from self._handed_on(op, path, depth)

    def _hands_on(self, op: Call, path: Path, methods: frozenset[str], depth: int) -> bool:
        return any(each == _WALK or _is_one_of(each, methods) for each in self._handed_on(op, path, depth))

    def _handed_on(self, op: Call, path: Path, depth: int) -> Iterator[str]:
        """The methods on which what a call runs waits, of an object that it is given or that both belong to."""
        if isinstance(op.node.func, cst.Name) and op.node.func.value == "anext":
            if op.node.args and path_of(op.node.args[0].value) == path:
                yield _WALK
            return
        place = next((at for at, arg in enumerate(op.node.args) if path_of(arg.value) == path), None)
        for target in self._module.targets(op):
            if not isinstance(target, (FunctionRef, Method)):
                continue
            function = target.function
            if place is None:
                own = isinstance(target, Method) and path[0] == op.function.receiver and function is not op.function
                inner = (function.receiver, *path[1:]) if own and function.receiver else ()
                if inner and not function.is_stub:
                    yield from self._awaited(function, inner, depth + 1)
                continue
            arg = op.node.args[place]
            names = function.parameter_names(bound=True)
            name = arg.keyword.value if arg.keyword is not None else names[place] if place < len(names) else ""
            if name:
                yield from self._awaited(function, (name,), depth + 1)

    def _is_waited_for(self, op: Call) -> bool:
        use = self._module.use(op.node)
        return use.kind in {"awaited", "context", "returned", "bound", "iterated", "argument"}

    # -- types --------------------------------------------------------------------------------------------------------

    def _sole(self, node: cst.BaseExpression, op: Op) -> Iterator[_Sole]:
        """Its type if an expression is an object that serves one task at a time."""
        values = [value for value in self._module.values(node, op) if value != NONE]
        found = {self._entry(value) for value in values}
        if len(found) == 1:
            only = found.pop()
            if only is not None:
                yield only

    def _entry(self, value: Value) -> _Sole | None:
        if isinstance(value, Generator) and value.of.function.is_async:
            return _Sole("asynchronous generator", "a step while another one runs raises RuntimeError", _ALL)
        if not isinstance(value, Instance) or not isinstance(value.type, str):
            return None
        catalogue = self._module.catalogue
        for name in catalogue.lineage(catalogue.canonical(value.type)):
            entry = catalogue.types.get(name)
            if entry is not None and entry.one_task:
                return _Sole(entry.name, entry.why, frozenset(entry.one_task))
        return None


def _is_one_of(method: str, methods: frozenset[str]) -> bool:
    return method in methods or (methods == _ALL and method not in _ENDS)


def _subject(op: Op) -> cst.BaseExpression | None:
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
        return op.node.func.value
    if isinstance(op, Call) and isinstance(op.node.func, cst.Name) and op.node.func.value == "anext" and op.node.args:
        return op.node.args[0].value
    return op.iterable if isinstance(op, Iterate) and op.is_async else None

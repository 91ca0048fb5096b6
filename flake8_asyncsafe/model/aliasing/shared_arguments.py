"""One mutable object given to several tasks or threads that do not expect each other.

For each task or thread that a function starts the arguments are followed into the function that runs, and what it does
to the parameter decides: does it change the object, and does it rely on the object staying as it is (iterate over it,
test it and then use it, read it and then write what follows from that)?
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.aliasing.containers import CHANGING, RESIZING, Containers, path_of, shown
from flake8_asyncsafe.model.aliasing.sends import given_to
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.methods import bound_once
from flake8_asyncsafe.model.calls.spawns import Spawn
from flake8_asyncsafe.model.ops import Branch, Call, Iterate, Loop, Op, Read, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.model.values import Coroutine, Display
from flake8_asyncsafe.syntax.walk import inner_nodes, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

_CONTAINERS = frozenset({"list", "dict", "set"})
_VIEWS = frozenset({"items", "keys", "values"})
#: changes that any number of workers may make without looking: they add, or put something under a key
_ADDING = frozenset({"append", "appendleft", "add", "extend", "update", "setdefault"})


#: what works a figure out of all elements of a container
_MEASURES = frozenset({"sum", "len", "max", "min", "fsum", "mean"})
_TESTED = "tests it and acts on that later"


@dataclass(frozen=True, slots=True)
class Given:
    """At ``node`` (of ``call``) the object at ``path`` is given to ``target``, which knows it as ``name``."""

    call: Call
    node: cst.BaseExpression
    path: Path
    target: Function
    name: str
    where: Where
    repeated: bool
    #: whether it certainly is a list, dict or set
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Shared:
    """``node`` gives an object to a second task or thread; one of them ``relies``, the other ``changes``."""

    node: cst.BaseExpression
    path: str
    what: str
    relies: str
    changes: str


@dataclass(slots=True)
class _Conduct:
    """What a function does to a parameter: operations that change it, and those that rely on it."""

    changes: list[Op]
    removes: list[Op]
    iterates: str = ""
    decides: str = ""
    expects: str = ""


class SharedArguments:
    """Finds such objects, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._containers = module.ask(Containers)
        self._conducts: dict[tuple[Function, str, bool], _Conduct] = {}
        self._waits: dict[Function, list[Op]] = {}
        self._started_at: dict[Call, cst.BaseExpression] = {}
        self._appended: dict[Function, dict[Path, list[cst.BaseExpression]]] = {}

    def shared(self) -> Iterator[Shared]:
        """Every second hand-over of an object that its users do not share well."""
        groups: dict[tuple[Function, object, Path, Where], list[Given]] = {}
        for spawn in self.starts():
            if spawn.function is not None:
                for given in self.given(spawn, spawn.function):
                    scope = given.call.block.scope.lookup(given.path[0])
                    groups.setdefault((given.call.function, scope, given.path, given.where), []).append(given)
        for group in groups.values():
            yield from self._clashes(group)

    def starts(self) -> Iterator[Spawn]:
        """The starts of tasks and threads, also of each item of ``gather(*(work(x) for x in xs))``."""
        for spawn in self._module.spawns.all():
            if spawn.how == "call" and spawn.where in {Where.TASK, Where.THREAD}:
                collected = list(self._collected(spawn))
                yield from collected or [spawn]
        for call in self._module.calls():
            if last_name(call.node.func) == "as_completed" and call.node.args:
                for name in self._module.names_of(call.node.func, call) & {"asyncio.as_completed"}:
                    given = call.node.args[0].value
                    for value in self._module.values(given, call):
                        yield from self._collected(Spawn(call, name, Where.TASK, Form.COROUTINE, given, value))

    def _collected(self, spawn: Spawn) -> Iterator[Spawn]:
        """The starts of the elements of a collection: a display, a comprehension, a list that is appended to, a map."""
        node = spawn.argument
        if isinstance(node, cst.Call) and last_name(node.func) == "map" and node.args and isinstance(spawn.op, Call):
            function = node.args[0].value
            for value in self._module.values(function, spawn.op):
                yield replace(
                    spawn, argument=function, value=value, form=Form.COROUTINE_FUNCTION, flags=spawn.flags | {"many"}
                )
            return
        if not isinstance(spawn.value, Display):
            return
        made: list[cst.BaseExpression] = []
        display = spawn.value.node
        if isinstance(display, (cst.GeneratorExp, cst.ListComp, cst.SetComp)):
            made = [display.elt]
        elif isinstance(display, (cst.List, cst.Tuple, cst.Set)):
            made = [each.value for each in display.elements]
        path = path_of(node)
        if path:
            made += self._appends(spawn.op.function).get(path, ())
        for each in made:
            call = self._module.call_at(each) if isinstance(each, cst.Call) else None
            if call is not None and call.function is spawn.op.function:
                for value in self._module.values(each, call):
                    if isinstance(value, Coroutine):
                        if path:
                            self._started_at.setdefault(call, node)
                        yield replace(spawn, op=call, argument=each, value=value, form=Form.COROUTINE)

    def started_at(self, given: Given) -> cst.BaseExpression:
        """Where what an object was given to starts: not yet where its coroutine is made, if that is collected first."""
        return self._started_at.get(given.call, given.node)

    def _appends(self, function: Function) -> dict[Path, list[cst.BaseExpression]]:
        """What a function appends to lists."""
        found = self._appended.get(function)
        if found is None:
            found = self._appended[function] = {}
            for call in function.calls:
                func = call.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in {"append", "add"} and call.node.args:
                    found.setdefault(path_of(func.value), []).append(call.node.args[0].value)
        return found

    def _clashes(self, group: list[Given]) -> Iterator[Shared]:
        """Each user of an object that does not go together with one before it."""
        uses = sorted(group, key=lambda each: each.call.index)
        for n, second in enumerate(uses):
            found = self._clash(second, uses[:n])
            if found is not None:
                yield found

    def _clash(self, second: Given, earlier: list[Given]) -> Shared | None:
        for first in [*earlier, *([second] if second.repeated else [])]:
            if first is not second and self.are_apart(first, second):
                continue
            for one, other in ((first, second), (second, first)):
                found = self._against(one, other)
                if found is not None:
                    return Shared(
                        second.node,
                        shown(second.path),
                        "tasks" if second.where is Where.TASK else "threads",
                        f"`{one.target.name}` {found}",
                        f"`{other.target.name}`",
                    )
        return None

    def are_apart(self, first: Given, second: Given) -> bool:
        """Whether the first is waited for before the second starts, or only one of them is taken."""
        ways = {id(compound): block for compound, block in enclosing(first.call.block)}
        for compound, block in enclosing(second.call.block):
            if isinstance(compound, Branch) and ways.get(id(compound), block) is not block:
                return True
        around = {id(compound) for compound, _ in enclosing(second.call.block)}
        for compound, block in enclosing(first.call.block):
            if isinstance(compound, With) and block is compound.body and id(compound) not in around:
                return True  # the group or pool has ended
        between = range(first.call.index + 1, second.call.index)
        for op in (first.call.function.ops[at] for at in between):
            if isinstance(op, Suspend) and isinstance(op.node, cst.Await):
                expression = op.node.expression
                if isinstance(expression, (cst.Name, cst.Attribute, cst.Subscript)):
                    return True
                if isinstance(expression, cst.Call) and last_name(expression.func) in {"gather", "wait", "wait_for"}:
                    return True
            if isinstance(op, Call) and last_name(op.node.func) in {"join", "result", "shutdown"}:
                return True
            if isinstance(op, Write) and isinstance(op.node, cst.BaseExpression):
                target = path_of(op.node)
                if target and target == second.path[: len(target)]:
                    return True
        return False

    def _against(self, one: Given, other: Given) -> str | None:
        """What ``one`` relies on that ``other`` breaks."""
        tasks = one.where is Where.TASK
        mine = self._conduct(one.target, one.name, tasks=tasks)
        theirs = self._conduct(other.target, other.name, tasks=tasks)
        if not (one.sure and other.sure):  # what one iterates over and another takes elements out of is a container
            return mine.iterates if mine.iterates and theirs.removes and one is not other else None
        if mine.iterates and (theirs.removes or (theirs.changes and one is not other)):
            return mine.iterates
        if mine.decides and (theirs.removes or (one is not other and theirs.changes)):
            return mine.decides
        if mine.expects and one is not other and any(_takes_away(op) for op in theirs.removes):
            return mine.expects
        return None

    # -- who gets what ------------------------------------------------------------------------------------------------

    def given(self, spawn: Spawn, target: Function, *, any_type: bool = False) -> Iterator[Given]:
        """The arguments of what is started that are containers (``any_type``: or anything else with a name)."""
        call = spawn.op
        assert isinstance(call, Call)
        if target.is_stub or (self._module.use(call.node).kind == "awaited" and spawn.name.endswith(_WAITED)):
            return
        params = target.parameter_names(bound=True, stars=False)
        place = 0
        for arg in given_to(self._module, call, spawn.argument, spawn.value, spawn.form):
            rows = [each.value for each in arg.elements] if isinstance(arg, (cst.Tuple, cst.List)) else [arg]
            for row in rows:
                name = params[place] if place < len(params) else ""
                place += 1
                path = path_of(row)
                kind = self._containers.kind(row, call) if name and path and not any_type else ""
                if name and path and (any_type or kind):
                    repeated = self.is_repeated(call, path)
                    yield Given(call, row, path, target, name, spawn.where, repeated, kind in _CONTAINERS)
        if isinstance(spawn.argument, cst.Call):
            for keyword in spawn.argument.args:
                if keyword.keyword is not None and keyword.keyword.value in params:
                    path = path_of(keyword.value)
                    if path and (any_type or self._is_container(keyword.value, call)):
                        repeated = self.is_repeated(call, path)
                        name = keyword.keyword.value
                        yield Given(call, keyword.value, path, target, name, spawn.where, repeated)

    def _is_container(self, node: cst.BaseExpression, op: Op) -> bool:
        return self._containers.kind(node, op) in _CONTAINERS

    def is_repeated(self, call: Call, path: Path) -> bool:
        """Whether a loop hands the same object over in each turn, without waiting for those of the turn before."""
        names = {path[0], *(step[1:-1] for step in path if step.startswith("["))}
        bound = [
            write
            for name in names
            if (scope := call.block.scope.lookup(name)) is not None
            for write in scope.bindings.get(name, ())
        ]
        for compound, _ in enclosing(call.block):
            if isinstance(compound, With) and _is_group_of(compound, call):
                return False  # it waits for all of a turn
            if not isinstance(compound, Loop) or any(is_inside(write, compound) for write in bound):
                continue
            if not any(is_inside(op, compound) for op in self._waits_in(call.function)):
                return True
        return False

    def _waits_in(self, function: Function) -> list[Op]:
        """The operations of a function that wait for what it started."""
        found = self._waits.get(function)
        if found is None:
            found = self._waits[function] = [op for op in function.ops if _waits_for_started(op)]
        return found

    # -- what they do to it -------------------------------------------------------------------------------------------

    def _conduct(self, function: Function, name: str, *, tasks: bool) -> _Conduct:
        key = (function, name, tasks)
        found = self._conducts.get(key)
        if found is None:
            found = self._conducts[key] = self._look(function, name, tasks=tasks)
        return found

    def _look(self, function: Function, name: str, *, tasks: bool) -> _Conduct:
        conduct = _Conduct([], [])
        if len(function.scope.bindings.get(name, ())) != 1:
            return conduct
        paths = self._paths(function, name)
        suspends = [op.index for op in function.suspends if not op.lazy]

        def pauses(start: int, end: int) -> bool:
            return not tasks or any(start < at < end for at in suspends)

        tested: list[tuple[int, Block]] = []
        read: list[tuple[int, str]] = []
        figures: list[tuple[int, str]] = []
        for op in function.ops:
            if self._module.critical.any_locks and self._module.critical.held(op).may:
                continue
            if isinstance(op, Iterate) and self._steps(op.iterable) in paths:
                end = self._end(op)
                if isinstance(op.node, cst.For) and pauses(op.index, end):
                    conduct.iterates = conduct.iterates or "iterates over it"
                continue
            acts = any(pauses(at, op.index) and _within(op.block, arm) for at, arm in tested)
            if isinstance(op, Call):
                self._called(op, paths, conduct, acts=acts)
            elif isinstance(op, Write) and isinstance(op.node, cst.Subscript) and path_of(op.node.value) in paths:
                text = self._module.source(op.node)
                known = any(each == text and pauses(at, op.index) for at, each in read)
                used = frozenset(names_in(op.value))
                old = any(each in used and pauses(at, op.index) for at, each in figures)
                self._stored(op, conduct, known=known, old=old, acts=acts, tasks=tasks)
            elif isinstance(op, Read) and isinstance(op.node, cst.Subscript) and path_of(op.node.value) in paths:
                read.append((op.index, self._module.source(op.node)))
                used = frozenset(names_in(*op.node.slice))
                if any(each in used and pauses(at, op.index) for at, each in figures) and not _is_asked(op):
                    conduct.expects = conduct.expects or "takes what it found there earlier"
            elif isinstance(op, Write) and isinstance(op.node, cst.Name):
                if self._measures(op, paths):
                    figures.append((op.index, op.node.value))
                elif op.how == "for" and op.value is not None:  # for i in range(count)
                    used = frozenset(names_in(op.value))
                    figures += [(at, op.node.value) for at, each in figures if each in used]
            for compound, arm in self._tests(op, {path[0] for path in paths}):
                tested.append((compound, arm))
        return conduct

    @staticmethod
    def _paths(function: Function, name: str) -> frozenset[Path]:
        """The names that a parameter has in a function: its own, and those that are bound once to it."""
        found = {name}
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and isinstance(op.value, cst.Name):
                write = bound_once(op.node.value, op.block.scope)
                if write is op and not op.path and op.value.value in found:
                    found.add(op.node.value)
        return frozenset((each,) for each in found)

    @staticmethod
    def _called(op: Call, paths: frozenset[Path], conduct: _Conduct, *, acts: bool) -> None:
        """A method is called; ``acts``: after a test of the object, in the arm that was chosen by it."""
        func = op.node.func
        if not isinstance(func, cst.Attribute) or path_of(func.value) not in paths:
            return
        method = func.attr.value
        if method in CHANGING and method not in {"sort", "reverse"}:
            (conduct.changes if method in _ADDING else conduct.removes).append(op)
            if acts and method not in _ADDING and method in RESIZING["dict"] | RESIZING["list"]:
                conduct.decides = conduct.decides or _TESTED

    def _measures(self, op: Write, paths: frozenset[Path]) -> bool:
        """``total = sum(weights.values())``: a figure that goes for the container as it was then."""
        value = op.value if op.how in {"assign", "ann", "walrus"} and not op.path else None
        for each in inner_nodes(value) if value is not None else ():
            if isinstance(each, cst.Call) and each.args and last_name(each.func) in _MEASURES:
                given = each.args[0].value
                walked = given.for_in.iter if isinstance(given, (cst.GeneratorExp, cst.ListComp)) else given
                if self._steps(walked) in paths:
                    return True
        return False

    def _stored(self, op: Write, conduct: _Conduct, *, known: bool, old: bool, acts: bool, tasks: bool) -> None:
        """An entry is bound or deleted; ``known``: what was there has been read before; ``old``: by an old figure."""
        if op.how in {"del", "aug"}:
            conduct.removes.append(op)
        else:
            conduct.changes.append(op)
        if op.how == "aug":
            stale = not tasks or old or self._awaits_in(op)
        else:
            stale = op.how != "del" and (old or (known and self._stale(op, op.function)))
        if stale:
            conduct.removes.append(op)
            conduct.decides = conduct.decides or "reads it and writes the result back"
        if op.how == "del" and acts:
            conduct.decides = conduct.decides or _TESTED

    def _stale(self, op: Write, function: Function) -> bool:
        """Whether what is written was computed from what was read there: ``n = d[k]; ...; d[k] = n + 1``."""
        target = self._module.source(op.node)
        if op.value is None:
            return False
        for each in inner_nodes(op.value):
            if isinstance(each, cst.Subscript) and self._module.source(each) == target:
                return True
            if isinstance(each, cst.Name):
                for write in function.scope.bindings.get(each.value, ()):
                    if write.value is not None and any(
                        isinstance(part, cst.Subscript) and self._module.source(part) == target
                        for part in inner_nodes(write.value)
                    ):
                        return True
        return False

    @staticmethod
    def _awaits_in(op: Write) -> bool:
        """``d[k] += await f()``: read before the pause, written after it."""
        return op.value is not None and any(isinstance(each, cst.Await) for each in inner_nodes(op.value))

    @staticmethod
    def _tests(op: Op, names: set[str]) -> Iterator[tuple[int, Block]]:
        """(place, arm) of the branches whose test reads one of the names in this operation."""
        if not isinstance(op, Read) or op.root not in names:
            return
        for compound, block in enclosing(op.block):
            if isinstance(compound, Branch):
                for test, body in compound.arms:
                    if test is block:
                        yield op.index, body

    def _steps(self, node: cst.BaseExpression) -> Path:
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _VIEWS:
            return path_of(node.func.value)
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "enumerate":
            return path_of(node.args[0].value) if node.args else ()
        return path_of(node)

    @staticmethod
    def _end(op: Iterate) -> int:
        for item in op.block.items[op.at + 1 :]:
            if isinstance(item, Loop) and item.node is op.node:
                last = op.index
                for each in item.body.ops():
                    last = max(last, each.index)
                return last + 1
        return op.index


#: what gives something to wait for that runs already, or waits for all that it is given
_HANDLES = frozenset({"gather", "create_task", "ensure_future", "start_soon"})
_WAITED = ("to_thread", "run_sync", "run_in_executor")


def _takes_away(op: Op) -> bool:
    return isinstance(op, Call) or (isinstance(op, Write) and op.how == "del")


def _is_asked(op: Op) -> bool:
    """Whether an operation is looked into before: it stands in a branch, or somebody catches that it fails."""
    return any(
        (isinstance(compound, Branch) and all(block is not test for test, _ in compound.arms))
        or (isinstance(compound, Try) and block is compound.body and compound.handlers)
        for compound, block in enclosing(op.block)
    )


def _within(block: Block, arm: Block) -> bool:
    return block is arm or any(inner is arm for _, inner in enclosing(block))


def _waits_for_started(op: Op) -> bool:
    """Whether an operation waits for a task, several or a thread; not whether any of them is done."""
    if isinstance(op, Call):
        return last_name(op.node.func) in {"join", "result"}
    if not isinstance(op, Suspend) or not isinstance(op.node, cst.Await):
        return False
    awaited = op.node.expression
    if not isinstance(awaited, cst.Call):
        return isinstance(awaited, (cst.Name, cst.Attribute, cst.Subscript))
    name = last_name(awaited.func)
    if name == "wait":
        return bool(awaited.args) and not any(last_name(arg.value) == "FIRST_COMPLETED" for arg in awaited.args)
    if name in {"wait_for", "shield"}:
        given = awaited.args[0].value if awaited.args else None
        return not isinstance(given, cst.Call) or last_name(given.func) in _HANDLES
    return name in _HANDLES


def _is_group_of(block: With, call: Call) -> bool:
    """Whether a with statement waits at its end for what the call starts: ``async with TaskGroup() as group``."""
    func = call.node.func
    name = block.item.asname.name if block.item.asname is not None else block.context
    return isinstance(func, cst.Attribute) and path_of(func.value) == path_of(name) != ()

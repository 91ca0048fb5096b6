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
from flake8_asyncsafe.model.aliasing.conduct import Conducts
from flake8_asyncsafe.model.aliasing.containers import Containers, path_of, shown
from flake8_asyncsafe.model.aliasing.sends import given_to
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.spawns import Spawn
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Op, Suspend, With, Write, enclosing
from flake8_asyncsafe.model.tasks.nodes import is_inside, leaves
from flake8_asyncsafe.model.values import Coroutine, Display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_CONTAINERS = frozenset({"list", "dict", "set"})


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


class SharedArguments:
    """Finds such objects, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._containers = module.ask(Containers)
        self._conducts = module.ask(Conducts)
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
        mine = self._conducts.of(one.target, one.name, tasks=tasks)
        theirs = self._conducts.of(other.target, other.name, tasks=tasks)
        if not (one.sure and other.sure):  # what one iterates over and another takes elements out of is a container
            return mine.iterates if mine.iterates and theirs.removes and one is not other else None
        if mine.iterates and (theirs.removes or (theirs.changes and one is not other)):
            return mine.iterates
        if mine.decides and (theirs.removes or (one is not other and theirs.changes)):
            return mine.decides
        if mine.expects and one is not other and theirs.takes_away:
            return mine.expects
        if mine.drains and theirs.takes_away:
            return mine.drains
        return None

    # -- who gets what ------------------------------------------------------------------------------------------------

    def given(self, spawn: Spawn, target: Function, *, any_type: bool = False) -> Iterator[Given]:
        """The arguments of what is started that are containers (``any_type``: or anything else with a name)."""
        call = spawn.op
        assert isinstance(call, Call)
        if (target.is_stub and not any_type) or (
            self._module.use(call.node).kind == "awaited" and spawn.name.endswith(_WAITED)
        ):
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
            if leaves(call, compound):
                continue  # `start(...)`, and right behind it `return`: that was the last turn
            if not any(is_inside(op, compound) for op in self._waits_in(call.function)):
                return True
        return False

    def _waits_in(self, function: Function) -> list[Op]:
        """The operations of a function that wait for what it started."""
        found = self._waits.get(function)
        if found is None:
            found = self._waits[function] = [op for op in function.ops if _waits_for_started(op)]
        return found


#: what gives something to wait for that runs already, or waits for all that it is given
_HANDLES = frozenset({"gather", "create_task", "ensure_future", "start_soon"})
_WAITED = ("to_thread", "run_sync", "run_in_executor")


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

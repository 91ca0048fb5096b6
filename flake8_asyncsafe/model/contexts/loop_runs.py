"""Runs of event loops: each ``asyncio.run`` makes a loop, runs one coroutine on it and closes it again."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.contexts.places import Kind
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Branch, Call, Compound, Loop, Raise, Return, Try, enclosing
from flake8_asyncsafe.model.values import Instance
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block, Op
    from flake8_asyncsafe.model.scopes import Function

#: APIs that make a loop for each call
_FRESH = frozenset({"asyncio.run", "anyio.run", "uvloop.run"})
_RUNNERS = frozenset({"asyncio.run", "trio.run"})
#: methods that run a loop made before; by the loop it is told whether two runs are of one
_METHODS = frozenset({"run_until_complete", "run"})
#: of the runs that reach a function, the callers of an operation and the pairs of calls, so many are looked at
_MOST, _MOST_CALLERS, _MOST_PAIRS = 6, 30, 200
#: parts of names of decorators that make a command of a function: a process runs one
_COMMANDS = ("command", "callback", "argument", "option", "group")
_STARTED = frozenset({Where.TASK, Where.LOOP_CALLBACK})


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """At ``op`` API ``name`` runs ``entry`` on a loop; runs of one ``loop`` (a key) are on the same."""

    op: Call
    name: str
    entry: Function
    loop: Hashable
    #: the operation that makes the loop: ``op`` itself for ``asyncio.run``
    made: Op


def handed_runners(module: Module) -> Iterator[tuple[Call, str, Function]]:
    """``to_thread(asyncio.run, main())``, ``Thread(target=asyncio.run, args=(main(),))``: (call, runner, function)."""
    for call in module.calls():
        runners = [arg.value for arg in call.node.args if last_name(arg.value) == "run"]
        names = module.names_of(runners[0], call) & _RUNNERS if runners else ()
        for name in names:
            for node in (each for arg in call.node.args for each in inner_nodes(arg.value)):
                if isinstance(node, (cst.Call, cst.Name, cst.Attribute)) and node not in runners:
                    for value in module.values(node, call):
                        function = function_of(value)
                        if function is not None and function.is_async:
                            yield call, name, function


class LoopRuns:
    """The runs of one module, what they reach, and which of them happen in one process."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._reached: dict[Function, list[Run]] | None = None
        self._often: dict[Function, bool] = {}
        #: the operations of a function that call one of several functions
        self._several: dict[Function, set[Op]] = {}
        self._standing: dict[Function, list[Run]] = {}

    def of(self, function: Function) -> list[Run]:
        """The runs of which the loop runs a function."""
        return self._find().get(function, [])

    def standing_in(self, function: Function) -> list[Run]:
        """The runs that a function starts itself."""
        self._find()
        return self._standing.get(function, [])

    @property
    def any(self) -> bool:
        """Whether the module runs any loop."""
        return bool(self._find())

    def _find(self) -> dict[Function, list[Run]]:
        if self._reached is None:
            self._reached = {}
            self._spread(self._reached)
        return self._reached

    def several(self, runs: Iterable[Run], within: Function | None = None) -> tuple[Run, Run] | None:
        """Two of the runs, of two loops of one process; twice the same if that one happens again and again.

        ``within``: during one call of that function, in which all of them stand.
        """
        found = list(dict.fromkeys(runs))
        for run in found:
            if self.is_repeated(run, within):
                return run, run
        for one, other in combinations(found, 2):
            if one.loop != other.loop and self.are_together(one.made, other.made):
                return one, other
        return None

    def is_repeated(self, run: Run, within: Function | None = None) -> bool:
        """Whether a run makes a loop more than once in a process (in one call of ``within``)."""
        if loops_around(run.made):
            return True
        return within is None and self._is_often(run.made.function)

    # -- what runs ----------------------------------------------------------------------------------------------------

    def _runs(self) -> Iterator[Run]:
        contexts = self._module.ask(Contexts)
        found = [
            (spawn.op, spawn.name, spawn.function)
            for spawn in self._module.spawns.all()
            if spawn.where is Where.NEW_LOOP and spawn.how == "call" and isinstance(spawn.op, Call)
        ]
        for op, name, function in [*found, *handed_runners(self._module)]:
            reaches = contexts.of(op.function)
            if function is None or function.is_stub:
                continue
            if reaches and all(each.kind is Kind.PROCESS for each in reaches):
                continue  # another process has objects of its own
            if name in _FRESH:
                yield Run(op, name, function, op.node, op)
            elif name.rpartition(".")[2] in _METHODS and name.startswith("asyncio."):
                made = self._loop_of(op)
                if made is not None:
                    yield Run(op, name, function, *made)

    def _loop_of(self, call: Call) -> tuple[Hashable, Op] | None:
        """(key, where it is made) for the loop of ``loop.run_until_complete()``."""
        func = call.node.func
        values = self._module.values(func.value, call) if isinstance(func, cst.Attribute) else ()
        if len(values) != 1 or not isinstance(values[0], Instance) or values[0].origin is None:
            return None
        made = self._module.call_at(values[0].origin)
        if made is None:
            return None
        current = last_name(made.node.func) in {"get_event_loop", "get_running_loop"}
        return ("current", call) if current and not loops_around(call) else (None if current else (made.node, made))

    def _spread(self, reached: dict[Function, list[Run]]) -> None:
        runs = list(self._runs())
        sites = {run.op.node for run in runs}
        for run in runs:
            self._standing.setdefault(run.op.function, []).append(run)
        started: dict[Function, list[Function]] = {}
        for spawn in self._module.spawns.all() if runs else ():
            if spawn.where in _STARTED and spawn.function is not None and not spawn.function.is_stub:
                started.setdefault(spawn.op.function, []).append(spawn.function)
        steps: dict[Function, list[Function]] = {}
        contexts = self._module.ask(Contexts)
        queue = deque((run, run.entry) for run in runs)
        while queue:
            run, function = queue.popleft()
            known = reached.setdefault(function, [])
            if run in known or len(known) >= _MOST:
                continue
            known.append(run)
            if function not in steps:
                onward = [callee for node, callee in contexts.steps(function) if node not in sites]
                steps[function] = [each for each in (*onward, *started.get(function, ())) if not each.is_stub]
            queue.extend((run, callee) for callee in steps[function])

    # -- how often ----------------------------------------------------------------------------------------------------

    def _is_often(self, function: Function) -> bool:
        """Whether a function is seen to be called more than once in a process."""
        if function.kind == "module":
            return False
        found = self._often.get(function)
        if found is None:
            self._often[function] = False
            found = self._often[function] = self._find_often(function)
        return found

    def _find_often(self, function: Function) -> bool:
        contexts = self._module.ask(Contexts)
        started = {each.context for each in contexts.of(function) if each.kind is Kind.THREAD}
        if len(started) > 1 or any(
            context.many or (context.site is not None and loops_around(context.site)) for context in started
        ):
            return True  # on many threads, or many times on one
        # of `for job in (first, second): job()` each call may be of another function
        callers = [op for op in self._callers(function) if self._is_single(op)]
        if any(loops_around(op) or self._is_often(op.function) for op in callers):
            return True
        pairs = list(combinations(callers, 2))[:_MOST_PAIRS]
        return any(self.are_together(one, other) for one, other in pairs)

    def _callers(self, function: Function) -> list[Op]:
        return [edge.op for _, edge in self._module.graph.callers(function)][:_MOST_CALLERS]

    def _is_single(self, op: Op) -> bool:
        function = op.function
        if function not in self._several:
            callees: dict[Op, set[Function]] = {}
            for edge in self._module.graph.edges(function):
                if edge.how == "call":
                    callees.setdefault(edge.op, set()).add(edge.callee)
            self._several[function] = {each for each, found in callees.items() if len(found) > 1}
        return op not in self._several[function]

    # -- in one process -----------------------------------------------------------------------------------------------

    def are_together(self, one: Op, other: Op) -> bool:
        """Whether one process may come to both operations."""
        ways, others = self._ways(one), self._ways(other)
        common = [function for function in ways if function in others]
        if common:
            return any(
                not _excludes(first, second)
                for function in common
                for first, second in product(ways[function], others[function])
            )
        return not (self._is_command(ways) and self._is_command(others))

    def _ways(self, op: Op) -> dict[Function, list[Op]]:
        """The operation and those that lead to it, by the functions that they stand in."""
        found: dict[Function, list[Op]] = {op.function: [op]}
        queue = deque([op.function])
        while queue and len(found) < _MOST_CALLERS:
            for caller in self._callers(queue.popleft()):
                if caller.function not in found:
                    queue.append(caller.function)
                if caller not in found.setdefault(caller.function, []):
                    found[caller.function].append(caller)
        return found

    def _is_command(self, ways: dict[Function, list[Op]]) -> bool:
        """Whether a function is one of several commands of a program, or only in a table or parser of them."""
        for function in ways:
            if any(part in name for name in decorator_names(function) for part in _COMMANDS):
                return True
            if function.kind == "function" and function.write is not None and function.owner is None:
                reads = function.write.block.scope.read_anywhere(function.name)
                uses = {self._module.use(read.node).kind for read in reads if isinstance(read.node, cst.BaseExpression)}
                if uses & {"argument", "element"} and "called" not in uses:
                    return True
        return False


def _excludes(one: Op, other: Op) -> bool:
    """Whether of two operations of a function only one is done: in two ways of a choice, or with a return between."""
    if one is other:  # it leads to both, by choices further on, or calls one of them
        return not loops_around(one)
    ways = dict(enclosing(one.block))
    for compound, theirs in enclosing(other.block):
        if compound in ways and isinstance(compound, (Branch, Try)) and not _is_repeated(compound):
            mine = ways[compound]
            if isinstance(compound, Try):  # a handler does over again what failed
                parts = {compound.body, *(handler.block for handler in compound.handlers)}
                if mine is not theirs and parts >= {mine, theirs}:
                    return True
            elif mine is not theirs and not _is_test(compound, mine) and not _is_test(compound, theirs):
                return True
    first, second = (one, other) if one.index < other.index else (other, one)
    blocks = {second.block, *(each for _, each in enclosing(second.block))}
    block = first.block
    while block not in blocks and block.owner is not None:
        if block.items and isinstance(block.items[-1], (Return, Raise)):
            return True
        block = block.owner.block
    return False


def _is_repeated(compound: Compound) -> bool:
    """Whether a compound stands in a loop: then one way is taken now and another one later."""
    return any(isinstance(outer, Loop) for outer, _ in enclosing(compound.block))


def _is_test(branch: Branch, block: Block) -> bool:
    return any(test is block for test, _ in branch.arms)


__all__ = ["LoopRuns", "Run", "handed_runners"]

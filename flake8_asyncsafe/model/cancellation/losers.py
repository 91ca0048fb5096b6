"""Races: ``asyncio.wait`` may come back while tasks still run, and a loop over ``as_completed`` be left; what then?

A task that was made for the race is known by names of this function only: its own, that of the collection it was put
in, and that of the set of pending tasks.  If every use of those names merely looks (tests, counts, logs, takes the
result of one that is done), then nobody can stop or await the task any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, spelled
from flake8_asyncsafe.model.cancellation.looks import Looks
from flake8_asyncsafe.model.cancellation.racers import Racers
from flake8_asyncsafe.model.ops import Loop, Raise, enclosing
from flake8_asyncsafe.model.tasks.unclosed import leaves, loops
from flake8_asyncsafe.model.values import Constant, External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.cancellation.racers import Names
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

_WAIT = "asyncio.wait"
_IN_TURN = "asyncio.as_completed"
_PARTIAL = frozenset({"FIRST_COMPLETED", "FIRST_EXCEPTION"})


@dataclass(frozen=True, slots=True)
class Race:
    """A wait that leaves tasks running; ``task`` is an expression that makes one of them.

    ``out`` is the way out of a loop over ``as_completed`` (the call itself where only its first is asked for).
    """

    call: Call
    task: cst.BaseExpression
    timeout: bool = False
    pending: str = ""
    out: Op | None = None


class Races:
    """The calls of ``asyncio.wait`` in one module that need not wait for everything."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def abandoning(self) -> Iterator[Race]:
        """Every race whose losers are certainly left running."""
        for call in self._module.calls():
            apis = self._module.names_of(call.node.func, call)
            if _IN_TURN in apis:
                yield from self._left(call)
            if _WAIT not in apis:
                continue
            timeout, first = self._is_timed(call), self._is_first(call)
            tasks = argument(call.node, "fs", 0)
            if tasks is None or not (timeout or first):
                continue
            pending = self._pending(call)
            if pending is None or self._ends_the_program(call):
                continue
            looks = Looks(self._module, call, timed=timeout)
            racers = list(Racers(self._module, call).of(tasks, call, pending))
            if len(racers) == 1 and not timeout and _is_single(tasks):
                continue
            for task, names in racers:
                if not any(looks.is_handled(scope, name) for scope, name in names):
                    yield Race(call, task, timeout, next((name for _, name in pending), ""))
                    break

    # -- one after another --------------------------------------------------------------------------------------------

    def _left(self, call: Call) -> Iterator[Race]:
        """The race of an ``as_completed`` that is left before all are done."""
        tasks, out = argument(call.node, "fs", 0), self._way_out(call)
        if tasks is None or out is None or self._ends_the_program(call):
            return
        looks = Looks(self._module, call, timed=False)
        racers = list(Racers(self._module, call, coroutines=True).of(tasks, call, frozenset()))
        if len(racers) == 1 and _is_single(tasks):
            return
        for task, names in racers:
            if not any(looks.is_handled(scope, name) for scope, name in names):
                yield Race(call, task, out=out)
                return

    def _way_out(self, call: Call) -> Op | None:
        use = self._module.use(call.node)
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            outer = self._module.names_of(use.node.func, call)
            if outer == {"builtins.next"}:
                return call
            use = self._module.use(use.node) if outer == {"builtins.enumerate"} else use
        if use.kind != "iterated":
            return None
        loop = next((each for each in loops(call.function) if each.node is use.node), None)
        return next((op for op in loop.body.ops() if _ends(op, loop)), None) if loop is not None else None

    # -- the wait -----------------------------------------------------------------------------------------------------

    def _is_timed(self, call: Call) -> bool:
        limit = argument(call.node, "timeout", None)
        return limit is not None and self._module.values(limit, call) != (Constant(None),)

    def _is_first(self, call: Call) -> bool:
        when = spelled(call.node, "return_when", call)
        if when is None:
            return False
        values = self._module.values(when, call)
        return bool(values) and all(
            (isinstance(value, External) and value.name.rpartition(".")[2] in _PARTIAL)
            or (isinstance(value, Constant) and value.value in _PARTIAL)
            for value in values
        )

    def _pending(self, call: Call) -> Names | None:
        """The names that the set of pending tasks is bound to (none: it is dropped); None if it goes elsewhere."""
        use = self._module.use(call.node)
        if use.kind != "awaited" or not isinstance(use.node, cst.Await):
            return None
        result = self._module.use(use.node)
        if result.kind == "dropped":
            return frozenset()
        if result.kind == "subscripted" and isinstance(result.node, cst.Subscript):
            return frozenset() if _is_index(result.node, "0") else None
        if result.kind != "bound" or len(result.targets) != 1:
            return None
        target = result.targets[0]
        if isinstance(target, cst.Name):
            return self._of_pair(target)
        if isinstance(target, (cst.Tuple, cst.List)) and len(target.elements) == 2:
            name = target.elements[1].value
            return self._local(name)
        return None

    def _of_pair(self, target: cst.Name) -> Names | None:
        """``result = await wait(...)``: dropped if only ``result[0]`` is ever asked for."""
        if self._local(target) is None:
            return None
        for read in self._module.reads_of(target):
            use = self._module.use(read.node) if isinstance(read.node, cst.Name) else None
            if use is None or not isinstance(use.node, cst.Subscript) or not _is_index(use.node, "0"):
                return None
        return frozenset()

    def _local(self, node: cst.BaseExpression) -> Names | None:
        if not isinstance(node, cst.Name):
            return None
        write = self._module.write_of(node)
        if write is None or node.value in write.block.scope.declared or write.block.scope.kind != "function":
            return None
        return frozenset({(write.block.scope, node.value)})

    def _ends_the_program(self, call: Call) -> bool:
        """Whether the wait is the last thing that an outermost coroutine does: its runner cancels what is left."""
        function = call.function
        if function.owner is not None and not function.name.startswith("_"):
            return False  # a method of an object that others have: one of its callers is no proof for all
        if any(isinstance(compound, Loop) for compound, _ in enclosing(call.block)):
            return False
        last = function.suspends[-1].node if function.suspends else None
        is_last = isinstance(last, cst.Await) and last.expression is call.node
        if not is_last:
            return False
        callers = self._module.graph.callers(function)
        if self._answers(function) and not any(_gives(caller) for caller, _ in callers):
            return False
        # a plain function that makes the coroutine hands it to a runner, whatever that is called
        plain = bool(callers) and not any(caller.is_async for caller, _ in callers)
        return plain or function in self._module.cancellation.outermost

    def _answers(self, function: Function) -> bool:
        """Whether it gives back what it found out about what it was asked: nobody but a script has it end there."""
        return bool(function.params) and any(
            op.value is not None
            and not all(isinstance(value, Constant) for value in self._module.values(op.value, op) or (None,))
            for op in function.returns
        )


def _ends(op: Op, loop: Loop) -> bool:
    return not isinstance(op, Raise) and leaves(op, loop)


def _gives(function: Function) -> bool:
    """Whether a plain function has a result: it wraps a coroutine, and its run ends with that."""
    return not function.is_async and function.kind == "function" and any(op.value for op in function.returns)


def _is_single(node: cst.BaseExpression) -> bool:
    return isinstance(node, (cst.List, cst.Set, cst.Tuple)) and len(node.elements) == 1


def _is_index(node: cst.Subscript, text: str) -> bool:
    index = node.slice[0].slice
    return isinstance(index, cst.Index) and isinstance(index.value, cst.Integer) and index.value.value == text


__all__ = ["Race", "Races"]

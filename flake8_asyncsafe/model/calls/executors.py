"""Executors whose jobs are all done when their ``with`` is left: leaving it waits for nothing.

``with ThreadPoolExecutor() as pool:`` waits for the jobs when the block ends.  Where the block itself has waited for
each of them, by a call that blocks (and is reported there) or by an await, nothing is left to wait for.  A forward flow
of the names that hold jobs nobody has waited for tells whether some may be left.  Exceptions are left out of account,
except those that the block itself raises: what blocks is the wait inside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.ops import Block, Branch, Call, Exit, Iterate, Jump, Loop, Op, Raise, Return, Suspend, Write
from flake8_asyncsafe.model.ops import enclosing as blocks_around

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Enter

#: names that hold jobs; `_LOST` stands for those that nobody holds
Jobs = frozenset[str]

_LOST = ""
_NONE: Jobs = frozenset()
_DROPPED: Jobs = frozenset({_LOST})
_WAIT = "concurrent.futures.wait"
_AS_COMPLETED = "concurrent.futures.as_completed"
#: coroutines of asyncio that have waited for all futures given to them when they return
_AWAITERS = frozenset({"asyncio.gather", "asyncio.wait", "asyncio.wrap_future", "asyncio.shield"})
_COLLECTORS = frozenset({"builtins.list", "builtins.set", "builtins.tuple", "builtins.frozenset"})
_ADD_ONE = frozenset({"append", "add", "appendleft"})


class ExecutorBlocks:
    """Knows which executors of one module are idle when their block ends."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def is_idle_at_end(self, enter: Enter) -> bool:
        """Whether all jobs that the block of ``enter`` has submitted are done when it is left."""
        name = enter.node.asname.name if enter.node.asname is not None else None
        if not isinstance(name, cst.Name):
            return False
        submits: set[cst.Call] = set()
        for read in self._module.reads_of(name):
            if read.function is enter.function and not _is_inside(read, enter.scope.body):
                continue
            submit = self._submit(read.node) if isinstance(read.node, cst.BaseExpression) else None
            if submit is None or read.function is not enter.function:
                return False
            submits.add(submit)
        if not submits:
            return False
        flow = _JobsFlow(self._module, enter, submits)
        ends = [op for op in enter.scope.exit.ops() if isinstance(op, Exit)]
        return all(not flow.before.get(end, _NONE) for end in ends)

    def _submit(self, node: cst.BaseExpression) -> cst.Call | None:
        """The call that gives a job to the executor read at ``node``; None if that does something else with it."""
        use = self._module.use(node)
        if not isinstance(use.node, cst.Call):
            return None
        func = use.node.func
        if func is node:
            return use.node if isinstance(func, cst.Attribute) and func.attr.value == "submit" else None
        known = isinstance(func, cst.Attribute) and func.attr.value == "run_in_executor" and use.kind == "argument"
        return use.node if known else None


class _JobsFlow(Flow[Jobs]):
    """The jobs of one executor that may not be done, by the names that hold them."""

    def __init__(self, module: Module, enter: Enter, submits: set[cst.Call]) -> None:
        super().__init__(enter.function)
        self._module = module
        self._submits = submits
        self._holders: set[cst.CSTNode] = set()
        self.run(_NONE)

    def join(self, left: Jobs, right: Jobs) -> Jobs:
        """Jobs that are left on either path."""
        return left | right

    def may_raise(self, op: Op) -> bool:
        """Only what says so."""
        return isinstance(op, Raise)

    def step_may_raise(self, loop: Loop) -> bool:
        """A job's exception that comes out of a loop is not looked at either."""
        del loop
        return False

    def transfer(self, op: Op, state: Jobs) -> tuple[Jobs, Jobs]:
        """A job begins where it is submitted and ends where something waits for it."""
        if isinstance(op, Call):
            if op.node in self._submits:
                state = self._begin(op, state)
            else:
                state -= self._ended(op.node, op)
        elif isinstance(op, Iterate):
            state -= self._ended_by_loop(op)
        elif isinstance(op, Suspend) and isinstance(op.node, cst.Await):
            state -= self._awaited(op.node.expression, op)
        elif isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node not in self._holders:
            state = state - {op.node.value} | _DROPPED if op.node.value in state else state
        return state, state

    # -- beginnings ---------------------------------------------------------------------------------------------------

    def _begin(self, call: Call, state: Jobs) -> Jobs:
        """The state behind a submitting call: who has the job, unless it is waited for at once."""
        node: cst.BaseExpression = call.node
        single = True  # so far nothing has put several jobs together
        while True:
            use = self._module.use(node)
            above = use.node
            if use.kind == "awaited":
                return state
            if use.kind == "attribute" and isinstance(above, cst.Attribute):
                ended = node is call.node and self._asks_for_result(above)
                return state if ended else state | _DROPPED
            if use.kind == "bound" and len(use.targets) == 1 and isinstance(use.targets[0], cst.Name):
                target = use.targets[0]
                self._holders.add(target)
                lost = node is call.node and target.value in state
                return state | {target.value} | (_DROPPED if lost else _NONE)
            if use.kind == "element" and isinstance(above, cst.BaseExpression):
                if isinstance(above, cst.DictComp) and node is not above.key:
                    return state | _DROPPED
                node, single = above, False
            elif use.kind == "element" and isinstance(above, cst.Element):
                display = self._module.parents.get(above)
                if not isinstance(display, (cst.List, cst.Tuple, cst.Set)):
                    return state | _DROPPED
                node, single = display, single and len(display.elements) == 1
            elif use.kind in {"argument", "unpacked"} and isinstance(above, cst.Call):
                names = self._module.names_of(above.func, call)
                if names & _COLLECTORS or (names & _AWAITERS and _waits_for_all(above, names)):
                    node = above
                    continue
                func = above.func
                if (
                    isinstance(func, cst.Attribute)
                    and func.attr.value in _ADD_ONE
                    and isinstance(func.value, cst.Name)
                    and node is call.node
                ):
                    return state | {func.value.value}
                ended = (_WAIT in names and _waits_for_all(above, names)) or (
                    _AS_COMPLETED in names and self._is_looped_over(above, call, single=single)
                )
                return state if ended else state | _DROPPED
            else:
                return state | _DROPPED

    def _asks_for_result(self, node: cst.Attribute) -> bool:
        """``job.result()``, without a timeout."""
        above = self._module.parents.get(node)
        return (
            node.attr.value in {"result", "exception"}
            and isinstance(above, cst.Call)
            and above.func is node
            and not above.args
        )

    def _is_looped_over(self, node: cst.Call, call: Call, *, single: bool) -> bool:
        """Whether a loop over ``as_completed(jobs)`` has seen each of them when it ends."""
        above = self._module.use(node).node
        if argument(node, "timeout", 1) is not None or not isinstance(above, (cst.For, cst.CompFor)):
            return False
        if single:
            return True
        loop = next(
            (op for op in call.function.ops if isinstance(op, Iterate) and op.node is above and op.index > call.index),
            None,
        )
        return loop is not None and _runs_to_its_end(_loop_of(loop))

    # -- ends ---------------------------------------------------------------------------------------------------------

    def _ended(self, node: cst.Call, op: Op) -> Jobs:
        """The names whose jobs are done after a call."""
        func = node.func
        if isinstance(func, cst.Attribute) and self._asks_for_result(func):
            return _names(func.value)
        given = argument(node, "fs", 0)
        if given is not None and len(node.args) == 1 and _WAIT in self._module.names_of(func, op):
            return _names(given)
        return _NONE

    def _awaited(self, node: cst.BaseExpression, op: Op) -> Jobs:
        """The names whose jobs are done after an await."""
        if not isinstance(node, cst.Call):
            return _names(node)
        names = self._module.names_of(node.func, op) & _AWAITERS
        if names and _waits_for_all(node, names):
            return _NONE.union(*(_names(arg.value) for arg in node.args))
        return _NONE

    def _ended_by_loop(self, op: Iterate) -> Jobs:
        """``for job in as_completed(jobs)``, ``for job in jobs: job.result()``, if the loop runs to its end."""
        loop = _loop_of(op)
        if not _runs_to_its_end(loop) or loop is None:
            return _NONE
        iterable = op.iterable
        if isinstance(iterable, cst.Call):
            given = argument(iterable, "fs", 0)
            if given is None or argument(iterable, "timeout", 1) is not None:
                return _NONE
            return _names(given) if _AS_COMPLETED in self._module.names_of(iterable.func, op) else _NONE
        target = op.node.target if isinstance(op.node, (cst.For, cst.CompFor)) else None
        if not isinstance(target, cst.Name):
            return _NONE
        for call in loop.body.ops():
            func = call.node.func if isinstance(call, Call) else None
            if (
                isinstance(func, cst.Attribute)
                and self._asks_for_result(func)
                and target.value in _names(func.value)
                and not _is_optional(call, loop)
            ):
                return _names(iterable)
        return _NONE


def _is_inside(op: Op, body: Block) -> bool:
    return op.block is body or any(block is body for _, block in blocks_around(op.block))


def _loop_of(op: Iterate) -> Loop | None:
    """The loop that an iteration starts."""
    items = op.block.items
    loop = items[op.at + 1] if op.at + 1 < len(items) else None
    return loop if isinstance(loop, Loop) else None


def _runs_to_its_end(loop: Loop | None) -> bool:
    """Whether nothing in a loop leaves it early."""
    if loop is None:
        return False
    for op in loop.body.ops():
        if isinstance(op, (Return, Raise)):
            return False
        if isinstance(op, Jump) and isinstance(op.node, cst.Break):
            inner = next((item for item, _ in blocks_around(op.block) if isinstance(item, Loop)), None)
            if inner is loop:
                return False
    return True


def _is_optional(op: Op, loop: Loop) -> bool:
    """Whether a turn of a loop may go by without an operation of its body."""
    for item, _ in blocks_around(op.block):
        if item is loop:
            return False
        if isinstance(item, (Branch, Loop)):
            return True
    return True


def _names(node: cst.BaseExpression) -> Jobs:
    if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
        return _NONE.union(*(_names(element.value) for element in node.elements))
    return frozenset({node.value}) if isinstance(node, cst.Name) else _NONE


def _waits_for_all(node: cst.Call, names: frozenset[str]) -> bool:
    """Whether a call of ``wait`` and the like has neither a timeout nor returns early."""
    return "asyncio.gather" in names or len(node.args) == 1

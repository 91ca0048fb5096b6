"""Tasks that are cancelled and not awaited afterwards: to cancel is to ask, and the answer comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.flow import NEXT, RETURN, Flow
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Op, Return, Suspend, Write, enclosing
from flake8_asyncsafe.model.values import FunctionRef, Instance, Method
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_TASKS = frozenset({"asyncio.Task", "asyncio.Future"})
_State = frozenset[Call]


class UnawaitedCancels:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def all(self) -> Iterator[Call]:
        """Each ``task.cancel()`` after which some path ends without an await of the task."""
        for function in self._module.coroutines:
            cancels = {call: self._names(call) for call in function.calls if self._is_cancel(call)}
            if not cancels:
                continue
            out = _Pending(function, cancels, self._module).run(frozenset())
            left = set(out.get(NEXT) or ()) | set(out.get(RETURN) or ())
            yield from sorted(left, key=lambda call: call.index)

    def _is_cancel(self, call: Call) -> bool:
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "cancel" or not dotted_text(func.value):
            return False
        values = self._module.values(func.value, call)
        return any(
            isinstance(value, Instance) and value.type in _TASKS and not self._needs_no_wait(value) for value in values
        ) or self._is_pending(func.value, call)

    def _needs_no_wait(self, task: Instance) -> bool:
        """Whether a task group made the task, which waits for it, or it is a bare future, which has nothing to end."""
        made = self._module.call_at(task.origin) if task.origin is not None else None
        return made is not None and any(
            name.endswith(("TaskGroup.create_task", ".create_future")) or name == "asyncio.Future"
            for name in self._module.names_of(made.node.func, made)
        )

    def _is_pending(self, node: cst.BaseExpression, call: Call) -> bool:
        """``for task in pending``, of ``done, pending = await asyncio.wait(tasks)``."""
        for compound, _ in enclosing(call.block):
            loop = compound.node
            if not isinstance(compound, Loop) or not isinstance(loop, cst.For) or not isinstance(loop.iter, cst.Name):
                continue
            if dotted_text(loop.target) != dotted_text(node):
                continue
            for write in call.block.scope.bindings.get(loop.iter.value, ()):
                made = write.value.expression if isinstance(write.value, cst.Await) else None
                if isinstance(made, cst.Call) and write.path == (1,):
                    return "asyncio.wait" in self._module.names_of(made.func, write)
        return False

    def _names(self, call: Call) -> frozenset[str]:
        """The task's own name, and the names of what it was taken from: ``for task in tasks``."""
        func = call.node.func
        assert isinstance(func, cst.Attribute)
        own = dotted_text(func.value)
        names = {own}
        for compound, _ in enclosing(call.block):
            node = compound.node
            if isinstance(compound, Loop) and isinstance(node, cst.For) and dotted_text(node.target) == own:
                names |= _texts(node.iter)
        for write in call.block.scope.bindings.get(own, ()):
            if write.value is not None and isinstance(write.value, (cst.Name, cst.Attribute, cst.Subscript)):
                names |= _texts(write.value)
        # others that hold the same task: `tasks.append(task)`
        for op in call.function.ops:
            if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                if op.node.func.attr.value in {"append", "add"} and any(
                    dotted_text(arg.value) == own for arg in op.node.args
                ):
                    names |= {dotted_text(op.node.func.value)}
            elif isinstance(op, Write) and op.value is not None and isinstance(op.node, (cst.Name, cst.Attribute)):
                value = op.value
                if own in _texts(value) and not isinstance(value, cst.Await):
                    names.add(dotted_text(op.node))
        return frozenset(names - {"", "self", "cls"})


class _Pending(Flow[_State]):
    """Which cancellations have not been waited for."""

    def __init__(self, function: Function, cancels: dict[Call, frozenset[str]], module: Module) -> None:
        super().__init__(function)
        self._cancels = cancels
        self._module = module

    def join(self, left: _State, right: _State) -> _State:
        return left | right

    def transfer(self, op: Op, state: _State) -> tuple[_State, _State]:
        if isinstance(op, Call) and op in self._cancels:
            return state | {op}, state
        if not state:
            return state, state
        told: frozenset[str] = frozenset()
        if isinstance(op, Suspend):
            told = self._mentioned(op)
        elif isinstance(op, Return) and op.value is not None:
            told = frozenset(_texts(op.value))
        if told:
            state = frozenset(call for call in state if not self._cancels[call] & told)
        return state, state

    def _mentioned(self, op: Suspend) -> frozenset[str]:
        names = set(_texts(op.node))
        for node in inner_nodes(op.node):
            call = self._module.call_at(node) if isinstance(node, cst.Call) else None
            for value in self._module.targets(call) if call is not None else ():
                if isinstance(value, (FunctionRef, Method)):
                    for each in value.function.suspends:
                        names |= _texts(each.node)
        return frozenset(names)


def _texts(node: cst.CSTNode) -> set[str]:
    return {dotted_text(each) for each in inner_nodes(node) if isinstance(each, (cst.Name, cst.Attribute))}


__all__ = ["UnawaitedCancels"]

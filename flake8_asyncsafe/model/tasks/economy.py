"""How much runs at once: everything where the machine cannot, a group for a single task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.cancellation.bounds import Bounds, withs
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Op, Read, Suspend, With, enclosing
from flake8_asyncsafe.model.values import Coroutine, FunctionRef, Instance, Method, Partial, Value
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Item

_START = frozenset({"start_soon", "create_task"})
#: words for what is meant to be few
_LIMITS = ("semaphore", "limit", "throttle", "bulkhead", "slots")
_SOME = 16


class Economy:
    """Questions about concurrency that is needless or without bound, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    # -- all at once --------------------------------------------------------------------------------------------------

    def fan_outs(self) -> Iterator[tuple[Call, cst.BaseExpression]]:
        """(call, what is started) for each place that starts a task for every item, however many there are."""
        for call in self._module.calls():
            name = last_name(call.node.func)
            if name == "gather" and "asyncio.gather" in self._module.names_of(call.node.func, call):
                started = self._spread(call)
                if started is not None and not self._is_limited(started, call):
                    yield call, started
            elif name in _START and call.node.args and self._starts_task(call):
                started = call.node.args[0].value
                if self._in_open_loop(call) and not self._is_limited(started, call):
                    yield call, started

    def _starts_task(self, call: Call) -> bool:
        return any(runs.where is Where.TASK for _, runs, _ in self._module.spawns.handed_over(call))

    def _spread(self, call: Call) -> cst.BaseExpression | None:
        """The call in ``gather(*(f(x) for x in xs))``, or the function in ``gather(*map(f, xs))``."""
        for arg in call.node.args:
            if arg.star != "*":
                continue
            node: cst.BaseExpression | None = arg.value
            if isinstance(node, cst.Name):
                collected = self._collected(node.value, call)
                if collected is not None:
                    return collected
                writes = call.block.scope.bindings.get(node.value, [])
                node = writes[0].value if len(writes) == 1 else None
            if isinstance(node, (cst.ListComp, cst.GeneratorExp, cst.SetComp)):
                if not self._is_small(node.for_in.iter, call):
                    return node.elt
            elif isinstance(node, cst.Call) and last_name(node.func) == "map" and len(node.args) > 1:
                items = node.args[1].value
                if not self._is_small(items, call):
                    return node.args[0].value
        return None

    def _collected(self, name: str, call: Call) -> cst.BaseExpression | None:
        """The call in ``jobs.append(f(x))`` of an open loop before ``gather(*jobs)``."""
        for earlier in call.function.calls:
            func = earlier.node.func
            if earlier.index >= call.index or not (isinstance(func, cst.Attribute) and func.attr.value == "append"):
                continue
            if dotted_text(func.value) == name and len(earlier.node.args) == 1 and self._in_open_loop(earlier):
                given = earlier.node.args[0].value
                values = self._module.values(given, earlier)
                if values and all(isinstance(value, Coroutine) for value in values):
                    return given
        return None

    def _in_open_loop(self, call: Call) -> bool:
        """Whether a call runs once per item of something whose length is not known, or for ever."""
        for compound, block in enclosing(call.block):
            if isinstance(compound, With) and self._says_limit(compound.context, compound.enter):
                return False
            if isinstance(compound, Loop) and block is compound.body:
                if any(self._waits_for_slot(op) for op in compound.body.ops()):
                    return False
                node = compound.node
                if isinstance(node, (cst.For, cst.CompFor)):
                    return not self._is_small(node.iter, call)
                return compound.kind == "while" and compound.endless
        return False

    def _waits_for_slot(self, op: Op) -> bool:
        """``await semaphore.acquire()``, or an await of earlier tasks, paces the loop."""
        if not isinstance(op, Call):
            return False
        return last_name(op.node.func) in {"acquire", "wait", "gather", "wait_for", "as_completed"}

    @staticmethod
    def _is_small(node: cst.BaseExpression, op: Op) -> bool:
        """Whether an iterable is written out, or a range up to a constant."""
        if isinstance(node, (cst.Tuple, cst.List, cst.Set, cst.Dict)):
            return True
        if isinstance(node, cst.Call) and last_name(node.func) == "range":
            return all(isinstance(arg.value, (cst.Integer, cst.Name)) for arg in node.args) and not any(
                isinstance(arg.value, cst.Name) and not arg.value.value.isupper() for arg in node.args
            )
        if isinstance(node, cst.Name):
            if node.value.isupper():
                return True
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None else []
            return len(writes) == 1 and isinstance(writes[0].value, (cst.Tuple, cst.List, cst.Set))
        return False

    def _is_limited(self, started: cst.BaseExpression, call: Call) -> bool:
        """Whether what is started takes a slot of something first, or is given one."""
        for node in inner_nodes(started):
            if isinstance(node, (cst.Name, cst.Attribute)) and _speaks_of_limit(dotted_text(node)):
                return True
        for arg in call.node.args[1:]:
            if _speaks_of_limit(dotted_text(arg.value)):
                return True
        target = started.func if isinstance(started, cst.Call) else started
        inner = self._module.call_at(started) if isinstance(started, cst.Call) else None
        values: Sequence[Value] = (
            self._module.targets(inner) if inner is not None else self._module.values(target, call)
        )
        return any(self._takes_slot(value) for value in values)

    def _takes_slot(self, value: Value) -> bool:
        while isinstance(value, Partial):
            value = value.target
        if not isinstance(value, (FunctionRef, Method)):
            return False
        function = value.function
        if function.is_stub:
            return True  # what it does is not known
        for item in withs(function):
            if self._says_limit(item.context, item.enter):
                return True
        return any(last_name(call.node.func) == "acquire" for call in function.calls)

    def _says_limit(self, node: cst.BaseExpression, op: Op) -> bool:
        if _speaks_of_limit(dotted_text(node.func if isinstance(node, cst.Call) else node)):
            return True
        for value in self._module.values(node, op):
            known = (
                self._module.catalogue.type(value.type)
                if isinstance(value, Instance) and isinstance(value.type, str)
                else None
            )
            if known is not None and known.lock is not None:
                return True
        return False

    # -- a group for one ----------------------------------------------------------------------------------------------

    def single(self) -> Iterator[tuple[With, Call]]:
        """(block, the only thing that it starts) for each task group with one child and nothing else."""
        bounds = self._module.ask(Bounds)
        for function in self._module.coroutines:
            for item in withs(function):
                if item.is_async and item.item.asname is not None and bounds.is_group(item):
                    found = self._only_child(item)
                    if found is not None:
                        yield item, found

    @staticmethod
    def _only_child(item: With) -> Call | None:
        assert item.item.asname is not None
        name = dotted_text(item.item.asname.name)
        ops: list[Item] = list(item.body.items)
        if not name or any(not isinstance(op, Op) for op in ops):
            return None
        starts = [
            op
            for op in ops
            if isinstance(op, Call)
            and isinstance(op.node.func, cst.Attribute)
            and op.node.func.attr.value in _START
            and dotted_text(op.node.func.value) == name
        ]
        if len(starts) != 1:
            return None
        inside = set(inner_nodes(starts[0].node))
        others = [op for op in ops if isinstance(op, (Call, Suspend)) and op.node not in inside]
        uses = [op for op in ops if isinstance(op, Read) and _is_of(op.node, name)]
        return starts[0] if not others and len(uses) == 1 else None


def _is_of(node: cst.CSTNode, name: str) -> bool:
    """Whether a node is a dotted name, or one that starts with it."""
    text = dotted_text(node) if isinstance(node, cst.BaseExpression) else ""
    return text == name or text.startswith(f"{name}.")


def _speaks_of_limit(text: str) -> bool:
    lower = text.lower()
    return bool(lower) and (
        any(word in lower for word in _LIMITS) or lower.rpartition(".")[2].lstrip("_") in {"sem", "gate"}
    )


__all__ = ["Economy"]

"""How much runs at once: everything where the machine cannot, a group for a single task."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.cancellation.bounds import Bounds, withs
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Op, Read, Suspend, With, Write, enclosing
from flake8_asyncsafe.model.values import Coroutine, FunctionRef, Instance, Method, Partial, Value
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block

_START = frozenset({"start_soon", "create_task"})
#: words for what is meant to be few
_LIMITS = ("semaphore", "limit", "throttle", "bulkhead", "slots")
_COLLECTORS = frozenset({"list", "tuple", "set", "sorted"})
#: words for what cuts something long into pieces of a certain size
_PIECES = frozenset({"batched", "batches", "chunked", "chunks", "grouper", "sliced", "ichunked", "chunk", "batch"})
#: methods that take an item out
_TAKES = frozenset({"pop", "popleft", "popitem", "get_nowait", "readline", "next"})
_DEEPEST = 4
#: a number of tasks that is not known
_OPEN = 99


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
                return compound.kind == "while" and (compound.endless or _drains(node))
        return False

    def _waits_for_slot(self, op: Op) -> bool:
        """``await semaphore.acquire()``, or an await of earlier tasks, paces the loop."""
        if not isinstance(op, Call):
            return False
        return last_name(op.node.func) in {"acquire", "wait", "gather", "wait_for", "as_completed"}

    def _is_small(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> bool:
        """Whether an iterable is written out, a range up to a constant, or so many items of another one."""
        if isinstance(node, (cst.Tuple, cst.List, cst.Set, cst.Dict)):
            return True
        if isinstance(node, cst.Call):
            name = last_name(node.func)
            if name == "range":
                return all(isinstance(arg.value, (cst.Integer, cst.Name)) for arg in node.args) and not any(
                    isinstance(arg.value, cst.Name) and not arg.value.value.isupper() for arg in node.args
                )
            if name in _COLLECTORS and len(node.args) == 1:
                return self._is_small(node.args[0].value, op, depth)
            return name == "islice"
        if isinstance(node, cst.Subscript):
            return any(isinstance(each.slice, cst.Slice) and each.slice.upper is not None for each in node.slice)
        if isinstance(node, cst.Name):
            if node.value.isupper():
                return True
            scope = op.block.scope.lookup(node.value)
            writes = scope.bindings.get(node.value, []) if scope is not None else []
            return len(writes) == 1 and depth < _DEEPEST and self._is_piece(writes[0], depth + 1)
        return False

    def _is_piece(self, write: Write, depth: int) -> bool:
        """Whether what a name is bound to is small: by an assignment, or as one of the pieces of something long."""
        value = write.value
        if value is None or write.path:
            return False
        if write.how == "for":
            if isinstance(value, (cst.GeneratorExp, cst.ListComp)):  # `for piece in (urls[i : i + 8] for i in ...)`
                return self._is_small(value.elt, write, depth)
            return isinstance(value, cst.Call) and not _PIECES.isdisjoint(last_name(value.func).lower().split("_"))
        return self._is_small(value, write, depth)

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

    def single(self) -> Iterator[tuple[With, list[Call]]]:
        """(block, the only thing that it starts) for each task group with one child and nothing else.

        There are several calls where conditions choose which of them starts the child.
        """
        bounds = self._module.ask(Bounds)
        for function in self._module.coroutines:
            for item in withs(function):
                if item.is_async and item.item.asname is not None and bounds.is_group(item):
                    found = self._only_child(item)
                    if found:
                        yield item, found

    @staticmethod
    def _only_child(item: With) -> list[Call]:
        assert item.item.asname is not None
        name = dotted_text(item.item.asname.name)
        ops: list[Op] = []
        if not name or _children(item.body, name, ops, 0) != 1:
            return []
        starts = [op for op in ops if isinstance(op, Call) and _starts_in(op, name)]
        inside = {each for start in starts for each in inner_nodes(start.node)}
        others = [op for op in ops if isinstance(op, (Call, Suspend)) and op.node not in inside]
        uses = [op for op in ops if isinstance(op, Read) and _is_of(op.node, name)]
        return starts if not others and len(uses) == len(starts) else []


def _starts_in(op: Op, group: str) -> bool:
    """Whether an operation starts a task in the group of that name."""
    return (
        isinstance(op, Call)
        and isinstance(op.node.func, cst.Attribute)
        and op.node.func.attr.value in _START
        and dotted_text(op.node.func.value) == group
    )


def _children(block: Block, group: str, ops: list[Op], depth: int) -> int:
    """How many tasks a block starts in a group, whichever way it takes; `_OPEN` if that depends, or is not seen.

    All operations of the block are added to ``ops``.
    """
    count = 0
    for item in block.items:
        if isinstance(item, Op):
            ops.append(item)
            count += _starts_in(item, group)
        elif isinstance(item, Branch) and depth < _DEEPEST:
            count += sum(_children(test, group, ops, depth + 1) for test, _ in item.arms)
            ways = {_children(body, group, ops, depth + 1) for _, body in item.arms}
            if item.orelse is not None:
                ways.add(_children(item.orelse, group, ops, depth + 1))
            elif not (isinstance(item.node, cst.Match) and _takes_rest(item.node)):
                ways.add(0)
            count += ways.pop() if len(ways) == 1 else _OPEN
        else:
            return _OPEN
    return count


def _takes_rest(match: cst.Match) -> bool:
    """Whether the last case takes whatever the others do not: ``case _:``, ``case other:``."""
    last = match.cases[-1] if match.cases else None
    return (
        last is not None and last.guard is None and isinstance(last.pattern, cst.MatchAs) and not last.pattern.pattern
    )


def _drains(node: cst.CSTNode) -> bool:
    """Whether a ``while`` goes on until something is empty: ``while urls:``, ``while url := feed.readline():``."""
    if not isinstance(node, cst.While):
        return False
    test = node.test
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        return isinstance(test.expression, cst.Call) and last_name(test.expression.func) == "empty"
    if isinstance(test, cst.NamedExpr):
        return isinstance(test.value, cst.Call) and last_name(test.value.func) in _TAKES
    if isinstance(test, cst.Comparison):  # `len(urls) > 0`; one that is compared with more may be a limit
        zero = isinstance(test.comparisons[0].operator, (cst.GreaterThan, cst.NotEqual))
        other = test.comparisons[0].comparator
        return zero and _is_length(test.left) and isinstance(other, cst.Integer) and other.value == "0"
    if not isinstance(test, (cst.Name, cst.Attribute)):
        return _is_length(test)
    emptied = dotted_text(test)
    return any(
        isinstance(each, cst.Attribute) and each.attr.value in _TAKES and dotted_text(each.value) == emptied
        for each in inner_nodes(node.body)
    )


def _is_length(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Call) and last_name(node.func) == "len"


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

"""Conditions that are used while nobody holds them, and those whose waiters wait for different things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.channels.handlers import leaves
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Branch, Loop, With, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Channel, Use
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_DEEPEST = 6
_OPPOSITES: dict[type[cst.BaseCompOp], str] = {
    cst.Equal: "!=",
    cst.NotEqual: "==",
    cst.LessThan: ">=",
    cst.LessThanEqual: ">",
    cst.GreaterThan: "<=",
    cst.GreaterThanEqual: "<",
    cst.Is: "is not",
    cst.IsNot: "is",
    cst.In: "not in",
    cst.NotIn: "in",
}
#: comparisons of a count that ask whether it is more than zero (True), or zero (False)
_IS_SOME: dict[tuple[type[cst.BaseCompOp], int | None], bool] = {
    (cst.GreaterThan, 0): True,
    (cst.NotEqual, 0): True,
    (cst.GreaterThanEqual, 1): True,
    (cst.Equal, 0): False,
    (cst.LessThanEqual, 0): False,
    (cst.LessThan, 1): False,
}


class Notifies:
    """The notifications and waits of one module, and whether the condition is held there."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._started = {
            spawn.function
            for spawn in module.spawns.all()
            if spawn.function is not None and spawn.where.name != "INLINE"
        }

    def unheld(self) -> Iterator[tuple[cst.BaseExpression, str, Channel]]:
        """(where, method, condition) for calls of notify and wait that no way leads to with the condition held."""
        for use in self._channels.of_kind("condition", "notify", "notify_all", "wait", "wait_for"):
            lock = self._module.locks.lock(use.receiver, use.place)
            if lock is not None and lock.single and not self._may_be_held(use.channel, lock, use.call, 0, frozenset()):
                yield use.call.node, use.method, use.channel
        for spawn in self._module.spawns.all():  # `loop.call_later(1, changed.notify_all)`: who runs it holds nothing
            given = spawn.argument
            if spawn.where.name == "INLINE" or not isinstance(given, cst.Attribute):
                continue
            if given.attr.value in {"notify", "notify_all"}:
                channel = self._channels.of(given.value, spawn.op, "condition")
                if channel is not None:
                    yield given, given.attr.value, channel

    def _may_be_held(self, channel: Channel, lock: Lock, op: Op, depth: int, seen: frozenset[Function]) -> bool:
        function = op.function
        held = self._module.critical.held(op).may
        wanted = self._module.locks.owned(lock)
        for each in held:
            if self._module.locks.owned(each.lock) == wanted or each.lock.identity == lock.identity:
                return True
        if any(
            isinstance(item, With)
            and block is item.body
            and (other := self._channels.of(item.context, item.enter, "condition")) is not None
            and channel.identity == other.identity
            for item, block in enclosing(op.block)
        ):
            return True  # of a parameter only what callers give tells that it is a condition
        if held and self._may_be_built_on_another(channel, {each.lock.text.rpartition(".")[2] for each in held}):
            return True  # one of those may be its lock
        if depth >= _DEEPEST or function in seen:
            return True
        if self._says_so(function):
            return True
        if function in self._started or function.kind == "module":
            return False
        callers = self._module.graph.callers(function)
        if not callers and lock.path.root[0] == "self" and not lock.path.steps:
            return True  # a method of a condition: its caller has to hold it, as for those that it inherits
        if not callers:
            if function.parent is not None and function.parent.kind != "module":
                return self._is_handed_on(function)
            # other modules may call a helper with the lock held
            return function.name.startswith("_") or (channel.path[0] == "local" and channel.origin is None)
        return any(self._may_be_held(channel, lock, edge.op, depth + 1, seen | {function}) for _, edge in callers)

    def _is_handed_on(self, function: Function) -> bool:
        """Whether an inner function goes somewhere else than to a spawner."""
        return function not in self._started

    def _may_be_built_on_another(self, channel: Channel, held: set[str]) -> bool:
        """Whether a condition may have a lock that is called otherwise where it is used, by the names that are held."""
        if channel.origin is None or not channel.origin.args:
            return channel.origin is None
        made = self._module.call_at(channel.origin)
        lock = channel.origin.args[0].value
        if made is None or not isinstance(lock, cst.Attribute) or self._module.locks.lock(lock, made) is None:
            return True  # what came as an argument, or from elsewhere, has other names
        return lock.attr.value in held  # an attribute keeps its name, whoever the object is reached by

    def _says_so(self, function: Function) -> bool:
        """Whether a function says that its caller holds the lock: ``_wake_locked``, or its docstring."""
        said = words(function.name)
        if said & {"locked", "unlocked", "nolock", "holding", "unsafe"}:
            return True
        node = function.node
        text = node.get_docstring() if isinstance(node, cst.FunctionDef) else None
        return text is not None and any(
            word in text.lower()
            for word in ("lock held", "holding", "must hold", "held by", "with the lock", "is held")
        )

    # -- notify one of many -------------------------------------------------------------------------------------------

    def to_one(self) -> Iterator[Use]:
        """The calls that wake one waiter of a condition on which waiters wait for different things."""
        for use in self._channels.of_kind("condition", "notify"):
            count = argument(use.call.node, "n", 0)
            if count is not None and not (isinstance(count, cst.Integer) and count.value == "1"):
                continue
            tests = {
                test
                for each in self._channels.on(use.channel, "wait", "wait_for")
                for test in self._waited_for(each, each.method)
            }
            if len(tests) > 1:
                yield use

    def _waited_for(self, use: Use, method: str) -> Iterator[str]:
        """What has to be true for a waiter to go on; of a helper that is given the test, what its callers give."""
        if method == "wait_for":
            test = argument(use.call.node, "predicate", 0)
            if test is not None:
                yield from self._given(test, use.call, wanted=True)
            return
        for item, block in enclosing(use.call.block):
            if isinstance(item, Loop) and isinstance(item.node, cst.While) and block is item.body:
                asked = (item.node.test, False) if not item.endless else _way_out(item)
                if asked is None:
                    return
                test, wanted = _bare(asked[0], wanted=asked[1])
                if isinstance(test, cst.Call) and isinstance(test.func, cst.Name) and not test.args:
                    yield from self._given(test.func, use.call, wanted=wanted)
                else:
                    yield self._text(test, wanted=wanted)
                return

    def _given(self, test: cst.BaseExpression, op: Op, *, wanted: bool) -> Iterator[str]:
        """The tests that a predicate stands for: its own text, or what callers give for the parameter that it is."""
        if isinstance(test, cst.Name) and (scope := op.block.scope.lookup(test.value)) is not None:
            writes = scope.bindings[test.value]
            if scope.function is not None and len(writes) == 1 and writes[0].how == "param":
                given = self._channels.given(scope.function, test.value)
                if given:
                    for each, _ in given:
                        yield self._text(each.body if isinstance(each, cst.Lambda) else each, wanted=wanted)
                    return
        yield self._text(test.body if isinstance(test, cst.Lambda) else test, wanted=wanted)

    def _text(self, test: cst.BaseExpression, *, wanted: bool) -> str:
        """A test and its wanted outcome in one spelling: ``not items``, ``len(items) == 0`` are the same."""
        test, wanted = _bare(test, wanted=wanted)
        if isinstance(test, cst.BooleanOperation):
            word = "and" if isinstance(test.operator, cst.And) is wanted else "or"
            return f"({self._text(test.left, wanted=wanted)} {word} {self._text(test.right, wanted=wanted)})"
        if isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and not wanted:
            target = test.comparisons[0]
            opposite = _OPPOSITES.get(type(target.operator))
            if opposite:
                return f"{self._module.source(test.left)} {opposite} {self._module.source(target.comparator)}"
        return f"{'' if wanted else 'not '}{self._module.source(test)}"


def _bare(test: cst.BaseExpression, *, wanted: bool) -> tuple[cst.BaseExpression, bool]:
    """What a test looks at without ``not``, ``bool()``, ``len()`` and comparisons with zero, and the wanted truth."""
    while True:
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test, wanted = test.expression, not wanted
        elif (
            isinstance(test, cst.Call)
            and isinstance(test.func, cst.Name)
            and test.func.value in {"bool", "len"}
            and len(test.args) == 1
        ):
            test = test.args[0].value
        elif isinstance(test, cst.Comparison) and len(test.comparisons) == 1:
            left, target = test.left, test.comparisons[0]
            number = target.comparator.evaluated_value if isinstance(target.comparator, cst.Integer) else None
            is_some = _IS_SOME.get((type(target.operator), number))
            if is_some is None:
                return test, wanted
            test, wanted = left, wanted is is_some
        else:
            return test, wanted


def _way_out(loop: Loop) -> tuple[cst.BaseExpression, bool] | None:
    """What an endless loop is left for: the one test in it that guards a way out of it."""
    exits = [
        item
        for item in loop.body.items
        if isinstance(item, Branch) and any(leaves(block, loop) for block in item.blocks())
    ]
    if len(exits) != 1 or exits[0].kind != "if" or len(exits[0].arms) != 1 or exits[0].tests[0] is None:
        return None
    return exits[0].tests[0], leaves(exits[0].arms[0][1], loop)

"""Consumers of a queue somebody joins that take an item and do not say that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.abroad import UsesAbroad
from flake8_asyncsafe.model.channels.following import called_name
from flake8_asyncsafe.model.channels.handlers import TIMEOUTS, names
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.flow import NEXT, RETURN, Flow
from flake8_asyncsafe.model.ops import Call, Loop, Return, Suspend, Yield, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Channel, Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_GETS = ("get", "get_nowait")
_PUTS = ("put", "put_nowait")
_NEVER_RAISE = frozenset(
    {"debug", "info", "warning", "error", "exception", "log", "print", "task_done", "time", "monotonic"}
)
Pending = frozenset["Use"]


class TaskDone:
    """The joined queues of one module and their consumers."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._abroad = module.ask(UsesAbroad)

    def missing(self) -> Iterator[tuple[Use, str]]:
        """(the get, where the join is) for each get from which control goes on, or out, without task_done."""
        for uses in self._channels.by_identity.values():
            if uses[0].channel.kind != "queue":
                continue
            channel = uses[0].channel
            joins = list(self._channels.reaching(channel, "join"))
            gets = [use for use in uses if use.method in _GETS]
            abroad = [use for _, use in self._abroad.of(uses[0].receiver, uses[0].place)] if gets else []
            places = [f"line {self._module.line(join.call.node)}" for join in joins]
            places += [use.place for use in abroad if use.method == "join"]
            if not places or not gets or any(use.method == "task_done" for use in abroad):
                continue  # (a method of another module's class may say it of what was taken here)
            said = list(self._channels.reaching(channel, "task_done"))
            if self._are_batches((*uses, *said)):
                continue
            done = self._completers(channel)
            ends_later = self._ends_after(list(self._channels.reaching(channel, *_PUTS)), joins)
            says = {use.function for use in said}
            for function in dict.fromkeys(use.function for use in gets):
                if any(caller in says for caller, _ in self._module.graph.callers(function)):
                    continue  # the caller accounts for what its helper takes
                flow = _Unfinished(self._module, function, (*gets, *said), done)
                outcome = flow.run(frozenset())
                bad = set(flow.bad)
                if not ends_later:
                    for way in (NEXT, RETURN):
                        bad |= outcome.get(way) or frozenset()
                for get in gets:
                    if get in bad:
                        yield get, places[0]

    def _completers(self, channel: Channel) -> frozenset[Function]:
        """The functions that say of an item that it is done, and those that call them."""
        found = {use.function for use in self._channels.reaching(channel, "task_done")}
        todo = list(found)
        while todo:
            for caller, _ in self._module.graph.callers(todo.pop()):
                if caller not in found and not any(
                    use.function is caller for use in self._channels.on(channel, *_GETS)
                ):
                    found.add(caller)
                    todo.append(caller)
        return frozenset(found)

    @staticmethod
    def _are_batches(uses: tuple[Use, ...]) -> bool:
        """Whether items are accounted for in a ``for`` of their own: by the batch, wherever that was taken."""
        loops = {
            item
            for use in uses
            if use.method == "task_done"
            for item, _ in enclosing(use.call.block)
            if isinstance(item, Loop) and item.kind == "for"
        }
        return any(
            not any(use.method in _GETS and item is loop for use in uses for item, _ in enclosing(use.call.block))
            for loop in loops
        )

    @staticmethod
    def _ends_after(puts: list[Use], joins: list[Use]) -> bool:
        """Whether the consumers are told to stop only when the queue has been joined: their last item is not missed."""
        for join in joins:
            told = [use.call.index for use in puts if use.function is join.function and _is_sentinel(use)]
            if told and min(told) > join.call.index:
                return True
        return False


def _is_sentinel(use: Use) -> bool:
    """``put(None)``, ``put(STOP)``."""
    given = use.call.node.args[0].value if use.call.node.args else None
    return isinstance(given, cst.Name) and (given.value == "None" or given.value.isupper() or given.value[0] == "_")


class _Unfinished(Flow["Pending"]):
    """The items that were taken and not said to be done."""

    def __init__(self, module: Module, function: Function, uses: tuple[Use, ...], done: frozenset[Function]) -> None:
        super().__init__(function)
        self._module = module
        self.bad: set[Use] = set()
        self._gets: dict[cst.CSTNode, Use] = {}
        self._done: set[Op] = set()
        for use in uses:
            if use.function is not function:
                continue
            if use.method in _GETS:
                node: cst.CSTNode | None = use.call.node
                if use.channel.is_async and use.method == "get":
                    node = module.critical.operations.await_of(use.call)
                if node is not None:
                    self._gets[node] = use
            elif use.method == "task_done":
                self._done.add(use.call)
        for edge in module.graph.edges(function):
            if edge.callee in done and edge.callee is not function:
                self._done.add(edge.op)
        if done:
            for spawn in module.spawns.all():
                if spawn.op.function is function and spawn.function in done and spawn.function is not function:
                    self._done.add(spawn.op)
        self._names = {
            write.value: name
            for name, writes in function.scope.bindings.items()
            for write in writes
            if write.value is not None
        }

    def join(self, left: Pending, right: Pending) -> Pending:
        return left | right

    def transfer(self, op: Op, state: Pending) -> tuple[Pending, Pending]:
        if op in self._done:
            return frozenset(), frozenset()
        use = self._gets.get(op.node) if isinstance(op, (Call, Suspend)) else None
        if use is not None:
            self.bad |= state
            return frozenset({use}), state
        if isinstance(op, Return) and op.value is not None and state:
            return frozenset(each for each in state if not self._gives(op.value, each)), state
        if isinstance(op, Yield):
            return frozenset(), frozenset()  # whoever gets the item has to say so
        return state, state

    def _gives(self, value: cst.BaseExpression, use: Use) -> bool:
        """Whether what is returned is (or holds) the item: then the caller is the consumer."""
        get: cst.BaseExpression = use.call.node
        awaited = self._module.parents.get(get)
        whole = awaited if isinstance(awaited, cst.Await) else get
        if value in {get, whole}:
            return True
        name = self._names.get(whole)
        if name is None:
            return not isinstance(value, cst.Name) or value.value not in {"None", "True", "False"}
        return name in self._module.source(value)

    def may_raise(self, op: Op) -> bool:
        if isinstance(op, Call) and called_name(op.node) in _NEVER_RAISE:
            return False
        return super().may_raise(op)

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: Pending) -> Pending:
        caught = names(node.type)
        return frozenset() if caught and caught <= TIMEOUTS else state

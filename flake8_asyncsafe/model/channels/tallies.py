"""Queues whose ``join()`` counts ``task_done()``: ways on which a consumer does not report what it took."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.channels.objects import QUEUES, Channels, Key, Use
from flake8_asyncsafe.model.flow import NEXT, RETURN, Flow
from flake8_asyncsafe.model.ops import Call, Loop, Op, Suspend, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_GETS = frozenset({"get", "get_nowait"})
#: what is raised to end a worker, or says that there is no item
_ENDS = frozenset(
    {"CancelledError", "Cancelled", "GeneratorExit", "KeyboardInterrupt", "SystemExit", "ShutDown", "QueueShutDown"}
    | {"TimeoutError", "Empty", "QueueEmpty"}
)
_DEEPEST = 4
Open = frozenset[Use]


class Tallies:
    """The consumers of one module that lose count."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._reports: dict[tuple[Function, Key], bool] = {}

    def lost(self) -> Iterator[Use]:
        """Each ``get`` from a joined queue after which a way leads to the next one, or out, without ``task_done()``."""
        joined = {use.key for use in self._channels.uses if use.method == "join" and use.kind in QUEUES}
        for key in joined:
            uses = self._channels.by_key[key]
            if not any(use.method == "task_done" for use in uses):
                continue  # join() is of no use then, but that is not seen from one path
            for function in dict.fromkeys(use.function for use in uses if use.method in _GETS):
                done = [use for use in uses if use.function is function and use.method == "task_done"]
                if (done or self.reports(function, key)) and not any(self._is_batch(use) for use in done):
                    yield from TallyFlow(function, self._module, key, self).lost()

    @staticmethod
    def _is_batch(done: Use) -> bool:
        """``for _ in batch: queue.task_done()``: many are taken, and reported together."""
        return any(isinstance(each, Loop) and each.kind == "for" for each, _ in enclosing(done.call.block))

    def join_of(self, use: Use) -> Use:
        """The join of the queue that a consumer takes from."""
        return next(each for each in self._channels.by_key[use.key] if each.method == "join")

    def reports(self, function: Function, key: Key, depth: int = 0) -> bool:
        """Whether a function may call ``task_done()`` on the queue, itself or by a helper."""
        known = self._reports.get((function, key))
        if known is None:
            self._reports[function, key] = False
            known = any(
                use.function is function and use.method == "task_done" for use in self._channels.by_key.get(key, ())
            )
            if not known and depth < _DEEPEST and not function.is_stub:
                known = any(self.reports(edge.callee, key, depth + 1) for edge in self._module.graph.edges(function))
            self._reports[function, key] = known
        return known


class TallyFlow(Flow[Open]):
    """The items that one function has taken and not reported yet, on some path."""

    def __init__(self, function: Function, module: Module, key: Key, tallies: Tallies) -> None:
        super().__init__(function)
        self._module = module
        self._key = key
        self._tallies = tallies
        self._uses = {use.call: use for use in module.ask(Channels).by_key[key] if use.function is function}
        self._awaited = dict(self._find_awaited())
        self._lost: dict[Use, None] = {}
        self.outcome = self.run(frozenset())

    def _find_awaited(self) -> Iterator[tuple[cst.CSTNode, Use]]:
        """The await that gives the item of an asynchronous ``get``."""
        for use in self._uses.values():
            if use.method != "get" or not use.kind.startswith("asyncio."):
                continue
            node: cst.CSTNode | None = use.call.node
            while node is not None and not isinstance(node, (cst.Await, cst.BaseStatement)):
                node = self._module.parents.get(node)
            if isinstance(node, cst.Await):
                yield node, use

    def join(self, left: Open, right: Open) -> Open:
        """Taken on one of the paths."""
        return left | right

    def transfer(self, op: Op, state: Open) -> tuple[Open, Open]:
        """What is taken is open until it is reported; a get that raises has taken nothing."""
        if isinstance(op, Suspend):
            use = self._awaited.get(op.node)
            return self._take(use, state) if use is not None else (state, state)
        if not isinstance(op, Call):
            return state, state
        use = self._uses.get(op)
        if use is None:
            if state and self._is_handed_on(op):
                return frozenset(), frozenset()
            return state, state
        if use.method == "task_done":
            return frozenset(), frozenset()
        if use.method in _GETS and use not in self._awaited.values():
            return self._take(use, state)
        return state, state

    def _is_handed_on(self, op: Call) -> bool:
        """Whether a call reports the item, or gives somebody a callable that will."""
        edges = (edge.callee for edge in self._module.graph.edges(self.function) if edge.op is op)
        given = (function_of(value) for arg in op.node.args for value in self._module.values(arg.value, op))
        return any(each is not None and self._tallies.reports(each, self._key) for each in (*edges, *given))

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: Open) -> Open | None:
        """Who handles his own end does not go on to the next item, and who got none has nothing to report."""
        kinds = [each.value for each in node.type.elements] if isinstance(node.type, cst.Tuple) else [node.type]
        ends = [each is not None and _last(each) in _ENDS for each in kinds]
        return frozenset() if ends and all(ends) else state

    def _take(self, use: Use, state: Open) -> tuple[Open, Open]:
        self._lost.update(dict.fromkeys(state))
        return frozenset({use}), frozenset()

    def lost(self) -> Iterator[Use]:
        """The gets whose item is not reported on some path."""
        for way in (NEXT, RETURN):
            self._lost.update(dict.fromkeys(self.outcome.get(way) or ()))
        yield from sorted(self._lost, key=lambda use: use.call.index)


def _last(node: cst.BaseExpression) -> str:
    return node.attr.value if isinstance(node, cst.Attribute) else node.value if isinstance(node, cst.Name) else ""

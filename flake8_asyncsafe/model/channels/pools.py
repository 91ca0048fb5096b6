"""Jobs that wait for other jobs of the pool that they themselves occupy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.channels.futures import ALL_OF, SUBMITS, WAITS, Futures
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.ops import Call, Iterate
from flake8_asyncsafe.model.tasks.nodes import is_none
from flake8_asyncsafe.model.values import UNKNOWN, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.channels.identity import Channel, Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_THREADS = frozenset({"concurrent.futures.ThreadPoolExecutor", "multiprocessing.pool.ThreadPool"})
_DEEPEST = 4


class Pools:
    """The thread pools of one module and the jobs given to them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._futures = Futures(module)

    def waiting_on_themselves(self) -> Iterator[tuple[Call, Channel, Function]]:
        """(the wait, the pool, the job) where a job waits for another of the same pool."""
        seen = set()
        for channel, job in self._jobs():
            for function in self._reached(job):
                submits = [
                    use for use in self._channels.on(channel, *SUBMITS, "map", "apply") if use.function is function
                ]
                direct = self._waits(function, submits) if submits else ()
                helped = self._futures.waits(function, self._futures.of_helpers(function, channel))
                for call in (*direct, *helped):
                    if call not in seen and not self._gives_up(call):
                        seen.add(call)
                        yield call, channel, job

    def _jobs(self) -> Iterator[tuple[Channel, Function]]:
        found = set()
        for spawn in self._module.spawns.all():
            use = self._channels.by_call.get(spawn.op) if isinstance(spawn.op, Call) else None
            if use is None or use.channel.type not in _THREADS:
                continue
            for job in (spawn.function,) if spawn.function is not None else self._given(spawn):
                key = (use.channel.identity, job)
                if key not in found:
                    found.add(key)
                    yield use.channel, job

    @staticmethod
    def _gives_up(wait: Call) -> bool:
        """Whether a wait ends after some time: the job then goes on without the other one."""
        if not isinstance(wait.node.func, cst.Attribute) or wait.node.func.attr.value not in WAITS:
            return False
        timeout = argument(wait.node, "timeout", 0)
        return timeout is not None and not is_none(timeout)

    def _given(self, spawn: Spawn) -> Iterator[Function]:
        """What callers in sight give a helper to submit: ``def later(function): return pool.submit(function)``."""
        if isinstance(spawn.argument, cst.Name) and spawn.value == UNKNOWN:
            for given, op in self._channels.given(spawn.op.function, spawn.argument.value):
                for value in self._module.values(given, op):
                    job = function_of(value)
                    if job is not None and not job.is_stub:
                        yield job

    def _reached(self, job: Function) -> tuple[Function, ...]:
        found = {job: 0}
        todo = [job]
        while todo:
            each = todo.pop()
            for edge in self._module.graph.edges(each) if found[each] < _DEEPEST else ():
                if edge.how == "call" and edge.callee not in found and not edge.callee.is_stub:
                    found[edge.callee] = found[each] + 1
                    todo.append(edge.callee)
        return tuple(found)

    def _waits(self, function: Function, submits: list[Use]) -> Iterator[Call]:
        made = {use.call.node for use in submits if use.method in SUBMITS}
        for use in submits:
            if use.method == "apply" or (use.method == "map" and self._is_consumed(use)):
                yield use.call
        for call in function.calls:
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in WAITS:
                if (
                    func.value in made
                    or any(
                        isinstance(value, Instance) and value.origin in made
                        for value in self._module.values(func.value, call)
                    )
                    or (made and self._is_of_collection(func.value, call))
                ):
                    yield call
            elif made and self._module.names_of(func, call) & ALL_OF:
                yield call

    def _is_of_collection(self, receiver: cst.BaseExpression, call: Call) -> bool:
        """Whether a future of unknown origin comes from a collection that only this pool's futures can be in."""
        scope = call.block.scope.lookup(receiver.value) if isinstance(receiver, cst.Name) else None
        if scope is None or not isinstance(receiver, cst.Name):
            return False
        if any(value != UNKNOWN for value in self._module.values(receiver, call)):
            return False
        writes = scope.bindings[receiver.value]
        pools = {
            use.channel.identity for use in self._channels.of_kind("pool", *SUBMITS) if use.function is call.function
        }
        names = {write.value.value for write in writes if write.how == "for" and isinstance(write.value, cst.Name)}
        kept = {
            each.node.func.value.value
            for each in call.function.calls
            if isinstance(each.node.func, cst.Attribute)
            and isinstance(each.node.func.value, cst.Name)
            and each.node.func.attr.value in {"append", "add"}
            and each.node.args
            and (use := self._submitted(each)) is not None
            and use.method in SUBMITS
        }
        return len(pools) == 1 and bool(names & kept)

    def _submitted(self, call: Call) -> Use | None:
        """The submit whose future a call is given."""
        given = call.node.args[0].value
        made = self._module.call_at(given) if isinstance(given, cst.Call) else None
        return self._channels.by_call.get(made) if made is not None else None

    def _is_consumed(self, use: Use) -> bool:
        if use.channel.type == "multiprocessing.pool.ThreadPool":
            return True
        kind = self._module.use(use.call.node).kind
        return kind in {"argument", "iterated", "unpacked"} or any(
            isinstance(op, Iterate) and op.iterable is use.call.node for op in use.function.ops
        )

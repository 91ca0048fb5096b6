"""Which queue, condition, event, pipe or pool an expression is.

The way to an object is that of locks (`model/locks/identity.py`).  Where it leads to a parameter, or to an attribute
that the constructor fills from one, what the callers in sight give decides: ``Thread(target=work, args=(jobs,))`` makes
the ``queue`` of ``def work(queue)`` the very ``jobs``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, given_for
from flake8_asyncsafe.model.locks.identity import Lock
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.scopes import Class, Scope
from flake8_asyncsafe.model.values import ContextManager, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

#: what kind of channel a type is
KINDS = {
    "threading.Condition": "condition",
    "multiprocessing.Condition": "condition",
    "asyncio.Condition": "condition",
    "anyio.Condition": "condition",
    "trio.Condition": "condition",
    "threading.Event": "event",
    "multiprocessing.Event": "event",
    "asyncio.Event": "event",
    "queue.Queue": "queue",
    "queue.SimpleQueue": "queue",
    "multiprocessing.Queue": "queue",
    "multiprocessing.JoinableQueue": "queue",
    "multiprocessing.SimpleQueue": "queue",
    "asyncio.Queue": "queue",
    "trio.MemorySendChannel": "stream",
    "trio.MemoryReceiveChannel": "stream",
    "anyio.streams.memory.MemoryObjectSendStream": "stream",
    "anyio.streams.memory.MemoryObjectReceiveStream": "stream",
    "multiprocessing.connection.Connection": "pipe",
    "subprocess.Popen": "process",
    "asyncio.subprocess.Process": "process",
    "trio.Process": "process",
    "anyio.abc.Process": "process",
    "multiprocessing.Process": "worker",
    "concurrent.futures.ThreadPoolExecutor": "pool",
    "concurrent.futures.ProcessPoolExecutor": "pool",
    "multiprocessing.pool.ThreadPool": "pool",
    "concurrent.futures.Future": "future",
    "asyncio.Future": "future",
}
#: the methods that questions about channels are about
METHODS = frozenset(
    [
        "wait",
        "wait_for",
        "notify",
        "notify_all",
        "set",
        "clear",
        "is_set",
        "get",
        "put",
        "get_nowait",
        "put_nowait",
        "receive_nowait",
        "send_nowait",
        "join",
        "task_done",
        "empty",
        "full",
        "qsize",
        "recv",
        "send",
        "poll",
        "communicate",
        "submit",
        "map",
        "apply",
        "apply_async",
        "result",
        "set_result",
        "set_exception",
        "done",
        "shutdown",
        "close",
        "terminate",
        "kill",
        "start",
    ]
)
#: without one of these a file that knows of no other module has no channel
_WORDS = (
    "queue",
    "channel",
    "stream",
    "condition",
    "event",
    "pipe",
    "connection",
    "process",
    "pool",
    "future",
    "popen",
)
_DEEPEST = 4
#: functions that give the items of what they are given
_SAME_ITEMS = frozenset({"enumerate", "iter", "list", "reversed", "set", "sorted", "tuple"})


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel: ``kind`` as in `KINDS`, ``type`` its canonical type, ``origin`` the call that made it if seen.

    ``is_async`` tells whether tasks wait on it; ``local`` whether only one call of one function can reach it by name.
    """

    identity: tuple[object, ...]
    text: str
    kind: str
    type: str
    origin: cst.Call | None = None
    path: tuple[object, ...] = ()

    @property
    def is_async(self) -> bool:
        """Whether tasks, not threads, wait on it."""
        return self.type.startswith(("asyncio.", "anyio.", "trio."))

    @property
    def is_local(self) -> bool:
        """Whether it lives in a variable of one function (and of those inside it)."""
        return self.identity[0] == "local"


@dataclass(frozen=True, slots=True)
class Use:
    """A method call on a channel.

    ``receiver`` is the channel as it is written, ``place`` where that is: not at the call if a bound method is called.
    """

    call: Call
    method: str
    channel: Channel
    receiver: cst.BaseExpression
    place: Op

    @property
    def function(self) -> Function:
        """The function that makes the call."""
        return self.call.function


class Channels:
    """The channels of one module and the calls on them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[tuple[cst.BaseExpression, str], Channel | None] = {}
        self._given: dict[tuple[Function, str], tuple[tuple[cst.BaseExpression, Op], ...]] = {}

    def of(self, expression: cst.BaseExpression, op: Op, kind: str = "") -> Channel | None:
        """The channel that an expression is, or None if it is none (of that kind) as far as can be known."""
        return self._at(expression, op, kind, 0)

    def _at(self, expression: cst.BaseExpression, op: Op, kind: str, depth: int) -> Channel | None:
        key = (expression, kind)
        if key not in self._memo:
            self._memo[key] = None  # something that is given to itself
            self._memo[key] = self._find(expression, op, kind, depth)
        return self._memo[key]

    def _find(self, expression: cst.BaseExpression, op: Op, kind: str, depth: int) -> Channel | None:
        if not isinstance(expression, (cst.Name, cst.Attribute, cst.Subscript)):
            return None
        found: dict[str, cst.Call | None] = {}
        others = False
        for value in self._module.values(expression, op):
            name = self.type_of(value)
            if name is not None:
                # an annotation tells the type alone: the call that makes it may be in sight as well
                found[name] = found.get(name) or (value.origin if isinstance(value, Instance) else None)
            elif isinstance(value, (Instance, ContextManager)):
                others = True
        if others:
            return None
        path, single = self._module.locks.path(expression, op)
        path_key = self._module.locks.owned(Lock(path, "", None))
        if not single:
            path_key = ("item", *path_key)
        given = self.sources(path.root, path.steps, path_key) if depth < _DEEPEST else ()
        upstream = [self._at(each, place, kind, depth + 1) for each, place in given]
        known = [each for each in upstream if each is not None]
        if not found and known and len(known) == len(upstream) and len({each.type for each in known}) == 1:
            found[known[0].type] = known[0].origin
        if len({KINDS[name] for name in found}) != 1:
            return None
        name, origin = next(iter(found.items()))
        if kind and KINDS[name] != kind:
            return None
        identity = path_key
        if known and len(known) == len(upstream) and len({each.identity for each in known}) == 1:
            identity, origin = known[0].identity, origin or known[0].origin
        return Channel(identity, self._module.source(expression), KINDS[name], name, origin, path_key)

    def type_of(self, value: object) -> str | None:
        """The catalogued type of channel that a value is an instance of (of it or of a class derived from it)."""
        if not isinstance(value, Instance):
            return None
        catalogue = self._module.catalogue
        names = (value.type,) if isinstance(value.type, str) else self._module.classes.external_bases(value.type)
        for name in names:
            for each in catalogue.lineage(catalogue.canonical(name)):
                if each in KINDS:
                    return each
        return None

    # -- what callers give --------------------------------------------------------------------------------------------

    def sources(
        self, root: tuple[object, ...], steps: tuple[str, ...], key: tuple[object, ...]
    ) -> tuple[tuple[cst.BaseExpression, Op], ...]:
        """The expressions that fill a parameter, or an attribute that the constructor fills from a parameter."""
        if root[0] == "local" and not steps and isinstance(root[1], Scope) and isinstance(root[2], str):
            function = root[1].function
            writes = root[1].bindings.get(root[2], [])
            if function is not None and len(writes) == 1 and writes[0].how == "param":
                return self.given(function, root[2])
        elif key[0] == "self" and len(key) == 3 and isinstance(key[1], Class):
            assigned: list[Write] = [w for w in key[1].attributes.get(str(key[2]), ()) if w.value is not None]
            if len(assigned) == 1 and isinstance(assigned[0].value, cst.Name) and not assigned[0].path:
                write = assigned[0]
                return self._through(write.value, write) if write.function.name == "__init__" else ()
        return ()

    def _through(self, name: cst.BaseExpression | None, write: Write) -> tuple[tuple[cst.BaseExpression, Op], ...]:
        assert isinstance(name, cst.Name)
        writes = write.function.scope.bindings.get(name.value, [])
        if len(writes) == 1 and writes[0].how == "param":
            return self.given(write.function, name.value)
        return ()

    def given(self, function: Function, name: str) -> tuple[tuple[cst.BaseExpression, Op], ...]:
        """(expression, where) for what each caller or starter in sight gives for a parameter."""
        key = (function, name)
        found = self._given.get(key)
        if found is None:
            self._given[key] = ()
            found = self._given[key] = tuple(self._gather(function, name))
        return found

    def _gather(self, function: Function, name: str) -> Iterator[tuple[cst.BaseExpression, Op]]:
        for _, edge in self._module.graph.callers(function):
            if isinstance(edge.node, cst.Call) and edge.how in {"call", "wrapper"}:
                given = given_for(edge.node, function, name)
                if given is not None:
                    yield given, edge.op
        for call, made in self._starts.get(function, ()):
            given = given_for(made, function, name)
            if given is not None:
                yield given, call

    @cached_property
    def _starts(self) -> dict[Function, list[tuple[Call, cst.Call]]]:
        """(the call that starts it, the call that is then made of it) of each function that is started elsewhere."""
        found: dict[Function, list[tuple[Call, cst.Call]]] = {}
        for spawn in self._module.spawns.all():
            function, made = spawn.function, spawn.made
            if function is not None and made is not None and isinstance(spawn.op, Call):
                found.setdefault(function, []).append((spawn.op, made))
        return found

    def as_given(self, call: Call, spawn: Spawn) -> Channel | None:
        """The channel that a start of a function gives for the parameter on which the function makes a call."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or not isinstance(func.value, cst.Name):
            return None
        for started, made in self._starts.get(call.function, ()):
            given = given_for(made, call.function, func.value.value)
            if started is spawn.op and given is not None:
                return self.of(given, started)
        return None

    # -- containers ---------------------------------------------------------------------------------------------------

    def container(self, channel: Channel) -> tuple[object, ...] | None:
        """What tells the container apart of which a channel is one of the elements; None if it is in none in sight."""
        identity = channel.identity
        if identity[0] == "item":
            return identity[1:-1]
        if identity[0] != "local" or len(identity) != 3:
            return None
        _, scope, name = identity
        writes = scope.bindings.get(str(name), ()) if isinstance(scope, Scope) else ()
        if len(writes) != 1:
            return None
        write = writes[0]
        if write.how == "for" and write.value is not None:
            return self._container(_iterated(write), write)
        for op in write.function.ops if write.how == "assign" else ():
            held = _filled(op, str(name))
            if held is not None:
                return self._container(held, op)
        return None

    @cached_property
    def _together(self) -> dict[tuple[object, ...], list[Use]]:
        """The calls on the elements of each container."""
        found: dict[tuple[object, ...], list[Use]] = {}
        for use in self.uses:
            container = self.container(use.channel)
            if container is not None:
                found.setdefault(container, []).append(use)
        return found

    def reaching(self, channel: Channel, *methods: str) -> Iterator[Use]:
        """The calls of some methods on one channel, or on any element of the container that it is in."""
        uses = self.by_identity.get(channel.identity, ())
        container = self.container(channel)
        for use in (*uses, *(self._together.get(container, ()) if container is not None else ())):
            if use.method in methods and use.channel.kind == channel.kind:
                yield use

    def _container(self, expression: cst.BaseExpression, op: Op) -> tuple[object, ...] | None:
        path, single = self._module.locks.path(expression, op)
        return self._module.locks.owned(Lock(path, "", None)) if single else None

    # -- calls --------------------------------------------------------------------------------------------------------

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every call of a method of a channel in the module."""
        found = []
        source = self._module.lowered_source
        if not self._module.linked and not any(word in source for word in _WORDS):
            return ()
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in METHODS:
                channel = self.of(func.value, call)
                if channel is not None:
                    found.append(Use(call, func.attr.value, channel, func.value, call))
                    continue
            bound = self._bound_method(func, call)
            if bound is not None:
                found.append(bound)
        return tuple(found)

    def _bound_method(self, func: cst.BaseExpression, call: Call) -> Use | None:
        """``get = queue.get; get()``, ``self.wake = self.changed.notify; self.wake()``."""
        writes: list[Write] = []
        if isinstance(func, cst.Name):
            scope = call.block.scope.lookup(func.value)
            writes = scope.bindings[func.value] if scope is not None else []
        elif isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
            owner = call.function.owner
            if owner is not None and func.value.value == call.function.receiver:
                writes = owner.attributes.get(func.attr.value, [])
        value = writes[0].value if len(writes) == 1 and not writes[0].path else None
        if isinstance(value, cst.Attribute) and value.attr.value in METHODS and writes[0].how == "assign":
            channel = self.of(value.value, writes[0])
            if channel is not None:
                return Use(call, value.attr.value, channel, value.value, writes[0])
        return None

    @cached_property
    def iterated(self) -> tuple[Use, ...]:
        """Each ``iter(jobs.get, DONE)``: a get for each item, though it is not called where it stands."""
        found = []
        for call in self._module.calls() if "iter(" in self._module.lowered_source else ():
            func, args = call.node.func, call.node.args
            if isinstance(func, cst.Name) and func.value == "iter" and len(args) == 2:
                method = args[0].value
                if isinstance(method, cst.Attribute) and method.attr.value in {"get", "get_nowait", "recv"}:
                    channel = self.of(method.value, call)
                    if channel is not None:
                        found.append(Use(call, method.attr.value, channel, method.value, call))
        return tuple(found)

    def iterated_on(self, channel: Channel) -> Iterator[Use]:
        """The iterations of that kind over what one channel gives."""
        return (use for use in self.iterated if use.channel.identity == channel.identity)

    @cached_property
    def by_identity(self) -> dict[tuple[object, ...], tuple[Use, ...]]:
        """The calls on each channel."""
        found: dict[tuple[object, ...], list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.channel.identity, []).append(use)
        return {identity: tuple(uses) for identity, uses in found.items()}

    @cached_property
    def by_call(self) -> dict[Call, Use]:
        """The channel operation that a call is."""
        return {use.call: use for use in self.uses}

    def on(self, channel: Channel, *methods: str) -> Iterator[Use]:
        """The calls of some methods on one channel."""
        for use in self.by_identity.get(channel.identity, ()):
            if use.method in methods:
                yield use

    def of_kind(self, kind: str, *methods: str) -> Iterator[Use]:
        """The calls of some methods on the channels of one kind."""
        for use in self.uses:
            if use.channel.kind == kind and use.method in methods:
                yield use

    def is_endless(self, use: Use) -> bool:
        """Whether a get, put, wait, recv or join waits as long as it takes: no timeout, and not told not to block."""
        call = use.call.node
        if use.method.endswith("_nowait") or any(arg.star for arg in call.args):
            return False
        if use.channel.is_async:
            return True
        first = 1 if use.method == "put" else 0
        if use.method in {"get", "put"}:
            flag = argument(call, "block", first)
            if flag is not None and not (isinstance(flag, cst.Name) and flag.value == "True"):
                return False
            timeout = argument(call, "timeout", first + 1)
        elif use.method == "wait_for":
            timeout = argument(call, "timeout", 1)
        else:
            timeout = argument(call, "timeout", 0)
        return timeout is None or (isinstance(timeout, cst.Name) and timeout.value == "None")

    def is_immediate(self, use: Use) -> bool:
        """Whether a get or put never waits: ``get_nowait()``, ``get(False)``, ``get(block=False)``, ``timeout=0``."""
        if use.method.endswith("_nowait"):
            return True
        if use.method not in {"get", "put"} or use.channel.is_async:
            return False
        first = 1 if use.method == "put" else 0
        flag = argument(use.call.node, "block", first)
        if isinstance(flag, cst.Name) and flag.value == "False":
            return True
        timeout = argument(use.call.node, "timeout", first + 1)
        return isinstance(timeout, (cst.Integer, cst.Float)) and timeout.evaluated_value == 0


def _iterated(write: Write) -> cst.BaseExpression:
    """The container that a loop goes through: ``queues`` of ``for queue in list(queues.values())``."""
    node = write.value
    assert node is not None
    while isinstance(node, cst.Call):
        if isinstance(node.func, cst.Attribute) and node.func.attr.value in {"values", "items", "copy"}:
            node = node.func.value
        elif isinstance(node.func, cst.Name) and node.func.value in _SAME_ITEMS and len(node.args) == 1:
            node = node.args[0].value
        else:
            break
    return node


def _filled(op: Op, name: str) -> cst.BaseExpression | None:
    """The container into which an operation puts what a name stands for."""
    if isinstance(op, Write) and isinstance(op.node, cst.Subscript) and not op.path:
        held, given = op.node.value, op.value
    elif isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.args:
        if op.node.func.attr.value not in {"append", "add", "insert", "setdefault"}:
            return None
        held, given = op.node.func.value, op.node.args[-1].value
    else:
        return None
    return held if isinstance(given, cst.Name) and given.value == name else None

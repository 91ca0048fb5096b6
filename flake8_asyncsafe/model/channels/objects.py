"""Which channel an expression is: one object under all the names that code has for it.

A queue that a function makes and hands to its workers is one queue, whatever their parameter is called.  Names are put
together by what is seen: an assignment, an argument, the attribute that a constructor stores its parameter in.  A
parameter of unknown type is a queue if one that it is given is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.bindings import Bindings
from flake8_asyncsafe.model.locks.identity import Lock
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function

Key = tuple[object, ...]

#: channels that tasks of one loop use, and those that threads or processes do
ASYNC_QUEUES = frozenset({"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue"})
THREAD_QUEUES = frozenset({"queue.Queue", "queue.LifoQueue", "queue.PriorityQueue", "queue.SimpleQueue"})
PROCESS_QUEUES = frozenset({"multiprocessing.Queue", "multiprocessing.JoinableQueue", "multiprocessing.SimpleQueue"})
QUEUES = ASYNC_QUEUES | THREAD_QUEUES | PROCESS_QUEUES
PIPES = frozenset({"multiprocessing.connection.Connection"})
_PIPE_MAKERS = frozenset({"multiprocessing.Pipe", "multiprocessing.context.BaseContext.Pipe"})
EVENTS = frozenset({"threading.Event", "asyncio.Event", "multiprocessing.Event", "anyio.Event", "trio.Event"})
POOLS = frozenset(
    {
        "concurrent.futures.ThreadPoolExecutor",
        "concurrent.futures.ProcessPoolExecutor",
        "concurrent.futures.Executor",
        "multiprocessing.pool.Pool",
        "multiprocessing.pool.ThreadPool",
    }
)
_KINDS = QUEUES | PIPES | EVENTS | POOLS
#: methods by which a channel is used
METHODS = frozenset(
    {
        "get", "get_nowait", "put", "put_nowait", "join", "task_done", "empty", "full", "qsize", "shutdown", "close",
        "send", "recv", "poll", "set", "clear", "wait", "is_set", "submit", "map", "apply", "apply_async",
    }
)  # fmt: skip
_ROOTS = frozenset({"queue", "asyncio", "threading", "multiprocessing", "anyio", "trio", "concurrent"})


@dataclass(frozen=True, slots=True)
class Use:
    """``call`` calls ``method`` on the channel ``key`` of type ``kind`` (canonical name)."""

    call: Call
    method: str
    key: Key
    kind: str

    @property
    def function(self) -> Function:
        """The function that does."""
        return self.call.function


class Channels:
    """The channels of one module, and who uses them."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._leaders: dict[Key, Key] = {}
        self._kinds: dict[Key, str] = {}
        self._ends: dict[cst.Call, Key] = {}
        self._built = False

    @cached_property
    def possible(self) -> bool:
        """Whether the module may have channels at all."""
        return not _ROOTS.isdisjoint(self._module.evaluator.imported)

    # -- identity -----------------------------------------------------------------------------------------------------

    def key(self, expression: cst.BaseExpression, op: Op) -> Key:
        """What tells channels apart."""
        self._build()
        return self._leader(self._own_key(expression, op))

    def kind(self, expression: cst.BaseExpression, op: Op) -> str | None:
        """The canonical type of the channel that an expression is; None if it is none as far as is known."""
        own = self.own_kind(expression, op)
        if own is not None:
            return own
        self._build()
        return self._kinds.get(self._leader(self._own_key(expression, op)))

    def own_kind(self, expression: cst.BaseExpression, op: Op) -> str | None:
        """The type that the expression has by itself."""
        found: set[str] = set()
        for value in self._module.values(expression, op):
            if isinstance(value, Instance):
                names = (value.type,) if isinstance(value.type, str) else self._bases(value.type)
                for name in names:
                    for each in self._module.catalogue.lineage(self._module.catalogue.canonical(name)):
                        if each in _KINDS:
                            found.add(each)
                            break
        return next(iter(found)) if len(found) == 1 else None

    def _bases(self, cls: Class) -> tuple[str, ...]:
        return tuple(self._module.classes.external_bases(cls))

    def _own_key(self, expression: cst.BaseExpression, op: Op) -> Key:
        path, _ = self._module.locks.path(expression, op)
        return self._module.locks.owned(Lock(path, "", None))

    def _leader(self, key: Key) -> Key:
        while (above := self._leaders.get(key)) is not None:
            key = above
        return key

    def _join(self, left: Key, right: Key) -> None:
        left, right = self._leader(left), self._leader(right)
        if left != right:
            self._leaders[left] = right
            kind = self._kinds.get(right) or self._kinds.get(left)
            if kind is not None:
                self._kinds[right] = kind

    def _build(self) -> None:
        """Put the names of each channel together."""
        if self._built:
            return
        self._built = True
        names = self._names()
        for function in self._module.functions if names else ():
            for op in function.ops:
                if isinstance(op, Write) and op.value is not None:
                    if op.path:
                        self._unpacked(op)
                    else:
                        self._stored(op, names)
        for binding in self._module.ask(Bindings).all() if names else ():
            if _last(binding.value) in names and isinstance(binding.param.node, cst.Param) and binding.function.ops:
                self._join(
                    self._own_key(binding.param.node.name, binding.function.ops[0]),
                    self._own_key(binding.value, binding.op),
                )

    def _stored(self, op: Write, names: frozenset[str]) -> None:
        target, value = op.node, op.value
        if not isinstance(target, (cst.Name, cst.Attribute)) or value is None or _last(target) not in names:
            return
        if isinstance(value, (cst.Name, cst.Attribute)):
            if isinstance(target, cst.Attribute):
                self._join(self._own_key(target, op), self._own_key(value, op))
        elif isinstance(value, cst.Call):
            kind = self.own_kind(value, op)
            if kind is not None:
                key = self._leader(self._own_key(target, op))
                self._kinds.setdefault(key, kind)

    def _unpacked(self, op: Write) -> None:
        """The two ends of a pipe are one channel: ``here, there = Pipe()``."""
        if not isinstance(op.node, (cst.Name, cst.Attribute)) or not isinstance(op.value, cst.Call):
            return
        if self._module.names_of(op.value.func, op) & _PIPE_MAKERS:
            key = self._own_key(op.node, op)
            other = self._ends.setdefault(op.value, key)
            self._kinds.setdefault(self._leader(key), "multiprocessing.connection.Connection")
            self._join(key, other)

    def _names(self) -> frozenset[str]:
        """The last names of everything that is used like a channel, and of what it is given from or stored as."""
        names = {
            name
            for call in self._module.calls()
            if isinstance(call.node.func, cst.Attribute) and call.node.func.attr.value in METHODS
            for name in [_last(call.node.func.value)]
            if name
        }
        if not names or not self.possible:
            return frozenset()
        stores = [
            (_last(op.node), _last(op.value))
            for function in self._module.functions
            for op in function.ops
            if isinstance(op, Write)
            and isinstance(op.node, cst.Attribute)
            and isinstance(op.value, (cst.Name, cst.Attribute))
            and not op.path
        ]
        given = [(binding.name, _last(binding.value)) for binding in self._module.ask(Bindings).all()]
        for _ in range(4):
            more = {other for one, other in (*stores, *given) if one in names and other}
            more |= {one for one, other in stores if other in names}
            if more <= names:
                break
            names |= more
        return frozenset(names)

    # -- uses ---------------------------------------------------------------------------------------------------------

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """Every call of a method of a channel."""
        return tuple(self._find()) if self.possible else ()

    def _find(self) -> Iterator[Use]:
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in METHODS and dotted_text(func.value):
                kind = self.kind(func.value, call)
                if kind is not None:
                    yield Use(call, func.attr.value, self.key(func.value, call), kind)

    @cached_property
    def by_key(self) -> dict[Key, tuple[Use, ...]]:
        """The uses of each channel."""
        found: dict[Key, list[Use]] = {}
        for use in self.uses:
            found.setdefault(use.key, []).append(use)
        return {key: tuple(each) for key, each in found.items()}

    def of(self, call: Call) -> Use | None:
        """The use that a call is."""
        return self._by_call.get(call)

    @cached_property
    def _by_call(self) -> dict[Call, Use]:
        return {use.call: use for use in self.uses}

    @staticmethod
    def is_seen_whole(key: Key) -> bool:
        """Whether only this module can use a channel: a private attribute, or a variable of a function."""
        if key[0] == "self":
            last = key[-1]
            return isinstance(last, str) and last.startswith("_")
        return key[0] == "local"


def _last(node: cst.CSTNode | None) -> str:
    while isinstance(node, cst.Subscript):
        node = node.value
    if isinstance(node, cst.Attribute):
        return node.attr.value
    return node.value if isinstance(node, cst.Name) else ""

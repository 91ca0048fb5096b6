"""Receivers that nothing ends: threads and processes that wait for an item for ever and keep the program alive."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.channels.abroad import UsesAbroad
from flake8_asyncsafe.model.channels.handlers import EMPTY_OR_FULL, is_exit, names
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.channels.lasts import Lasts
from flake8_asyncsafe.model.channels.parties import made_at, worker_classes
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Raise, Read, Try, Write, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function

#: what was meant to end a loop
Way = Literal["nothing", "flag", "item"]
_STARTERS = frozenset({"threading.Thread", "multiprocessing.Process"})
_ENDING = frozenset(
    [
        "stop",
        "close",
        "shutdown",
        "terminate",
        "exit",
        "quit",
        "join",
        "finish",
        "end",
        "kill",
        "cancel",
        "teardown",
        "cleanup",
        "dispose",
        "abort",
        "halt",
        "done",
    ]
)
_EXITS = frozenset({"exit", "_exit", "quit"})
#: what a test asks that looks at the items: `while not jobs.empty()` is a matter of ASF606
_COUNTS = frozenset({"empty", "full", "qsize", "len", "any", "all"})
_DEEPEST = 2


class Receivers:
    """The loops of worker threads and processes of one module that wait for items."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._abroad = module.ask(UsesAbroad)
        self._lasts = module.ask(Lasts)

    def endless(self) -> Iterator[tuple[Use, str, Way]]:
        """(get or recv, "thread" or "process", what should end it): a wait that keeps the program alive."""
        seen = set()
        for started, kind in self._started():
            reached = frozenset(self._reached(started))
            for function in self._reached(started):
                for use in self._gets.get(function, ()):
                    loop = self._loop(use, reached) if use.call not in seen else None
                    if loop is not None and self._is_endless(use, loop):
                        seen.add(use.call)
                        yield use, kind, self._way(use, loop)

    def _started(self) -> Iterator[tuple[Function, str]]:
        """(function, "thread" or "process") for what runs in threads and processes for which an exit waits."""
        if not self._gets:
            return
        for spawn in self._module.spawns.all():
            if spawn.function is not None and spawn.where in {Where.THREAD, Where.PROCESS}:
                kind = "thread" if spawn.where is Where.THREAD else "process"
                if spawn.name in _STARTERS and self._keeps_alive(spawn, kind):
                    yield spawn.function, kind
        for run, owner, kind in worker_classes(self._module):
            if not (kind == "process" and self._is_terminated) and self._class_keeps_alive(owner):
                yield run, kind

    @cached_property
    def _gets(self) -> dict[Function, list[Use]]:
        found: dict[Function, list[Use]] = {}
        for use in (*self._channels.uses, *self._channels.iterated):
            is_get = use.channel.kind == "queue" and use.method == "get"
            if (is_get or (use.channel.kind == "pipe" and use.method == "recv")) and not use.channel.is_async:
                found.setdefault(use.function, []).append(use)
        return found

    def _reached(self, function: Function) -> Iterator[Function]:
        """The function that is started, and those that it calls in a row."""
        level = [function]
        seen = {function}
        for _ in range(_DEEPEST + 1):
            yield from level
            level = [
                edge.callee
                for each in level
                for edge in self._module.graph.edges(each)
                if edge.how == "call" and edge.callee not in seen and not edge.callee.is_stub
            ]
            level = list(dict.fromkeys(level))
            seen.update(level)

    # -- does it keep the program alive -------------------------------------------------------------------------------

    def _keeps_alive(self, spawn: Spawn, kind: str) -> bool:
        if kind == "process" and self._is_terminated:
            return False
        if not isinstance(spawn.op, Call):
            return False
        return self._is_plain(spawn.op)

    @cached_property
    def _is_terminated(self) -> bool:
        """Whether something in the file is terminated or killed that is no subprocess."""
        return any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value in {"terminate", "kill"}
            and not ((use := self._channels.by_call.get(call)) is not None and use.channel.kind == "process")
            for call in self._module.calls()
        )

    def _is_plain(self, call: Call) -> bool:
        """Whether a thread is made without a word of being a daemon."""
        if any(arg.star for arg in call.node.args):
            return False
        daemon = argument(call.node, "daemon", None)
        if daemon is not None and not (isinstance(daemon, cst.Name) and daemon.value in {"False", "None"}):
            return False
        use = self._module.use(call.node)
        if use.kind in {"returned", "yielded"}:
            return False
        if use.kind == "argument" and not (
            isinstance(use.node, cst.Call) and last_name(use.node.func) in {"append", "add"}
        ):
            return False
        return not self._daemons

    @cached_property
    def _daemons(self) -> frozenset[Class | None]:
        """The classes whose methods say of their object that it is a daemon; None where that is said of another."""
        found: set[Class | None] = set()
        for function in self._module.functions if "daemon" in self._module.lowered_source else ():
            for op in function.ops:
                node = op.node.func if isinstance(op, Call) and _name(op) == "setDaemon" else op.node
                wanted = "setDaemon" if isinstance(op, Call) else "daemon"
                if isinstance(op, (Call, Write)) and isinstance(node, cst.Attribute) and node.attr.value == wanted:
                    on_self = isinstance(node.value, cst.Name) and node.value.value == function.receiver
                    found.add(function.owner if on_self else None)
        return frozenset(found)

    def _is_called_daemon(self, owner: Class) -> bool:
        """Whether something in the file may make a daemon of a thread of that class."""
        line = {owner, *self._module.classes.mro(owner)}
        return "daemon" in owner.scope.bindings or any(
            each is None or each in line or owner in self._module.classes.mro(each) for each in self._daemons
        )

    def _class_keeps_alive(self, owner: Class) -> bool:
        if self._is_called_daemon(owner):
            return False
        made = made_at(self._module, owner)
        if any(argument(call.node, "daemon", None) is not None for call in made):
            return False
        return not any(
            self._module.outside.makes_daemons(each) if each.is_stub else self._hands_on(each)
            for each in self._module.classes.mro(owner)
        )

    def makes_daemons(self, owner: Class) -> bool:
        """Whether threads of a class may be daemons: its body, its constructor or its module speaks of them."""
        return self._is_called_daemon(owner) or self._hands_on(owner)

    @staticmethod
    def _hands_on(owner: Class) -> bool:
        """Whether a constructor says that its threads are daemons, or hands on arguments that may say so."""
        for write in owner.scope.bindings.get("__init__", ()):
            for call in getattr(write.detail, "calls", ()):
                daemon = argument(call.node, "daemon", None)
                if daemon is not None and not (isinstance(daemon, cst.Name) and daemon.value == "False"):
                    return True
                if any(arg.star for arg in call.node.args):
                    return True
        return False

    # -- is there a way out -------------------------------------------------------------------------------------------

    def _is_endless(self, use: Use, loop: Loop) -> bool:
        if loop.kind == "while" and not self._channels.is_endless(use):
            return False
        if self._is_shut(use) or (
            loop.kind == "while" and (self._tells_from_item(loop) or self._is_set_by_items(loop))
        ):
            return False
        if self._has_exit(use, loop):
            return False
        return not self._is_woken(use)

    def _loop(self, use: Use, reached: frozenset[Function]) -> Loop | None:
        """The while loop in whose body a get stands, or the call of the helper that does no more than one get.

        Or a loop that looks out for a last item which nobody sends.
        """
        items = next((item for item in use.call.block.items[use.call.at :] if isinstance(item, Loop)), None)
        if items is not None and isinstance(items.node, cst.For) and items.node.iter is use.call.node:
            return items if self._lasts.is_never_sent(use.call.node.args[1].value, use) else None
        level: list[tuple[Op, int]] = [(use.call, 0)]
        while level:
            op, depth = level.pop()
            loop = next((item for item, _ in enclosing(op.block) if isinstance(item, Loop)), None)
            if loop is not None:
                inside = any(block is loop.body for item, block in enclosing(op.block) if item is loop)
                if inside and loop.kind == "while" and (depth == 0 or not self._decides(use.function, loop)):
                    return loop
                if depth == 0 and not inside and self._is_head_vain(use, loop):
                    return loop
                continue  # while (item := queue.get()) is not None
            if depth >= _DEEPEST or _may_raise(op.function):
                continue
            level += [
                (edge.op, depth + 1)
                for caller, edge in self._module.graph.callers(op.function)
                if edge.how == "call" and caller in reached
            ]
        return None

    @staticmethod
    def _decides(helper: Function, loop: Loop) -> bool:
        """Whether a helper sets what the test of its caller's loop reads."""
        read = {op.node.attr.value for op in loop.head.ops() if isinstance(op.node, cst.Attribute)}
        return any(
            isinstance(op, Write) and isinstance(op.node, cst.Attribute) and op.node.attr.value in read
            for op in helper.ops
        )

    def _is_head_vain(self, use: Use, loop: Loop) -> bool:
        """Whether the test of a loop looks out for a last item that nobody sends."""
        return isinstance(loop.node, cst.While) and self._lasts.awaited_in_vain(loop.node.test, use, loop)

    def _way(self, use: Use, loop: Loop) -> Way:
        """What was meant to end a loop: nothing at all, a flag, or a last item."""
        if loop.kind == "for" or self._is_head_vain(use, loop):
            return "item"
        exits = [op for op in loop.body.ops() if is_exit(op, loop)]
        if loop.endless and not exits:
            return "nothing"
        tests = [test for op in exits for test in self._tests(op, loop) or ()]
        return "item" if any(self._lasts.awaited_in_vain(test, use, loop) for test in tests) else "flag"

    def _tells_from_item(self, loop: Loop) -> bool:
        """Whether the loop's test reads what its body binds, counts, or asks whether there is an item at all."""
        if loop.endless:
            return False
        if any(isinstance(op, Call) and _name(op) in _COUNTS for op in loop.head.ops()):
            return True
        bound = {op.node.value for op in loop.body.ops() if isinstance(op, Write) and isinstance(op.node, cst.Name)} | {
            dotted_text(op.node)
            for op in loop.body.ops()
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute)
        }
        reads = {
            dotted_text(op.node)
            for op in loop.head.ops()
            if isinstance(op, Read) and isinstance(op.node, cst.BaseExpression)
        }
        return bool(bound & reads)

    def _is_set_by_items(self, loop: Loop) -> bool:
        """Whether nobody in the file sets the flag of the loop's test: the items themselves may, when they are run."""
        if loop.endless:
            return False
        flags = {
            op.node.attr.value for op in loop.head.ops() if isinstance(op, Read) and isinstance(op.node, cst.Attribute)
        } - {"is_set"}
        called = any(isinstance(op, Call) for op in loop.head.ops())
        if not flags or called:
            return False
        owner = loop.block.function.owner
        bases = [each for each in self._module.classes.mro(owner) if each.is_stub] if owner is not None else []
        # a base class of another module has the flag, and binds it more than once
        return not any(len(base.attributes.get(flag, ())) > 1 for base in bases for flag in flags) and not any(
            isinstance(op, Write) and isinstance(op.node, cst.Attribute) and op.node.attr.value in flags
            for function in self._module.functions
            if function is not loop.block.function and function.name != "__init__"
            for op in function.ops
        )

    def _is_shut(self, use: Use) -> bool:
        """Whether somebody shuts the queue down, or closes an end of the pipe."""
        if use.channel.kind == "pipe":
            return any(each.method == "close" for each in self._channels.uses if each.channel.kind == "pipe")
        if use.channel.type.startswith("multiprocessing."):
            return False  # `close()` says of one process that it puts no more: the others are not told
        abroad = any(each.method in {"shutdown", "close"} for _, each in self._abroad.of(use.receiver, use.place))
        return abroad or any(True for _ in self._channels.reaching(use.channel, "shutdown", "close"))

    def _has_exit(self, use: Use, loop: Loop) -> bool:
        """Whether the loop is left because of what came, or of an exception; a flag alone is not seen in time."""
        for op in loop.body.ops():
            if not is_exit(op, loop):
                continue
            if isinstance(op, Raise):
                return True
            tests = self._tests(op, loop)
            if not tests or not all(
                self._is_flag(test, loop) or self._lasts.awaited_in_vain(test, use, loop) for test in tests
            ):
                return True
        # a call of what came may end the thread, a helper may raise SystemExit
        return any(isinstance(op, Call) and _name(op) in _EXITS for op in loop.body.ops())

    @staticmethod
    def _tests(op: Op, loop: Loop) -> list[cst.BaseExpression | None] | None:
        """The tests in a loop under which an operation is done; None if a pattern or an exception decides."""
        tests: list[cst.BaseExpression | None] = []
        for item, block in enclosing(op.block):
            if item is loop:
                break
            if isinstance(item, Try) and any(handler.block is block for handler in item.handlers):
                handler = next(each for each in item.handlers if each.block is block)
                if not names(handler.type) <= EMPTY_OR_FULL:
                    return None
            if isinstance(item, Branch):
                if item.kind == "match":
                    return None
                tests += item.tests
        return tests

    @staticmethod
    def _is_flag(test: cst.BaseExpression | None, loop: Loop) -> bool:
        """``self.stopped``, ``not self.running``, ``stop.is_set()``: a thing that is not made from the item."""
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test = test.expression
        if isinstance(test, cst.Call):
            if not isinstance(test.func, cst.Attribute) or test.func.attr.value != "is_set" or test.args:
                return False
            test = test.func.value
        if not isinstance(test, (cst.Name, cst.Attribute)):
            return False
        root = dotted_text(test).partition(".")[0]
        bound = {op.node.value for op in loop.body.ops() if isinstance(op, Write) and isinstance(op.node, cst.Name)}
        return bool(root) and root not in bound

    def _is_woken(self, use: Use) -> bool:
        """Whether somebody who ends things sends something too: ``self.stop = True; self.queue.put(None)``."""
        for put in self._channels.reaching(use.channel, "put", "put_nowait", "send"):
            function = put.function
            if function is use.function and put.call.index > use.call.index:
                continue
            if words(function.name) & _ENDING or function.name in {"__exit__", "__del__", "__aexit__"}:
                return True
            given = put.call.node.args[0].value if put.call.node.args else None
            if isinstance(given, cst.Name) and given.value == "None":
                return True
            if any(_sets_flag(op) for op in function.ops):
                return True
        return any(
            each.last or words(each.function) & _ENDING or each.function.startswith("__")
            for _, each in self._abroad.of(use.receiver, use.place)
            if each.method in {"put", "put_nowait", "send"}
        )

    def is_last(self, put: Use) -> bool:
        """Whether a put may be what wakes a receiver to end it: of None or a constant, or beside a flag."""
        given = put.call.node.args[0].value if put.call.node.args else None
        constant = isinstance(given, (cst.Name, cst.Attribute)) and (
            last_name(given) == "None" or last_name(given).strip("_").isupper()
        )
        return constant or any(_sets_flag(op) for op in put.function.ops if put.function.name != "__init__")


def _may_raise(function: Function) -> bool:
    """Whether a helper ends its caller's loop by an exception of its own."""
    return any(isinstance(op, Raise) or (isinstance(op, Call) and _name(op) in _EXITS) for op in function.ops)


def _sets_flag(op: Op) -> bool:
    if isinstance(op, Write) and isinstance(op.value, cst.Name):
        return op.value.value in {"True", "False"} and isinstance(op.node, cst.Attribute)
    return isinstance(op, Call) and _name(op) == "set" and not op.node.args


def _name(op: Call) -> str:
    return last_name(op.node.func)

"""Workers that wait at the receiving end of a channel for ever, in a thread or process that keeps the program alive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.channels.objects import ASYNC_QUEUES, PIPES, QUEUES, Channels, Use
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Jump, Loop, Raise, Return, Try, Write, enclosing
from flake8_asyncsafe.model.values import Constant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_KEEP_ALIVE = {Kind.THREAD: "threading.Thread", Kind.PROCESS: "multiprocessing.Process"}
_PUTS = frozenset({"put", "put_nowait", "send"})
_ENDS_OF_PIPES = frozenset({"EOFError", "OSError", "ConnectionError", "BrokenPipeError", "Exception", "BaseException"})


class Receivers:
    """The receivers of one module that never end."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def endless(self) -> Iterator[tuple[Use, Context, bool]]:
        """(receive, context, flag) for each blocking receive in a loop with no way out.

        The context is a thread or process that the program waits for; ``flag``: the loop has a test, which is not made
        while it waits.
        """
        for use in self._channels.uses:
            blocks = (use.method == "get" and use.kind in QUEUES - ASYNC_QUEUES) or (
                use.method == "recv" and use.kind in PIPES
            )
            if not blocks or not self._waits_for_ever(use.call):
                continue
            loop = next((each for each, _ in enclosing(use.call.block) if isinstance(each, Loop)), None)
            if loop is None or loop.kind != "while" or self._asks_first(use, loop) or self._has_way_out(use, loop):
                continue
            context = self._keeps_alive(use.function)
            if context is not None:
                yield use, context, not loop.endless

    def _waits_for_ever(self, call: Call) -> bool:
        for arg in call.node.args:
            values = self._module.values(arg.value, call)
            if (
                arg.star
                or len(values) != 1
                or not isinstance(values[0], Constant)
                or values[0].value not in {True, None}
            ):
                return False
        return True

    def _asks_first(self, use: Use, loop: Loop) -> bool:
        """``while not queue.empty(): queue.get()``: it is meant to find something (ASF606 looks at that)."""
        uses = (self._channels.of(op) for op in loop.head.ops() if isinstance(op, Call))
        return any(each is not None and each.key == use.key and each.method != use.method for each in uses)

    # -- ways out -----------------------------------------------------------------------------------------------------

    def _has_way_out(self, use: Use, loop: Loop) -> bool:
        group = self._channels.by_key[use.key]
        if any(each.method == "shutdown" or (each.method == "close" and use.kind in PIPES) for each in group):
            return True
        if use.kind in PIPES and self._handles_end(use):
            return True
        in_head = any(op is use.call for op in loop.head.ops())
        leaves = in_head or any(self._leaves(op, loop) for op in loop.body.ops())
        if leaves:
            return not self._channels.is_seen_whole(use.key) or self._is_told(group) or not self._is_fed(group)
        return not loop.endless and self._is_told(group)  # the put wakes it up, and it looks at its flag

    def _leaves(self, op: object, loop: Loop) -> bool:
        if isinstance(op, (Return, Raise)):
            return True
        if isinstance(op, Jump) and isinstance(op.node, cst.Break):
            return next((each for each, _ in enclosing(op.block) if isinstance(each, Loop)), None) is loop
        return isinstance(op, Call) and dotted_text(op.node.func) in {"sys.exit", "os._exit", "exit"}

    @staticmethod
    def _handles_end(use: Use) -> bool:
        for compound, block in enclosing(use.call.block):
            if isinstance(compound, Try) and block is compound.body:
                for handler in compound.handlers:
                    kind = handler.type
                    kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
                    if any(each is None or dotted_text(each).rpartition(".")[2] in _ENDS_OF_PIPES for each in kinds):
                        return True
        return False

    def _is_told(self, group: tuple[Use, ...]) -> bool:
        """Whether somebody sends a sentinel: a constant, or an object that the module or class has for it."""
        for use in group:
            given = argument(use.call.node, None, 0) if use.method in _PUTS else None
            if given is None:
                continue
            if any(isinstance(value, Constant) for value in self._module.values(given, use.call)):
                return True
            if isinstance(given, cst.Attribute):
                return True  # `self._STOP`, `Signal.END`: may well be one
            if isinstance(given, cst.Name):
                scope = use.call.block.scope.lookup(given.value)
                if scope is None or scope.function is not use.function:
                    return True
        return False

    @staticmethod
    def _is_fed(group: tuple[Use, ...]) -> bool:
        """Whether it is seen what is sent at all."""
        return any(use.method in _PUTS for use in group)

    # -- who waits ----------------------------------------------------------------------------------------------------

    def _keeps_alive(self, function: Function) -> Context | None:
        """A thread or process that runs a function, and that the interpreter waits for when the program ends."""
        contexts = [reach.context for reach in self._module.ask(Contexts).of(function)]
        if not contexts or any(each.kind not in _KEEP_ALIVE for each in contexts):
            return None
        for context in contexts:
            if context.site is None or not self._is_plain_thread(context):
                return None
            if any(self._may_be_daemon(handle, context) for handle in context.handles) or not context.handles:
                return None
        return contexts[0]

    def _is_plain_thread(self, context: Context) -> bool:
        name = _KEEP_ALIVE[context.kind]
        return any(part in context.api for part in (name, name.rpartition(".")[2])) and "Pool" not in context.api

    def _may_be_daemon(self, made: cst.CSTNode, context: Context) -> bool:
        call = self._module.call_at(made) if isinstance(made, cst.Call) else None
        if call is None:
            return True
        given = argument(call.node, "daemon", None)
        if given is not None:
            return list(self._module.values(given, call)) != [Constant(False)]
        if any(arg.star for arg in call.node.args):
            return True
        places: list[Function] = [call.function]
        owner = context.entry.owner
        if call.function.owner is not None:
            places += self._methods(call.function.owner)
        if owner is not None:
            places += self._methods(owner)
            if any(name == "daemon" for cls in self._module.classes.mro(owner) for name in cls.scope.bindings):
                return True
        return any(self._says_daemon(function) for function in places)

    def _methods(self, owner: Class) -> list[Function]:
        lineage = self._module.classes.mro(owner)
        return [each for each in self._module.functions if each.owner in lineage]

    @staticmethod
    def _says_daemon(function: Function) -> bool:
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute) and op.node.attr.value == "daemon":
                return True
            if isinstance(op, Call):
                func = op.node.func
                if isinstance(func, cst.Attribute) and func.attr.value == "setDaemon":
                    return True
                made = isinstance(func, cst.Attribute) and func.attr.value == "__init__"
                if made and any(arg.star or (arg.keyword and arg.keyword.value == "daemon") for arg in op.node.args):
                    return True
        return False

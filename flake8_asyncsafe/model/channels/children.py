"""Children that cannot end before somebody reads what they write: processes with queues, programs with pipes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.channels.objects import PIPES, PROCESS_QUEUES, Channels, Use
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Read, enclosing
from flake8_asyncsafe.model.values import External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

_PUTS, _GETS = frozenset({"put", "put_nowait", "send"}), frozenset({"get", "get_nowait", "recv"})
_PIPE = frozenset({"subprocess.PIPE", "asyncio.subprocess.PIPE"})
_PROGRAMS = frozenset({"subprocess.Popen", "asyncio.subprocess.Process"})
_OUTPUTS = ("stdout", "stderr")


class Children:
    """The parents in one module that wait for a child before they read what it says."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    # -- processes and their queues -----------------------------------------------------------------------------------

    def joined_too_early(self) -> Iterator[tuple[Call, Use]]:
        """(join, get) where a process is joined and only then read from the queue or pipe that it writes to."""
        if not any(use.kind in PROCESS_QUEUES | PIPES for use in self._channels.uses):
            return
        seen: set[Call] = set()
        for context in self._module.ask(Contexts).contexts:
            if context.kind is not Kind.PROCESS or context.site is None:
                continue
            keys = {use.key for use in self._channels.uses if use.method in _PUTS and self._is_done_in(use, context)}
            for join in self._joins(context) if keys else ():
                reads = [
                    use
                    for use in self._channels.uses
                    if use.key in keys and use.method in _GETS and use.function is join.function
                ]
                if reads and join not in seen and all(use.call.index > join.index for use in reads):
                    seen.add(join)
                    yield join, reads[0]

    def _is_done_in(self, use: Use, context: Context) -> bool:
        if use.kind not in PROCESS_QUEUES | PIPES:
            return False
        return any(reach.context is context for reach in self._module.ask(Contexts).of(use.function))

    def _joins(self, context: Context) -> Iterator[Call]:
        """The joins without a timeout of what a context is, in the function that starts it."""
        assert context.site is not None
        for call in context.site.function.calls:
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value != "join" or call.node.args:
                continue
            names = {target.name for target in self._module.targets(call) if isinstance(target, ExternalMethod)}
            if any(".Process." in name or name.startswith("multiprocessing.") for name in names):
                yield call

    # -- programs and their pipes -------------------------------------------------------------------------------------

    def never_drained(self) -> Iterator[tuple[Call, str]]:
        """(wait or poll, pipe) where a program is waited for whose output goes to a pipe that nobody reads."""
        if not self._module.imports("subprocess") and not self._module.imports("asyncio"):
            return
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in {"wait", "poll"}:
                continue
            pipe = self._pipe(func.value, call)
            if pipe and (func.attr.value == "wait" or self._is_loop_test(call)) and not self._is_read(func.value, call):
                yield call, pipe

    def _pipe(self, program: cst.BaseExpression, op: Op) -> str:
        """The output of a program that goes to a pipe: stdout or stderr; empty if none is known to."""
        found = ""
        for value in self._module.values(program, op):
            if not isinstance(value, Instance) or value.type not in _PROGRAMS or value.origin is None:
                continue
            place = self._module.call_at(value.origin) or op
            for name in _OUTPUTS:
                given = argument(value.origin, name, None)
                if given is not None and any(
                    isinstance(each, External) and each.name in _PIPE for each in self._module.values(given, place)
                ):
                    found = found or name
        return found

    @staticmethod
    def _is_loop_test(call: Call) -> bool:
        return any(isinstance(each, Loop) and block is each.head for each, block in enclosing(call.block))

    def _is_read(self, program: cst.BaseExpression, call: Call) -> bool:
        """Whether somebody may read the output before, or meanwhile: here, or whoever else has the program."""
        path = dotted_text(program)
        if not path:
            return False
        if "." not in path:
            functions, wanted = [call.function], path
        else:  # an attribute: whoever has the object
            functions, wanted = self._module.functions, "." + path.rpartition(".")[2]
        loop = next(
            (each for each, block in enclosing(call.block) if isinstance(each, Loop) and block is each.head), None
        )
        inside = set(loop.body.ops()) if loop is not None else set()
        return any(
            isinstance(op, Read) and self._may_read(op, wanted)
            for function in functions
            for op in function.ops
            if function is not call.function or op.index < call.index or op in inside
        )

    def _may_read(self, op: Read, wanted: str) -> bool:
        """Whether a read of a name leads to the output: it names a pipe or ``communicate``, or hands the program on."""
        text = dotted_text(op.node) if isinstance(op.node, cst.BaseExpression) else ""
        before, found, rest = text.partition(wanted)
        if not found or bool(before) is not wanted.startswith(".") or rest[:1] not in {"", "."}:
            return False
        if rest.startswith((".stdout", ".stderr", ".communicate")):
            return True
        above = self._module.parents.get(op.node)
        return rest == "" and not isinstance(above, (cst.Attribute, cst.WithItem, cst.AsName))

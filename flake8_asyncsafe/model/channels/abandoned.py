"""Children that are started with a pipe for their output and then left to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import spelled
from flake8_asyncsafe.model.calls.conditions import required

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Read

_PIPES = frozenset({"subprocess.PIPE", "asyncio.subprocess.PIPE"})
#: what is looked at, or done, without taking anything out of the pipes and without an end in sight
_IDLE = frozenset({"poll", "pid", "returncode", "args", "stdin"})


class Abandoned:
    """The children of one module that nobody has hold of after they were started."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[tuple[Call, str]]:
        """(the call that starts it, the streams) where nobody reads a pipe, or can."""
        for function in self._module.functions:
            for call in function.calls:
                streams = [name for name in ("stdout", "stderr") if self.is_pipe(spelled(call.node, name, call), call)]
                if streams and self._starts(call) and self._is_left(call):
                    yield call, " and ".join(streams)

    def is_pipe(self, given: cst.BaseExpression | None, op: Op) -> bool:
        """Whether that makes a stream a pipe to this process."""
        if given is None:
            return False
        text = self._module.source(given)
        return text.rpartition(".")[2] == "PIPE" or text == "-1" or bool(self._module.names_of(given, op) & _PIPES)

    def _starts(self, call: Call) -> bool:
        return "subprocess.Popen" in self._module.names_of(call.node.func, call)

    def _is_left(self, call: Call) -> bool:
        """Whether the process is dropped, or only in a variable of the function that nothing is done with."""
        use = self._module.use(call.node)
        if use.kind == "dropped":
            return True
        target = use.targets[0] if use.kind == "bound" and len(use.targets) == 1 else None
        scope = call.block.scope.lookup(target.value) if isinstance(target, cst.Name) else None
        if scope is None or scope.kind != "function" or not isinstance(target, cst.Name):
            return False
        if len(scope.bindings[target.value]) != 1:
            return False
        return all(self._leaves_alone(read, target.value) for read in scope.read_anywhere(target.value))

    def _leaves_alone(self, read: Read, name: str) -> bool:
        """Whether a read of the variable takes nothing from the child while it lives, and gives it to nobody."""
        node: cst.CSTNode = read.node
        first: cst.Attribute | None = None
        while isinstance(node, cst.Attribute):
            first = node
            node = node.value
        if first is None and isinstance(node, cst.Name):
            around = self._module.parents.get(node)
            if not isinstance(around, cst.Attribute):
                return self._module.use(node).kind in {"tested", "identity", "dropped"}
            first = around
        return first is not None and (first.attr.value in _IDLE or self._is_ended(read, name))

    def _is_ended(self, read: Read, name: str) -> bool:
        """Whether the child is known to have ended there: what is read then is no way out for one that lives."""
        for _, test, truth in required(read):
            text = self._module.source(test)
            if f"{name}.poll()" in text or f"{name}.returncode" in text:
                lives = "is None" in text or "== None" in text
                return truth is not lives
        return False

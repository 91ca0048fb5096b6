"""Functions that a nursery can ``start``: they have a ``task_status``, and say by it when they are ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Jump, Raise, Return
from flake8_asyncsafe.model.values import FunctionRef, Method, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Write
    from flake8_asyncsafe.model.scopes import Function

STATUS = "task_status"
_LIBRARIES = ("trio", "anyio", "trio_typing")
#: known coroutine functions that can be started
_KNOWN = frozenset(
    {"trio.serve_tcp", "trio.serve_ssl_over_tcp", "trio.serve_listeners", "trio.run_process", "hypercorn.trio.serve"}
)
_PLAIN = frozenset({"str", "int", "float", "bool", "bytes", "dict", "list", "tuple", "set"})
_HOLLOW = frozenset({"abstractmethod", "overload"})


class Startable:
    """The startable functions of one module, and how they are started."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def _is_concerned(self) -> bool:
        return any(self._module.imports(name) for name in _LIBRARIES)

    # -- those that never say that they are ready ---------------------------------------------------------------------

    def mute(self) -> Iterator[tuple[Function, str]]:
        """(function, its parameter) for each startable function in which no path says that it is ready."""
        if not self._is_concerned():
            return
        for function in self._module.coroutines:
            param = _status(function)
            if param is None or function.is_generator or self._is_hollow(function):
                continue
            name = _name(param)
            if not any(self._speaks(read.node, read) for read in function.scope.read_anywhere(name)):
                yield function, name

    def _speaks(self, node: cst.CSTNode, op: Op) -> bool:
        """Whether a read of the parameter may lead to ``started()``: everything but a test of it, and dead code."""
        if _is_dead(op):
            return False
        if not isinstance(node, cst.BaseExpression):
            return True
        return self._module.use(node).kind not in {"tested", "identity", "compared", "dropped", "formatted"}

    def _is_hollow(self, function: Function) -> bool:
        """Whether a function has no body to speak of: a declaration, or one that always raises."""
        if any(name.rpartition(".")[2] in _HOLLOW for name in decorator_names(function)):
            return True
        if function.owner is not None:
            bases = self._module.classes.external_bases(function.owner)
            if any(base.rpartition(".")[2] == "Protocol" for base in bases):
                return True
        if not function.suspends and any(isinstance(item, Raise) for item in function.body.items):
            return True
        return not any(isinstance(op, Call) or op in function.suspends for op in function.ops)

    # -- those that are started without waiting -----------------------------------------------------------------------

    def rushed(self) -> Iterator[tuple[Call, cst.BaseExpression]]:
        """(call, what it starts) for each ``start_soon`` of a startable function on the way into a context manager."""
        if not self._is_concerned():
            return
        for function in self._module.coroutines:
            until = self._entered_at(function)
            for call in function.calls if until is not None else ():
                _, method, _ = called_method(call) or (None, "", call)
                if until is None or call.index > until or not call.node.args or method != "start_soon":
                    continue
                given = call.node.args[0].value
                if (
                    any(self._is_startable(value) for value in self._module.values(given, call))
                    or (self._module.names_of(given, call) & _KNOWN)
                ) and not any(arg.keyword is not None and arg.keyword.value == STATUS for arg in call.node.args):
                    yield call, given

    @staticmethod
    def _entered_at(function: Function) -> int | None:
        """The index of the last operation before somebody else goes on, if a function is a way in."""
        if function.is_coroutine:
            return len(function.ops) if function.name == "__aenter__" else None
        names = {name.rpartition(".")[2] for name in decorator_names(function)}
        if "asynccontextmanager" not in names or not function.yields:
            return None
        return function.yields[-1].index

    @staticmethod
    def _is_startable(value: Value) -> bool:
        while isinstance(value, Partial):
            if any(arg.keyword is not None and arg.keyword.value == STATUS for arg in value.node.args):
                return False
            value = value.target
        if not isinstance(value, (FunctionRef, Method)):
            return False
        return any(_name(param) == STATUS for param in value.function.params)


def _status(function: Function) -> Write | None:
    for param in function.params:
        if not isinstance(param.node, cst.Param):
            continue
        if _says_status(param.detail) or (_name(param) == STATUS and not _says_other(param.detail)):
            return param
    return None


def _says_other(annotation: object) -> bool:
    """``task_status: str``: a parameter of that name which is something else."""
    if isinstance(annotation, cst.Annotation):
        annotation = annotation.annotation
    return isinstance(annotation, cst.Name) and annotation.value in _PLAIN


def _says_status(annotation: object) -> bool:
    if isinstance(annotation, cst.Annotation):
        annotation = annotation.annotation
    if isinstance(annotation, cst.Subscript):
        annotation = annotation.value
    return isinstance(annotation, cst.BaseExpression) and dotted_text(annotation).rpartition(".")[2] == "TaskStatus"


def _name(param: Write) -> str:
    return param.node.name.value if isinstance(param.node, cst.Param) else ""


def _is_dead(op: Op) -> bool:
    """Whether an operation stands behind a return or raise of its own block, or of one around it."""
    block, limit = op.block, op.at
    while True:
        if any(isinstance(item, (Return, Raise, Jump)) for item in block.items[:limit]):
            return True
        owner = block.owner
        if owner is None:
            return False
        block, limit = owner.block, owner.at


__all__ = ["Startable"]

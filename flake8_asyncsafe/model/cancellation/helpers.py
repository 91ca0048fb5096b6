"""Helpers that never return, or that raise what they are handed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.cancellation.facts import handler_around
from flake8_asyncsafe.model.flow import NEXT, Flow
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Raise
from flake8_asyncsafe.model.values import FunctionRef, Method

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_ENDS = frozenset({"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit"})


class Helpers:
    """What calls of one module do to an exception in hand."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._never: dict[Function, bool] = {}

    def never_returns(self, op: Call) -> bool:
        """Whether a call certainly ends by an exception, as ``sys.exit`` and helpers that always raise."""
        if self._module.names_of(op.node.func, op) & _ENDS:
            return True
        targets = self._module.targets(op)
        return bool(targets) and all(
            isinstance(target, (FunctionRef, Method)) and self.always_raises(target.function) for target in targets
        )

    def raises_for(self, op: Call, names: frozenset[str]) -> bool:
        """Whether a helper of this module is handed a caught exception and may raise it for its caller."""
        if not names or not any(dotted_text(arg.value) in names for arg in op.node.args):
            return False
        targets = self._module.targets(op)
        return any(isinstance(target, (FunctionRef, Method)) and _raises_given(target.function) for target in targets)

    def always_raises(self, function: Function) -> bool:
        """Whether control never comes back from a function, for all that its body or its annotation says."""
        if function.is_stub:
            return self._module.outside.always_raises(function)
        if function not in self._never:
            self._never[function] = False  # cuts recursion
            if not function.is_generator and not function.decorators and not function.returns:
                flow = _Reach(function, self)
                self._never[function] = says_never(function) or not flow.run(True).get(NEXT)
        return self._never[function]


def says_never(function: Function) -> bool:
    """Whether a function is annotated never to return."""
    node = function.node
    annotation = node.returns.annotation if isinstance(node, cst.FunctionDef) and node.returns is not None else None
    name = annotation.raw_value if isinstance(annotation, cst.SimpleString) else dotted_text(annotation)
    return name.rpartition(".")[2] in {"NoReturn", "Never"}


class _Reach(Flow[bool]):
    """Whether the end of a function can be reached."""

    def __init__(self, function: Function, helpers: Helpers) -> None:
        super().__init__(function)
        self._helpers = helpers

    def join(self, left: bool, right: bool) -> bool:
        """Reached if either path is."""
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:
        """Nothing is reached after a call that does not come back."""
        return state and not (isinstance(op, Call) and self._helpers.never_returns(op)), state


def _raises_given(function: Function) -> bool:
    """Whether a function somewhere raises one of its parameters, or what its caller is handling."""
    given = set(function.parameter_names())
    for op in function.ops:
        if isinstance(op, Raise):
            exc = op.node.exc
            if exc is None and handler_around(op) is None:
                return True
            if isinstance(exc, cst.Name) and exc.value in given:
                return True
    return False

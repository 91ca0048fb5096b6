"""Objects on the way to a method: whether a thread, or process, works on one that others have too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.lowering.statements import dotted_text

if TYPE_CHECKING:
    from flake8_asyncsafe.model.contexts import Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function


class SharedObjects:
    """The objects that the code of one module shares."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)

    def reached_by(self, reach: Reach, *, copies: bool = False) -> bool:
        """Whether every object that a method is called on, on the way, is one that others have too.

        ``copies``: a copy of one counts, as any argument of a process is.
        """
        for step in reach.via:
            node = step.node
            subject = node.func if isinstance(node, cst.Call) else node
            if not isinstance(subject, cst.Attribute):
                continue
            root: cst.BaseExpression = subject
            while isinstance(root, (cst.Attribute, cst.Subscript)):
                root = root.value
            if not isinstance(root, cst.Name) or root.value == step.function.receiver:
                continue
            scope = step.function.scope
            if root.value in scope.bindings and not self._is_given(root.value, step.function, reach, copies=copies):
                return False
        return True

    def _is_given(self, name: str, function: Function, reach: Reach, *, copies: bool) -> bool:
        """Whether a local is another name of something shared: of an attribute, a global, what each thread is given."""
        for write in function.scope.bindings[name]:
            if write.how == "param":
                if copies and function is reach.context.entry:
                    continue
                given = [
                    (expression, op)
                    for parameter, expression, op in self._contexts.bound.parameters(reach.context)
                    if parameter == name and function is reach.context.entry
                ]
                if not given or any(self._is_of_turn(expression, op) for expression, op in given):
                    return False
                continue
            path = dotted_text(write.value) if write.value is not None and not write.path else ""
            root = path.partition(".")[0]
            if not path or (root != function.receiver and root in function.scope.bindings):
                return False
        return True

    @staticmethod
    def _is_of_turn(expression: cst.BaseExpression, op: Op) -> bool:
        """Whether each turn of a loop gives another object."""
        if not isinstance(expression, (cst.Name, cst.Attribute)):
            return True
        name = dotted_text(expression).partition(".")[0]
        scope = op.block.scope.lookup(name)
        around = loops_around(op)
        return scope is not None and any(
            any(loop in around for loop in loops_around(write)) or write.block.owner in around
            for write in scope.bindings[name]
        )

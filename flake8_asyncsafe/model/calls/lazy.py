"""Generator expressions: whether what is written inside one runs where it is written.

All of a generator expression but its first iterable runs when somebody asks for its items.  The function that
consumes it at once (``sum(f(x) for x in xs)``) runs it; one that only makes it, keeps it, returns it or sends it to a
thread does not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.ops import Iterate, Loop, Op, enclosing

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

#: callables that pass on the items of what they are given, as lazily as it was
LAZY = frozenset(f"builtins.{name}" for name in ("map", "filter", "enumerate", "zip", "iter", "aiter"))
#: callables that do not look inside
_LOOK_ON = frozenset(
    f"builtins.{name}" for name in ("print", "repr", "str", "id", "type", "isinstance", "callable", "bool")
)
#: uses by which a generator expression is run, all of it or a step
_CONSUMING = frozenset({"iterated", "unpacked", "compared"})
_DEEPEST = 6


class LazyCode:
    """Answers for one module; generator expressions are rare, and only operations inside one cost anything."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._consumed: dict[cst.BaseExpression, bool] = {}

    def runs(self, op: Op) -> bool:
        """Whether ``op`` runs when its function does, and not only when others ask for items."""
        node = op.node
        if isinstance(op, Iterate) and isinstance(node, cst.CompFor):
            display = self._module.parents.get(node)
            if isinstance(display, cst.GeneratorExp) and not self.is_consumed(display, op):
                return False
        for compound, _ in enclosing(op.block):
            if isinstance(compound, Loop) and compound.kind == "generator":
                around = self._module.parents.get(compound.node)
                while isinstance(around, cst.CompFor):
                    around = self._module.parents.get(around)
                if isinstance(around, cst.GeneratorExp) and not self.is_consumed(around, op):
                    return False
        return True

    def is_consumed(self, node: cst.BaseExpression, op: Op, depth: int = 0) -> bool:
        """Whether the function that makes a generator object runs it: ``node`` is that object there."""
        found = self._consumed.get(node)
        if found is None:
            found = self._consumed[node] = depth < _DEEPEST and self._ask(node, op, depth)
        return found

    def _ask(self, node: cst.BaseExpression, op: Op, depth: int) -> bool:
        use = self._module.use(node)
        if use.kind == "iterated" and isinstance(use.node, cst.CompFor):
            outer = self._module.parents.get(use.node)
            if isinstance(outer, cst.GeneratorExp):
                return self.is_consumed(outer, op, depth + 1)
        if use.kind in _CONSUMING:
            return True
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            names = self._module.names_of(use.node.func, op)
            if any(name in LAZY or name.startswith("itertools.") for name in names):
                return self.is_consumed(use.node, op, depth + 1)
            if any(self._keeps(name) or name in _LOOK_ON for name in names):
                return False
            # an unknown callee consumes what is written as its argument, we assume; of a variable nothing is known
            return bool(names) or depth == 0
        if use.kind == "bound":
            return any(
                isinstance(read.node, cst.Name)
                and read.function is op.function
                and self.is_consumed(read.node, read, depth + 1)
                for target in use.targets
                if isinstance(target, cst.Name)
                for read in self._module.reads_of(target)
            )
        return False

    def _keeps(self, name: str) -> bool:
        """Whether an API runs elsewhere what it is given, or only keeps it."""
        api = self._module.catalogue.api(name)
        elsewhere = api is not None and any(runs.where is not Where.INLINE for runs in api.runs)
        return elsewhere or name == "functools.partial"

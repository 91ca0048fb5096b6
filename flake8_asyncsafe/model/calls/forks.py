"""Code that only a forked child runs: ``pid = os.fork()``, and then what a test says of ``pid``.

The child has no event loop of its parent's (CPython forgets the running loop when the process id changes), and the
parent's loop does not wait for it: what blocks or runs a loop there is no effect of calling the function.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import required

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_FORKS = frozenset({"os.fork", "os.forkpty"})


class ForkedChildren:
    """Knows which operations of one module only a forked child performs."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._pids: dict[Function, frozenset[str]] = {}

    def runs(self, op: Op) -> bool:
        """Whether control gets to ``op`` only in the child: behind ``if pid: return``, or inside ``if pid == 0:``."""
        pids = self._pids_of(op.function)
        if not pids:
            return False
        return any(
            (name := _tested(test)) is not None and name[0] in pids and name[1] is truth
            for _, test, truth in required(op)
        )

    def _pids_of(self, function: Function) -> frozenset[str]:
        """The locals that hold what ``fork`` gave."""
        found = self._pids.get(function)
        if found is None:
            names: set[str] = set()
            for call in function.calls:
                if last_name(call.node.func) in {"fork", "forkpty"}:
                    use = self._module.use(call.node)
                    if use.kind == "bound" and self._module.names_of(call.node.func, call) & _FORKS:
                        names.update(target.value for target in use.targets if isinstance(target, cst.Name))
            found = self._pids[function] = frozenset(names)
        return found


def _tested(test: cst.BaseExpression) -> tuple[str, bool] | None:
    """(name, outcome in the child) of a test on a process id: it is zero in the child, positive in the parent."""
    if isinstance(test, cst.Name):
        return test.value, False
    if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        inner = _tested(test.expression)
        return (inner[0], not inner[1]) if inner is not None else None
    if isinstance(test, cst.Comparison) and len(test.comparisons) == 1 and isinstance(test.left, cst.Name):
        target = test.comparisons[0]
        if isinstance(target.comparator, cst.Integer) and target.comparator.evaluated_value == 0:
            if isinstance(target.operator, (cst.Equal, cst.Is)):
                return test.left.value, True
            if isinstance(target.operator, (cst.NotEqual, cst.GreaterThan, cst.IsNot)):
                return test.left.value, False
    return None

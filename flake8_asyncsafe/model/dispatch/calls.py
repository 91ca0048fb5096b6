"""How callables that are looked up are called: awaited, called plainly, or with a look at what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.dispatch.tested import is_aware

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.module import Module

AWAITED, PLAINLY, EITHER = "awaited", "plainly", "either"
#: callees that take coroutines and run them
_DRIVERS = frozenset(
    {"gather", "create_task", "ensure_future", "wait_for", "shield", "run", "run_until_complete", "as_completed",
    "wait",
     "run_coroutine_threadsafe"}
)  # fmt: skip
#: callees that are given a coroutine function and its arguments
_STARTERS = frozenset({"start_soon", "start"})
_DEEPEST = 5


class LookedUp:
    """Follows callables of one module from where they are looked up to their calls."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._aware: bool | None = None

    def form(self, found: Iterable[cst.BaseExpression]) -> str:
        """How all of these are called: AWAITED, PLAINLY, EITHER (the code tells the colours apart), "" (not at all)."""
        forms: set[str] = set()
        for each in found:
            forms.update(self._forms(each, 0))
        if EITHER in forms or len(forms) > 1:
            return EITHER
        return forms.pop() if forms else ""

    def _forms(self, node: cst.BaseExpression, depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            yield EITHER
            return
        use = self._module.use(node)
        if use.kind == "called" and isinstance(use.node, cst.Call):
            yield self._of_call(use.node)
        elif use.kind == "argument" and isinstance(use.node, cst.Call):
            call = self._module.call_at(use.node)
            if call is None or is_aware(call):
                yield EITHER
            elif last_name(call.node.func) in _STARTERS and call.node.args[0].value is node:
                yield AWAITED
        elif (
            use.kind == "tested"
            and isinstance(use.node, cst.BooleanOperation)
            and isinstance(use.node.operator, cst.Or)
            and not use.targets
        ):
            yield from self._forms(use.node, depth + 1)  # `(HANDLERS.get(kind) or fallback)(event)`
        elif use.kind in {"bound", "tested", "identity"}:
            for target in use.targets:
                if isinstance(target, cst.Name):
                    for read in self._module.reads_of(target):
                        if isinstance(read.node, cst.Name):
                            yield from self._forms(read.node, depth + 1)
        elif use.kind in {"returned", "yielded", "element"}:
            yield EITHER  # others call it, who knows how

    def _of_call(self, node: cst.Call) -> str:
        use = self._module.use(node)
        if use.kind == "awaited":
            return AWAITED
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            call = self._module.call_at(use.node)
            if call is not None and is_aware(call):
                return EITHER
            return AWAITED if last_name(use.node.func) in _DRIVERS else PLAINLY
        if use.kind == "element":
            outer = use.node
            if isinstance(outer, cst.BaseExpression):
                outer_use = self._module.use(outer)
                if outer_use.kind in {"argument", "unpacked"}:
                    holder = outer_use.node
                    if isinstance(holder, cst.StarredElement):
                        return EITHER
                    if isinstance(holder, cst.Call) and last_name(holder.func) in _DRIVERS:
                        return AWAITED
            return EITHER
        if use.kind in {"returned", "yielded"}:
            return EITHER if self._is_aware_module() else ""
        if use.kind == "bound":
            kinds: set[str] = set()
            for target in use.targets:
                for read in self._module.reads_of(target) if isinstance(target, cst.Name) else ():
                    if not isinstance(read.node, cst.BaseExpression):
                        continue
                    node_read = read.node
                    while isinstance(node_read, cst.Attribute):
                        node_read = node_read.value
                    after = self._module.use(node_read)
                    if after.kind == "argument" and isinstance(after.node, cst.Call):
                        call = self._module.call_at(after.node)
                        if call is not None and is_aware(call):
                            return EITHER
                        kinds.add(AWAITED if last_name(after.node.func) in _DRIVERS else PLAINLY)
                    else:
                        kinds.add(AWAITED if after.kind == "awaited" else PLAINLY)
            if AWAITED in kinds:
                return AWAITED if kinds == {AWAITED} else EITHER
        return PLAINLY

    def _is_aware_module(self) -> bool:
        if self._aware is None:
            self._aware = any(is_aware(call) for call in self._module.calls())
        return self._aware

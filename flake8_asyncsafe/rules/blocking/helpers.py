"""What the rules on blocking helpers share: the effects of what a coroutine calls."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.pauses import Pauses
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.module import Module


class HelperBlockingRule(Rule):
    """A rule that reports each call of a plain helper, on the loop, that ends in a blocking call."""

    @staticmethod
    @abstractmethod
    def concerns(blocking: Blocking) -> bool:
        """Whether this rule reports that sort of blocking."""

    def check(self, module: Module) -> Iterator[Finding]:
        """Yield one finding for each place that runs a blocking helper, with the shortest chain."""
        for function in module.on_loop:
            direct = {part for blocking in module.blocking.of(function) for part in _parts(blocking.node)}
            seen: set[cst.CSTNode] = set()
            for node, effect in module.blocking_steps(function):
                if node in seen or node in direct or not self.concerns(effect.what):
                    continue
                call = module.call_at(node) if isinstance(node, cst.Call) else None
                if call is not None and module.ask(Pauses).around(call):
                    continue
                seen.add(node)
                what = node.func if isinstance(node, cst.Call) else node.iter if isinstance(node, cst.For) else node
                yield self.finding(
                    node,
                    call=module.source(what) + ("()" if isinstance(node, cst.Call) else ""),
                    chain=module.chain(effect, effect.what.name),
                    advice=f"give the helper an async form that uses {module.replacement(effect.what)}, "
                    "or hand the helper to a thread",
                )


def _parts(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """A blocking call, and the object it is made on: what makes that object is part of the same defect."""
    yield node
    while isinstance(node, (cst.Call, cst.Attribute)):
        node = node.func if isinstance(node, cst.Call) else node.value
        yield node

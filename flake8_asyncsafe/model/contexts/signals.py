"""Signal handlers that are installed on the loop: in coroutines and what they call, here or in other modules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.contexts.asks import catches, in_handler, is_passive, is_passive_handler
from flake8_asyncsafe.model.contexts.platforms import may_be_windows
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.contexts.words import how

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

_NAME = "signal.signal"


class Signals:
    """The calls of ``signal.signal`` in one module, and of functions of others that call it."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def on_loop(self) -> Iterator[tuple[cst.CSTNode, cst.CSTNode, str]]:
        """(node, what is called, how a coroutine comes there) of each handler that is installed on the loop."""
        if "signal" in self._module.lowered_source:
            for function in self._module.functions:
                for call in self.installed(function):
                    chain = self._chain(function)
                    if chain is not None:
                        yield call.node, call.node.func, chain
        if not self._module.linked:
            return
        told: set[cst.CSTNode] = set()
        for function in self._module.functions:
            for edge in self._module.graph.edges(function):
                node = edge.node
                if not edge.callee.is_stub or edge.awaited or not isinstance(node, cst.Call) or node in told:
                    continue
                effect = next(iter(self._elsewhere.along(edge)), None)
                chain = self._chain(function) if effect is not None and not self._gives_passive(edge.op, node) else None
                if effect is not None and chain is not None:
                    told.add(node)  # of several that may be meant one will do
                    yield node, node.func, f" ({self._module.chain(effect, effect.what)}){chain}"

    def installed(self, function: Function) -> Iterator[Call]:
        """The calls of a function that install a handler which may do harm to a loop."""
        for call in function.calls:
            if not any(api.name == _NAME for api in self._module.apis(call)):
                continue
            accepted = is_passive_handler(self._module, call) or in_handler(call) or may_be_windows(call)
            if not accepted and not catches(self._module, call, "NotImplementedError"):
                yield call

    def _chain(self, function: Function) -> str | None:
        """How a coroutine gets to a function; None if none does."""
        if function.is_async:
            return ""
        reach = self._module.ask(Contexts).in_coroutine(function)
        if reach is None:
            return None
        return f" ({how(self._module, reach)})" if reach.step is not None else ""

    def _gives_passive(self, op: Op, node: cst.Call) -> bool:
        """Whether the handler that is handed over tells the loop as it should."""
        return any(is_passive(self._module, arg.value, op) for arg in node.args)

    @cached_property
    def _elsewhere(self) -> Effects[str]:
        return Effects(self._module.graph, (), key=lambda name: name, beyond=self._module.outside.signals)

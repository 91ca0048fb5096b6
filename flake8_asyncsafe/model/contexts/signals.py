"""Signal handlers that are installed on the loop: in coroutines and what they call, here or in other modules."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.effects import Effects
from flake8_asyncsafe.model.contexts.asks import catches, in_handler, is_passive, is_passive_handler
from flake8_asyncsafe.model.contexts.platforms import may_be_windows
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.contexts.words import how
from flake8_asyncsafe.model.ops import Call, Read
from flake8_asyncsafe.model.values import FunctionRef, Method, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

_NAME = "signal.signal"
#: what a function is said to call if the handler is a parameter of its: what it is given decides
GIVEN = "signal.signal of what it is given"


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
                # a handler that was handed on more than once may have been made for the purpose
                effects = (each for each in self._elsewhere.along(edge) if each.what != GIVEN or each.length == 1)
                effect = next(effects, None)
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

    def told(self, function: Function) -> Iterator[tuple[Call, str]]:
        """(call, what it is called) for each handler that acts on what a function was given, or on its object.

        Others do what is the same for every program: they print where it stands, or stop it.
        """
        for call in self.installed(function):
            given = argument(call.node, "handler", 1)
            if isinstance(given, cst.Name) and given.value in function.parameter_names():
                yield call, GIVEN
            elif given is not None and any(
                self._acts_on(value, function) for value in self._module.values(given, call)
            ):
                yield call, _NAME

    @staticmethod
    def _acts_on(handler: Value, function: Function) -> bool:
        if isinstance(handler, (Method, Partial)):
            return True
        inner = handler.function if isinstance(handler, FunctionRef) else None
        return inner is not None and any(
            isinstance(op, (Read, Call))
            and (root := _root(op.node)) != ""
            and op.block.scope.lookup(root) is function.scope
            for op in inner.ops
        )

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
        outside = self._module.outside
        # methods of other modules that run on objects of classes of this one
        seeds = ((stub, *each) for stub in self._module.graph.locals() for each in outside.installs(stub))
        return Effects(self._module.graph, seeds, key=lambda name: name, beyond=outside.signals)


def _root(node: cst.CSTNode) -> str:
    while isinstance(node, (cst.Attribute, cst.Call)):
        node = node.func if isinstance(node, cst.Call) else node.value
    return node.value if isinstance(node, cst.Name) else ""

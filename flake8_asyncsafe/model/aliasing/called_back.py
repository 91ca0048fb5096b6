"""Loops that call the callbacks they iterate over, of a registry that a callback may change.

``for callback in self._callbacks: callback(event)`` hands control to code of others, and what that code may do is what
the class offers: if it has a method that takes a callback out again, a callback that ends its own subscription changes
the dict or set under the loop.  That one more is put in by a callback is possible too, but nobody's habit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.callback_registries import CallbackRegistries, class_of
from flake8_asyncsafe.model.aliasing.shared import is_swapped_out, walked
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Call, Iterate, Jump, Loop, Op, Raise, Return
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.callback_registries import Place
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_CONSTRUCTION = frozenset({"__init__", "__new__", "__post_init__", "__setstate__", "__del__"})
#: what calls the function that it is given
_CALLERS = frozenset({"as_future", "maybeDeferred", "maybe_deferred", "maybe_await", "call", "invoke"})
#: words in the names of containers whose elements are there to be told
_TOLD = frozenset({"listener", "listeners", "observer", "observers", "subscriber", "subscribers"})


@dataclass(frozen=True, slots=True)
class Registry:
    """``loop`` calls what it takes out of ``text``, in ``call``; ``change`` is what a callback may run."""

    op: Iterate
    text: str
    kind: str
    call: Call
    change: Op


class CalledBack:
    """Finds such loops in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._registries = module.ask(CallbackRegistries)

    def found(self) -> Iterator[Registry]:
        """Every loop whose callbacks may change what it iterates over, with the first such change."""
        for function in self._module.functions:
            cls = class_of(function)
            if cls is None:
                continue
            for op in function.ops:
                if not isinstance(op, Iterate) or op.is_async or not isinstance(op.node, cst.For):
                    continue
                if is_swapped_out(walked(op.iterable), op):
                    continue  # a callback gets to the new container, this is the old one
                places = self._registries.places(op.iterable, op, function)
                loop = next((each for each in op.block.items[op.at + 1 : op.at + 2] if isinstance(each, Loop)), None)
                call = self._calls_back(op.node, loop, places) if places and loop is not None else None
                if call is None:
                    continue
                for place in sorted(places):
                    found = self._first(cls, place, function)
                    if found is not None:
                        yield Registry(op, self._module.source(op.iterable), found[1], call, found[0])
                        break

    def _first(self, cls: Class, place: Place, function: Function) -> tuple[Op, str] | None:
        kind = self._registries.kind(cls, place)
        for change in self._registries.offered(cls).get(place, ()) if kind else ():
            if change.function is not function and change.function.name not in _CONSTRUCTION:
                return change, kind
        return None

    # -- what is called -----------------------------------------------------------------------------------------------

    def _calls_back(self, node: cst.For, loop: Loop, places: frozenset[Place]) -> Call | None:
        """The call of an element of the container (or of a listener's method) after which the loop goes on."""
        elements = {each.value for each in inner_nodes(node.target) if isinstance(each, cst.Name)}
        told = any(words(name) & _TOLD for name, _ in places)
        for op in loop.body.ops():
            # a coroutine that is handed on has not run yet; what is awaited is ASF801's
            if not isinstance(op, Call) or isinstance(self._module.parents.get(op.node), (cst.Arg, cst.Await)):
                continue
            func = op.node.func
            called = isinstance(func, cst.Name) and func.value in elements
            if told and isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
                # a task is no listener, whatever it is called: `listener.cancel()` runs nobody's code
                called = func.value.value in elements and not any(self._module.apis(op))
            if not called and op.node.args:
                first = op.node.args[0].value
                given = isinstance(first, cst.Name) and first.value in elements
                called = given and (last_name(func) in _CALLERS or self._calls_first(op))
            if called:
                return None if any(_leaves(block.items[-1]) for block in (op.block, loop.body)) else op
        return None

    def _calls_first(self, call: Call) -> bool:
        """Whether a function of the module calls its first argument."""
        for edge in self._module.graph.edges(call.function):
            if edge.node is call.node and edge.how == "call":
                callee = edge.callee
                params = callee.parameter_names(bound=True)
                if params and any(
                    isinstance(op, Call) and isinstance(op.node.func, cst.Name) and op.node.func.value == params[0]
                    for op in callee.ops
                ):
                    return True
        return False


def _leaves(last: object) -> bool:
    return isinstance(last, (Return, Raise)) or (isinstance(last, Jump) and isinstance(last.node, cst.Break))

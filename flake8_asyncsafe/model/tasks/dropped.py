"""Tasks that nobody keeps: dropped where they are made, or by a loop that calls what makes them.

A loop calls its callbacks and looks at nothing that they give: ``loop.call_later(5, lambda: create_task(poll()))``
drops the task as surely as a statement of its own does, only later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.contexts.finalisers import Finalisers
from flake8_asyncsafe.model.values import External, ExternalMethod, FunctionRef, Instance, Method, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.values import Value

#: methods of a loop that take a callback, and its place; no other object has any of the name
_CALLBACKS = {"call_soon": 0, "call_soon_threadsafe": 0, "call_later": 1, "call_at": 1}


class DroppedTasks:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[tuple[cst.BaseExpression, str, bool]]:
        """(expression that makes a task, its function as the code names it, whether it stands in a coroutine)."""
        colour, finalised = self._module.colour, self._module.ask(Finalisers).needing
        for call in self._module.calls():
            if colour.may_be_collected(call) or self._gathers(call):
                if call.node in finalised:
                    continue  # that is the defect there (ASF416)
                if colour.is_dropped(call.node) or colour.only_configured(call.node):
                    yield call.node, self._module.source(call.node.func), call.function.is_async
                continue
            for expression in self._callbacks(call):
                for value in self._module.values(expression, call):
                    yield from self._made_by(value, expression)

    def _gathers(self, call: Call) -> bool:
        """Whether a call is a ``gather`` that makes the tasks itself, out of coroutines: nobody else has them."""
        if last_name(call.node.func) != "gather" or "asyncio.gather" not in self._module.names_of(call.node.func, call):
            return False
        if any(arg.keyword is not None and arg.keyword.value == "return_exceptions" for arg in call.node.args):
            return False  # what is lost then is the outcome (ASF304)
        given = [arg.value for arg in call.node.args if arg.keyword is None]
        made = [each.elt if isinstance(each, (cst.ListComp, cst.GeneratorExp)) else each for each in given]
        return any(
            isinstance(each, cst.Call)
            and (inner := self._module.call_at(each)) is not None
            and self._module.colour.coroutine(each, inner) is not None
            for each in made
        )

    def _callbacks(self, call: Call) -> Iterator[cst.BaseExpression]:
        """What a loop will call, and drop the result of."""
        found = False
        for name, runs, expression in self._module.spawns.handed_over(call):
            if runs.where is Where.LOOP_CALLBACK and name.startswith("asyncio."):
                found = True
                yield expression
        func = call.node.func
        place = _CALLBACKS.get(func.attr.value) if isinstance(func, cst.Attribute) and not found else None
        if place is not None and isinstance(func, cst.Attribute) and len(call.node.args) > place:
            given = call.node.args[place]
            if self._module.colour.says_loop(func.value, call) and not given.star and given.keyword is None:
                yield given.value

    def _made_by(self, value: Value, expression: cst.BaseExpression) -> Iterator[tuple[cst.BaseExpression, str, bool]]:
        """The tasks that a callback makes and gives back to the loop."""
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            if api is not None and api.weakly_held:
                yield expression, self._module.source(expression), False
        elif isinstance(value, (FunctionRef, Method)):
            function = value.function
            if function.is_stub:
                if self._module.outside.gives_weak_task(function):
                    yield expression, self._module.source(expression), False
            elif self._module.colour.gives_weak_task(function):
                made = self._module.evaluator.calls.returned(FunctionRef(function))
                for each in made if isinstance(function.node, cst.Lambda) else ():
                    if isinstance(each, Instance) and each.origin is not None:
                        yield each.origin, self._module.source(each.origin.func), False
                if not isinstance(function.node, cst.Lambda):
                    yield expression, self._module.source(expression), False

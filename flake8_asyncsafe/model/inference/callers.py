"""Parameters by what the callers in sight give for them: ``def drain(items, lock)`` where each call gives a `Lock`.

Much code has no annotations; what its functions work on is said where they are called.  A parameter is taken for what
all callers of the module give, if they agree on one type: whoever is in sight is evidence, and a defect for the object
that he gives is one, whatever others may give.  Objects only: functions and numbers differ from call to call, and what
is known of those depends on the call (see `conditions`).
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form
from flake8_asyncsafe.model.calls.arguments import argument, is_complete, last_name
from flake8_asyncsafe.model.calls.started import made_call, partial_call
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.values import (
    NONE,
    NOTHING,
    ClassRef,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Values,
    join,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Call
    from flake8_asyncsafe.model.scopes import Function

#: a name that is called in more places is looked at no further
_MOST = 12
_CALLED = frozenset({Form.FUNCTION, Form.COROUTINE_FUNCTION})


class Callers:
    """Answers for the parameters of one module's functions."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def parameter(self, function: Function, name: str) -> Values:
        """The object that all callers in sight give for a parameter; `NOTHING` if there are none, or they differ."""
        if function.kind != "function" or function.is_stub:
            return NOTHING
        found: Values = ()
        for call in self._candidates(function):
            for given in self._given(call, function, name):
                if given is None:
                    return NOTHING
                found = join(found, given)
        objects = tuple(value for value in found if value != NONE)
        if not objects or not all(isinstance(value, Instance) for value in objects):
            return NOTHING
        types = {value.type for value in objects if isinstance(value, Instance)}
        kind = types.pop()
        if types or (isinstance(kind, str) and not self._matters(kind)):
            return NOTHING
        return objects[:1] if len(objects) == 1 else (Instance(kind),)

    def _matters(self, kind: str) -> bool:
        """Whether anything is known of the objects of an outside type; containers are what is put into them."""
        return not kind.startswith("builtins.") and self._evaluator.catalogue.type(kind) is not None

    def _given(self, call: Call, function: Function, name: str) -> Iterator[Values | None]:
        """What a call gives for the parameter; None: something that cannot be known."""
        handed = self._handed(call, function)
        if handed is None:
            return
        node, bound = handed
        names = function.parameter_names(bound=bound)
        if not is_complete(node):
            yield None
            return
        given = argument(node, name, names.index(name) if name in names else None)
        if given is None:
            return  # the default
        if call.function is function and isinstance(given, cst.Name) and given.value == name:
            return  # handed on to itself
        values = self._evaluator.values(given, call)
        yield values if values and not any(value in NOTHING for value in values) else None

    def _handed(self, call: Call, function: Function) -> tuple[cst.Call, bool] | None:
        """(the call with the arguments of ``function``, whether its receiver is bound), if ``call`` is one of it."""
        bound = self._is(function, call.node.func, call)
        if bound is not None:
            return call.node, bound
        for place, arg in enumerate(call.node.args):
            if last_name(arg.value) == function.name:
                bound = self._is(function, arg.value, call)
                if bound is not None:
                    packed = self._passed_on(call, place)
                    return (packed, bound) if packed is not None else None
        return None

    def _is(self, function: Function, node: cst.BaseExpression, call: Call) -> bool | None:
        """Whether an expression is ``function``, and then whether its receiver is bound; None: it is not."""
        for value in self._evaluator.values(node, call):
            if isinstance(value, Method) and value.function is function:
                return function.receiver is not None and not self._is_of_class(node, function, call)
            if isinstance(value, FunctionRef) and value.function is function:
                return False
            if (
                isinstance(value, ClassRef)
                and function.name == "__init__"
                and self._evaluator.classes.method(value.cls, "__init__") is function
            ):
                return True
        return None

    def _is_of_class(self, node: cst.BaseExpression, function: Function, call: Call) -> bool:
        """Whether a method is looked up on its class, so that the receiver is an argument: ``Base.__init__(self)``."""
        if not isinstance(node, cst.Attribute) or "classmethod" in decorator_names(function):
            return False
        return any(isinstance(value, ClassRef) for value in self._evaluator.values(node.value, call))

    def _passed_on(self, call: Call, place: int) -> cst.Call | None:
        """The call that an API makes of the function in argument number ``place``, or has made elsewhere."""
        node, given = call.node, call.node.args[place].value
        for target in self._evaluator.calls.targets(node, call):
            if not isinstance(target, (External, ExternalMethod)):
                continue
            if target.name == "functools.partial":
                return partial_call(node) if place == 0 else None
            api = self._evaluator.catalogue.api(target.name)
            for runs in api.runs if api is not None else ():
                if runs.form in _CALLED and argument(node, runs.name, runs.position) is given:
                    return made_call(node, given, target.name)
        return None

    def _candidates(self, function: Function) -> list[Call]:
        found = [*self._by_name.get(function.name, ()), *self._made_with.get(function, ())]
        return found if len(found) <= _MOST else []

    @cached_property
    def _made_with(self) -> dict[Function, list[Call]]:
        """The calls that name a class, by the constructor that its objects are made with."""
        found: dict[Function, list[Call]] = {}
        for cls in self._evaluator.lowering.classes:
            calls = self._by_name.get(cls.name)
            constructor = self._evaluator.classes.method(cls, "__init__") if calls else None
            if calls and constructor is not None:
                found.setdefault(constructor, []).extend(calls)
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[Call]]:
        """The calls of the module by what they call, or hand over, as far as that has a name."""
        found: dict[str, list[Call]] = {}
        for function in self._evaluator.lowering.functions:
            for call in function.calls:
                names = {last_name(call.node.func), *(last_name(arg.value) for arg in call.node.args)}
                for name in names:
                    if name:
                        found.setdefault(name, []).append(call)
        return found

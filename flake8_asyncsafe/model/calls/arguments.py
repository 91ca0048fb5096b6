"""The arguments of calls, and the tests that the catalogue puts on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import UNKNOWN as UNKNOWN_ARGUMENT
from flake8_asyncsafe.catalogue.entries import ArgumentTest, Symbol
from flake8_asyncsafe.model.calls.addresses import is_address
from flake8_asyncsafe.model.values import Constant, External, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.inference import Evaluator
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function


def argument(call: cst.Call, name: str | None, position: int | None) -> cst.BaseExpression | None:
    """The expression given for a parameter, by keyword or by position; None if absent or hidden behind ``*``/``**``."""
    place = 0
    hidden = False
    for arg in call.args:
        if arg.star:
            hidden = True
        elif arg.keyword is not None:
            if arg.keyword.value == name:
                return arg.value
        elif not hidden:
            if place == position:
                return arg.value
            place += 1
    return None


def spelled(call: cst.Call, name: str, op: Op) -> cst.BaseExpression | None:
    """The same of a keyword alone, also by ``**options`` where the items of that dict are in sight."""
    found = argument(call, name, None)
    for arg in call.args if found is None else ():
        options: cst.BaseExpression | None = arg.value if arg.star == "**" else None
        if isinstance(options, cst.Name):
            scope = op.block.scope.lookup(options.value)
            writes = scope.bindings[options.value] if scope is not None else []
            options = writes[0].value if len(writes) == 1 and not writes[0].path else None
        if isinstance(options, cst.Call) and last_name(options.func) == "dict":
            return argument(options, name, None)
        for item in options.elements if isinstance(options, cst.Dict) else ():
            key = item.key if isinstance(item, cst.DictElement) else None
            if isinstance(key, cst.SimpleString) and key.evaluated_value == name:
                return item.value
    return found


def given_for(call: cst.Call, function: Function, name: str) -> cst.BaseExpression | None:
    """The expression that a call of a function (of a method on its object) gives for one of its parameters."""
    names = function.parameter_names(bound=True)
    return argument(call, name, names.index(name) if name in names else None)


def variadic(call: cst.Call, start: int) -> Iterator[cst.BaseExpression]:
    """Yield every positional argument from ``start`` on; a starred one as the expression behind the star."""
    place = 0
    for arg in call.args:
        if arg.keyword is None and arg.star != "**":
            if place >= start:
                yield arg.value
            place += 1


def is_complete(call: cst.Call) -> bool:
    """Whether every argument is visible: no ``*args`` or ``**kwargs``."""
    return not any(arg.star for arg in call.args)


def with_partial(call: Call, evaluator: Evaluator) -> cst.Call:
    """A call with the arguments that a ``partial`` adds; a value that is no literal becomes ``...``: unknown."""
    made = [value.node for value in evaluator.values(call.node.func, call) if isinstance(value, Partial)]
    if not made:
        return call.node
    given = call.node.args
    if len(made) > 1:
        return call.node.with_changes(args=[*given, cst.Arg(cst.Ellipsis(), star="*")])
    added = [arg if _is_literal(arg.value) else arg.with_changes(value=cst.Ellipsis()) for arg in made[0].args[1:]]
    first = [arg for arg in added if arg.keyword is None and not arg.star]
    return call.node.with_changes(args=[*first, *given, *(arg for arg in added if arg not in first)])


def _is_literal(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.Name):
        return node.value in {"True", "False", "None"}
    return isinstance(node, (cst.BaseNumber, cst.SimpleString))


def passes(test: ArgumentTest, call: cst.Call, evaluator: Evaluator, op: Op) -> bool:
    """Whether a call's arguments pass a test of the catalogue; unseen ones pass only where the test says so."""
    return _passes_one(test, call, evaluator, op) and all(passes(each, call, evaluator, op) for each in test.also)


def _passes_one(test: ArgumentTest, call: cst.Call, evaluator: Evaluator, op: Op) -> bool:
    given = argument(call, test.name, test.position)
    if given is None:
        return is_complete(call) and replace(test, also=()).passes_absent()
    if test.address:
        return is_address(given, evaluator, op)
    values = evaluator.values(given, op)
    if len(values) != 1:
        return test.passes(UNKNOWN_ARGUMENT)
    value = values[0]
    if isinstance(value, Constant):
        return test.passes(value.value, (f"builtins.{type(value.value).__name__}",))
    if isinstance(value, External):
        return test.passes(Symbol(value.name))
    if isinstance(value, Instance) and isinstance(value.type, str):
        return test.passes(UNKNOWN_ARGUMENT, evaluator.catalogue.lineage(value.type))
    return test.passes(UNKNOWN_ARGUMENT)


def last_name(node: cst.BaseExpression) -> str:
    """The last name of what is called: ``f`` of ``f()`` and of ``x.f()``; empty if there is none."""
    return node.attr.value if type(node) is cst.Attribute else node.value if type(node) is cst.Name else ""

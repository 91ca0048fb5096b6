"""What functions of other modules start: the parameters that they have run on a thread, as a task..."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.contexts.given import Started
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.scopes import Function, Stub, StubClass
from flake8_asyncsafe.model.values import FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.linking.linked import Linked

#: parameters are handed on through so many functions at most
_MOST_HANDS = 20


def started_parameters(linked: Linked, function: Stub) -> Iterator[tuple[str, Started]]:
    """(parameter, how) for the parameters that a function has run elsewhere, itself or by what it passes them on to."""
    names = {each.name: each.name for each in home_of(function).summary.functions[function.at].params}
    todo: list[tuple[Stub, dict[str, str]]] = [(function, names)]
    seen: set[Function] = set()
    while todo and len(seen) < _MOST_HANDS:
        stub, names = todo.pop()
        if stub in seen:
            continue
        seen.add(stub)
        for start in home_of(stub).summary.functions[stub.at].starts:
            if start.param in names:
                how = Started(Where(start.where), Form(start.form), start.api, frozenset(start.flags))
                yield names[start.param], how
        todo += _handed_on(linked, stub, names)


def started_methods(cls: StubClass) -> Iterator[tuple[str, Started]]:
    """(method, how) for the methods of its object that a class of another module has run elsewhere."""
    for function in home_of(cls).summary.functions:
        for start in function.starts if function.owner == cls.at else ():
            if start.param.startswith("self."):
                how = Started(Where(start.where), Form(start.form), start.api, frozenset(start.flags))
                yield start.param.removeprefix("self."), how


def _handed_on(linked: Linked, stub: Stub, names: dict[str, str]) -> Iterator[tuple[Stub, dict[str, str]]]:
    """The functions that a stub passes parameters on to, and what those are called there."""
    home = home_of(stub)
    for act in home.summary.functions[stub.at].acts:
        passed = {each.place: names[each.param] for each in act.arguments if each.param in names}
        if act.how != "call" or not passed:
            continue
        for value in linked.decoded(home, act.values, stub if act.on_self else None):
            if isinstance(value, (FunctionRef, Method)) and isinstance(value.function, Stub):
                callee = value.function
                params = [each.name for each in home_of(callee).summary.functions[callee.at].params]
                params = [each for each in params if each != callee.receiver]
                yield callee, dict(_onward(passed, params))


def _onward(passed: dict[int | str, str], params: list[str]) -> Iterator[tuple[str, str]]:
    for place, name in passed.items():
        if isinstance(place, str):
            yield place, name
        elif place < len(params):
            yield params[place], name

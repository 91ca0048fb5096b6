"""Decorators: what a function's name is bound to once they have run, and what each of them was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    NOTHING,
    UNKNOWN,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Value,
    Values,
    join,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.catalogue.entries import Api
    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Scope

#: decorators that leave the call protocol of what they decorate as it is; other ones may change anything
_TRANSPARENT = frozenset(
    {
        "staticmethod", "classmethod", "abstractmethod", "override", "final", "overload", "wraps", "lru_cache", "cache",
        "property", "cached_property", "abstractproperty", "no_type_check", "setter", "getter", "deleter", "deprecated",
        "contextmanager", "asynccontextmanager", "fixture", "typing_only", "runtime_checkable", "total_ordering",
    }
)  # fmt: skip

#: what the catalogue says of decorators after which the name still means the function (`Calls` knows what these give)
_KEEPING = frozenset({"transparent", "contextmanager", "asynccontextmanager", "cache"})


def keeps_protocol(name: str) -> bool:
    """Whether a decorator of that name leaves the way in which a function is called as it is."""
    return name.rpartition(".")[2] in _TRANSPARENT


def _picks_another(wrapper: Function, wrapped: cst.CSTNode | None) -> bool:
    """Whether a plain wrapper may give what another function gives that the decorator was handed.

    ``@either(fetch_async)`` makes one name of two functions, and the wrapper picks: what its call gives has the colour
    of the one or of the other.
    """
    if wrapper.is_async or wrapper.is_generator or not isinstance(wrapped, cst.Param):
        return False
    return any(
        isinstance(each.value, cst.Call) and _may_be_given(each.value.func, wrapper.scope, wrapped)
        for each in wrapper.returns
    )


def _may_be_given(callee: cst.BaseExpression, scope: Scope, wrapped: cst.Param) -> bool:
    """Whether ``callee`` may be a parameter of a function around the wrapper, other than what is decorated."""
    todo, seen = [callee], set[str]()
    while todo:
        each = todo.pop()
        if isinstance(each, cst.IfExp):
            todo += [each.body, each.orelse]
        elif isinstance(each, cst.BooleanOperation):
            todo += [each.left, each.right]
        elif isinstance(each, cst.Name) and each.value not in seen:
            seen.add(each.value)
            home = scope.lookup(each.value)
            for write in home.bindings[each.value] if home is not None else ():
                if write.how == "param" and home is not scope and write.node is not wrapped:
                    return True
                if write.how == "assign" and write.value is not None and not write.path:
                    todo.append(write.value)
    return False


class Decorators:
    """Resolves the decorators of functions."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._results: dict[Function, Values] = {}
        self._given: dict[Function, list[tuple[cst.BaseExpression, Values]]] = {}

    def result(self, function: Function) -> Values:
        """What a function's name is bound to once its decorators have run.

        A decorator that is known to keep the call protocol leaves the function itself; one of this module that returns
        a wrapper of the same colour as well (its effects join those of the function, see `wrappers`); one that
        changes the colour gives the wrapper, or what the catalogue says; any other decorator may do anything, so the
        result is unknown.
        """
        memo = self._results.get(function)
        if memo is not None:
            return memo
        self._results[function] = NOTHING  # a decorator that decorates itself
        result: Values = (FunctionRef(function),)
        if function.is_stub:
            for name, named, values in reversed(self._evaluator.outside.decorators(function)):
                if name not in _TRANSPARENT:
                    result = self._apply(self._entries(named), values, result)
            self._results[function] = result
            return result
        given = self._given[function] = []
        op = function.write
        for decorator, name in zip(
            reversed(function.decorators), reversed(list(decorator_names(function))), strict=True
        ):
            given.append((decorator, result))
            if op is not None and name.rpartition(".")[2] not in _TRANSPARENT:
                result = self._apply(self.apis(decorator, op), self._evaluator.values(decorator, op), result)
        self._results[function] = result
        return result

    def applied(self, function: Function) -> Iterator[tuple[cst.BaseExpression, Api]]:
        """Yield (decorator, entry of the catalogue) for each decorator that certainly gets the function itself."""
        op = function.write
        if not function.decorators or op is None:
            return
        self.result(function)
        for decorator, given in self._given.get(function, ()):
            if given == (FunctionRef(function),):
                for api in self.apis(decorator, op):
                    yield decorator, api

    def given(self, function: Function) -> list[tuple[cst.BaseExpression, Values]]:
        """(decorator, what it is given) in the order in which they run: from the last line to the first."""
        self.result(function)
        return self._given.get(function, [])

    def kinds(self, function: Function) -> frozenset[str]:
        """The last names of a function's decorators, and what the catalogue says that they make: also by an alias."""
        found = {name.rpartition(".")[2] for name in decorator_names(function)}
        if function.write is not None:
            for decorator in function.decorators:
                found.update(api.decorator for api in self.apis(decorator, function.write) if api.decorator)
        return frozenset(found)

    def apis(self, decorator: cst.BaseExpression, op: Op) -> tuple[Api, ...]:
        """The entries of the catalogue for a decorator, or for the call that makes one: ``@app.get("/")``."""
        named = decorator.func if isinstance(decorator, cst.Call) else decorator
        return self._entries(self._evaluator.values(named, op))

    def _entries(self, named: Values) -> tuple[Api, ...]:
        evaluator = self._evaluator
        found = (
            evaluator.catalogue.api(callee.name)
            for value in named
            for callee in evaluator.calls.callable_of(value)
            if isinstance(callee, (External, ExternalMethod))
        )
        return tuple(api for api in found if api is not None)

    def _apply(self, apis: tuple[Api, ...], values: Values, current: Values) -> Values:
        """What a decorator makes of ``current``: ``values`` is what it is, ``apis`` what the catalogue says of it."""
        results: list[Values] = []
        for api in apis:
            if api.decorator in _KEEPING:
                results.append(current)
            elif api.decorator in {"thread", "sync"} and api.returns:
                results.append((Instance(api.returns),))
        if results:
            return join(*results)
        for value in values:  # of a factory: what its call returns decorates
            function = self._called(value)
            results.append(self._wrapped(function, current) if function is not None else NOTHING)
        return join(*results) or NOTHING

    def _called(self, value: Value) -> Function | None:
        """The function that runs when a value decorates: ``@retry``, ``@registry.add``, ``@Retry(3)`` by its class."""
        if isinstance(value, (FunctionRef, Method)):
            return value.function
        if isinstance(value, Instance) and isinstance(value.type, Class):
            return self._evaluator.classes.method(value.type, "__call__")
        return None

    def _wrapped(self, decorator: Function, current: Values) -> Values:
        wrappers = self.wrappers_of(decorator)
        if not wrappers:
            return NOTHING
        if decorator in wrappers:  # returns its argument: a registry
            return current
        made = join(*(self.result(each) for each in wrappers))
        for value in current:
            if isinstance(value, FunctionRef) and any(each.is_async == value.function.is_async for each in wrappers):
                if value.function.is_generator and UNKNOWN in made:
                    return made  # a wrapper that is decorated itself: `@defer.inlineCallbacks def wrapper(...)`
                return current  # also a decorator that has a wrapper for each colour
        if self.passes_through(decorator):
            return current
        return made

    def passes_through(self, decorator: Function) -> bool:
        """Whether a plain wrapper returns what the wrapped function gives: of a coroutine function, the coroutine."""
        if decorator.is_stub:
            return self._evaluator.outside.passes_through(decorator)
        first = _decorated(decorator)
        wrapper = next(iter(self.wrappers_of(decorator)), decorator)
        return (
            isinstance(first, cst.Param)
            and wrapper is not decorator
            and not wrapper.is_async
            and not wrapper.is_generator
            and bool(wrapper.returns)
            and all(_calls(each.value, first.name.value, wrapper) for each in wrapper.returns)
        )

    def wrappers_of(self, decorator: Function) -> list[Function]:
        """The inner functions that a decorator may return (itself: its argument); empty if that is not clear."""
        if decorator.is_stub:
            return self._evaluator.outside.wraps(decorator)
        first = _decorated(decorator)
        found: list[Function] = []
        for each in decorator.returns:
            if not isinstance(each.value, cst.Name):
                return []
            if isinstance(first, cst.Param) and each.value.value == first.name.value:
                found.append(decorator)
                continue
            inner = [
                write.detail
                for write in decorator.scope.bindings.get(each.value.value, ())
                if isinstance(write.detail, Function)
            ]
            if not inner or any(_picks_another(each, first) for each in inner):
                return []
            found += inner
        return found

    def wrappers(self, function: Function) -> list[Function]:
        """The wrappers that run around every call of ``function`` (from its decorators)."""
        found: list[Function] = []
        op = function.write
        if function.is_stub:
            given = [values for _, _, values in self._evaluator.outside.decorators(function)]
        elif op is not None:
            given = [self._evaluator.values(decorator, op) for decorator in function.decorators]
        else:
            return found
        for values in given:
            for value in values:
                decorator = self._called(value)
                if decorator is not None:
                    inner = [each for each in self.wrappers_of(decorator) if each is not decorator]
                    same = [each for each in inner if each.is_async == function.is_async]
                    found += same or inner
        return found


def _decorated(decorator: Function) -> cst.CSTNode | None:
    """The parameter by which a decorator gets what it decorates: the first, behind the receiver of a method."""
    place = 1 if decorator.receiver is not None else 0
    return decorator.params[place].node if len(decorator.params) > place else None


def _calls(node: cst.BaseExpression | None, name: str, function: Function) -> bool:
    """Whether an expression of a function is a call of what is called ``name``, or a local that was bound to one."""
    if isinstance(node, cst.Name):
        writes = function.scope.bindings.get(node.value, ())
        node = writes[0].value if len(writes) == 1 and writes[0].how == "assign" and not writes[0].path else None
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == name

"""Plain wrappers around coroutine functions: what they do around the call, they do around nothing.

A call of a coroutine function returns at once; its body runs when somebody awaits the result.  A wrapper written for
plain functions (a lock, a retry loop, a timer, a ``ContextDecorator``) is therefore over before the body begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Compound, Loop, Op, Read, Try, With, Write, enclosing
from flake8_asyncsafe.model.values import (
    ClassRef,
    ContextManager,
    FunctionRef,
    Instance,
    Method,
    Partial,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Class, Function

#: parts of names by which a decorator tells coroutine functions from others, or handles what they give
_AWARE = ("corout", "await", "async", "future", "co_flags", "markcoro", "ensuredeferred")
_CONTEXT_DECORATOR = "contextlib.ContextDecorator"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A coroutine function under a plain wrapper; ``work`` says what the wrapper does around the call."""

    name: str
    decorator: cst.BaseExpression
    work: str
    context: bool
    called: bool = False


class Wrapping:
    """Questions about the decorators of one module's coroutine functions."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, str | None] = {}

    def too_early(self) -> Iterator[Wrapped]:
        """Every coroutine function under a decorator whose work is over before the body runs."""
        for function in self._module.coroutines:
            op = function.write
            if op is None or not function.decorators:
                continue
            for decorator, given in self._module.evaluator.decorators.given(function):
                if given != (FunctionRef(function),):
                    break  # what is decorated from here on is not the coroutine function any more
                work = self._of_decorator(decorator, op) or self._by_catalogue(decorator, op)
                if work is not None:
                    yield Wrapped(function.name, decorator, *work)
        yield from self._by_call()

    def _by_call(self) -> Iterator[Wrapped]:
        """The same without the ``@``: ``load = timed(api.load)``."""
        for function in self._module.functions:
            for call in function.calls:
                args, func = call.node.args, call.node.func
                # what is given is looked at last: few calls are of something that wraps
                if not args or args[0].keyword is not None or not isinstance(args[0].value, (cst.Name, cst.Attribute)):
                    continue
                work = self._of_decorator(func, call)
                if work is None or not self._module.colour.is_coroutine_function(args[0].value, call):
                    continue
                tests = " ".join(self._module.source(test) for _, test, _ in required(call)).lower()
                if not any(part in tests for part in _AWARE):
                    yield Wrapped(dotted_text(args[0].value).rpartition(".")[2], func, *work, called=True)

    def _of_decorator(self, decorator: cst.BaseExpression, op: Op) -> tuple[str, bool] | None:
        """What a decorator does around the call, if every alternative that is known does."""
        values = self._module.values(decorator, op)
        if isinstance(decorator, cst.Call):
            # of `def timed(function=None, *, level=1)` the other alternative is the decorated function itself
            values = tuple(value for value in values if not isinstance(value, Unknown))
            opened = [value.target if isinstance(value, Partial) else value for value in values]
            made = [value.function for value in opened if isinstance(value, FunctionRef)]
            values = tuple(
                value
                for value in values
                if not (isinstance(value, FunctionRef) and any(_is_inside(value.function, each) for each in made))
            )
        answers = [self._of(value) for value in values]
        return answers[0] if answers and all(answers) else None

    def _by_catalogue(self, decorator: cst.BaseExpression, op: Op) -> tuple[str, bool] | None:
        apis = self._module.evaluator.decorators.apis(decorator, op)
        if apis and all(api.decorator == "around" for api in apis):
            return "what it does", False
        return None

    def _of(self, value: Value) -> tuple[str, bool] | None:
        """What a decorator does around the call, and whether it is a context manager; None if nothing certainly."""
        work: str | None = None
        if isinstance(value, ContextManager):
            return None if value.is_async else ("its `with`", True)
        if isinstance(value, FunctionRef):
            work = self.around(value.function, 0)
        elif isinstance(value, Method):
            work = self.around(value.function, 1)
        elif isinstance(value, Partial) and isinstance(value.target, FunctionRef):
            given = [arg for arg in value.node.args[1:] if arg.keyword is None]  # `partial(decorator, name=...)`
            work = self.around(value.target.function, len(given))
        elif isinstance(value, ClassRef):
            work = self._of_class(value.cls)
        elif isinstance(value, Instance):
            if isinstance(value.type, str):
                decorates = self._module.catalogue.is_subtype(value.type, _CONTEXT_DECORATOR)
                return ("its `with`", True) if decorates else None
            call = self._module.classes.method(value.type, "__call__")
            if call is not None:
                work = self.around(call, 1)
            elif self._is_context_decorator(value.type):
                return "its `with`", True
        return (work, False) if work is not None else None

    def _is_context_decorator(self, cls: Class) -> bool:
        if self._module.classes.method(cls, "_recreate_cm") is not None:
            return False
        return any(
            base == _CONTEXT_DECORATOR or self._module.catalogue.is_subtype(base, _CONTEXT_DECORATOR)
            for base in self._module.classes.external_bases(cls)
        )

    def _of_class(self, cls: Class) -> str | None:
        """``@Counted``: the instance keeps the function and calls it in ``__call__``."""
        init = self._module.classes.method(cls, "__init__")
        call = self._module.classes.method(cls, "__call__")
        if init is None or call is None or call.is_async or call.is_generator or len(init.params) < 2:
            return None
        kept = _name(init.params[1])
        attributes = {
            name
            for each in self._module.classes.mro(cls)
            for name, writes in each.attributes.items()
            if any(isinstance(write.value, cst.Name) and write.value.value == kept for write in writes)
        }
        if any(self._is_aware(each) for each in self._methods(cls)):
            return None
        for inner in call.calls:
            func = inner.node.func
            if (
                isinstance(func, cst.Attribute)
                and func.attr.value in attributes
                and isinstance(func.value, cst.Name)
                and func.value.value == call.receiver
            ):
                return self._work(inner)
        return None

    def _methods(self, cls: Class) -> Iterator[Function]:
        members = set(self._module.classes.mro(cls))
        return (function for function in self._module.functions if function.owner in members)

    # -- decorators that are functions --------------------------------------------------------------------------------

    def around(self, decorator: Function, first: int) -> str | None:
        """What the wrapper that a decorator returns does around the call of its argument number ``first``."""
        if decorator.is_stub:
            return self._module.outside.around(decorator) or None
        if decorator not in self._memo:
            self._memo[decorator] = None
            self._memo[decorator] = self._ask(decorator, first)
        return self._memo[decorator]

    def _ask(self, decorator: Function, first: int) -> str | None:
        if decorator.is_async or decorator.is_generator or len(decorator.params) <= first:
            return None
        inside = [each for each in self._module.functions if _is_inside(each, decorator)]
        if any(each.is_async or self._is_aware(each) for each in (decorator, *inside)):
            return None
        for wrapper in inside:
            if wrapper.is_generator:
                continue
            for call in wrapper.calls:
                maker = self._maker(call, wrapper, decorator, first)
                if maker is not None and self._returns(maker, wrapper):
                    work = self._work(call)
                    if work is not None:
                        return work
        return None

    def _maker(self, call: Call, wrapper: Function, decorator: Function, first: int) -> Function | None:
        """The function that made the wrapper around its own first parameter, if that is what ``call`` calls."""
        func = call.node.func
        if not isinstance(func, cst.Name):
            return None
        home = call.block.scope.lookup(func.value)
        maker = wrapper.parent
        while maker is not None:
            if home is maker.scope:
                place = first if maker is decorator else 0
                given = len(maker.params) > place and _name(maker.params[place]) == func.value
                return maker if given and len(home.bindings[func.value]) == 1 else None
            if maker is decorator:
                return None
            maker = maker.parent
        return None

    def _returns(self, maker: Function, wrapper: Function) -> bool:
        """Whether a function gives the wrapper back, by name or through ``wraps(f)(wrapper)`` and kin."""
        for each in maker.returns:
            todo = [each.value]
            while todo:
                value = todo.pop()
                if value is not None and self._is(value, wrapper, each):
                    return True
                if isinstance(value, cst.Call):
                    todo += [arg.value for arg in value.args]
        return False

    def _is(self, expression: cst.BaseExpression, wrapper: Function, op: Op) -> bool:
        if isinstance(expression, cst.Call) or expression is wrapper.node:
            return expression is wrapper.node
        values = self._module.values(expression, op)
        return any(isinstance(value, FunctionRef) and value.function is wrapper for value in values)

    def _is_aware(self, function: Function) -> bool:
        """Whether a function looks at the colour of what it gets, or does something with awaitables."""
        for op in function.ops:
            text = ""
            if isinstance(op, Read) and isinstance(op.node, cst.BaseExpression):
                text = dotted_text(op.node)
            elif isinstance(op, Call):
                text = dotted_text(op.node.func)
            if text and any(part in text.lower() for part in _AWARE):
                return True
        return False

    # -- one wrapper --------------------------------------------------------------------------------------------------

    def _work(self, call: Call) -> str | None:
        """What stands around the call of the wrapped function; None if nothing, or if its result is looked into."""
        use = self._module.use(call.node)
        if use.kind == "bound":
            names = [target for target in use.targets if isinstance(target, cst.Name)]
            if len(names) != len(use.targets):
                return None
            reads = [read for name in names for read in self._module.reads_of(name)]
            if not all(self._only_passes(read) or self._is_of_others(read) for read in reads):
                return None
        elif use.kind not in {"returned", "dropped"}:
            return None
        for compound, block in enclosing(call.block):
            work = self._of_compound(compound, block)
            if work is not None:
                return work
        if use.kind == "bound" and any(isinstance(op, Call) for op in _after(call)):
            return "what follows the call"
        return None

    def _of_compound(self, compound: Compound, block: Block) -> str | None:
        if isinstance(compound, With) and not compound.is_async and block is compound.body:
            return f"its `with {self._module.source(compound.context)}`"
        if isinstance(compound, Try) and block is compound.body:
            return "its `try`"
        if isinstance(compound, Loop):
            return "its loop"
        return None

    def _only_passes(self, read: Read) -> bool:
        if not isinstance(read.node, cst.BaseExpression):
            return False
        use = self._module.use(read.node)
        if use.kind in {"returned", "identity", "formatted", "dropped"} or self._is_typed(read.node):
            return True
        return use.kind == "argument" and self._module.colour.rejects(use, read)

    def _is_typed(self, name: cst.BaseExpression) -> bool:
        """``isinstance(result, Deferred)``: no awaitable is meant, or the wrapper would be aware of them."""
        parent = self._module.parents.get(name)
        call = self._module.parents.get(parent) if isinstance(parent, cst.Arg) else None
        return isinstance(call, cst.Call) and _tested(call) is name

    def _is_of_others(self, read: Read) -> bool:
        """Whether a coroutine object does not get there: ``if isinstance(result, Deferred): result.addBoth(...)``."""
        name = dotted_text(read.node).partition(".")[0] if isinstance(read.node, cst.BaseExpression) else ""
        return any(
            isinstance(compound, Branch)
            and any(
                body is block and test is not None and _is_test_of(test, name)
                for (_, body), test in zip(compound.arms, compound.tests, strict=True)
            )
            for compound, block in enclosing(read.block)
        )


def _after(call: Call) -> Iterator[Op]:
    """The operations of the same function that can run after a call."""
    ways = {id(compound): block for compound, block in enclosing(call.block)}
    for op in call.function.ops[call.index + 1 :]:
        apart = any(
            isinstance(compound, Branch) and ways.get(id(compound), block) is not block
            for compound, block in enclosing(op.block)
        )
        if not apart:
            yield op


def _tested(call: cst.BaseExpression) -> cst.BaseExpression | None:
    """What an ``isinstance`` asks about."""
    if isinstance(call, cst.Call) and len(call.args) == 2 and dotted_text(call.func) == "isinstance":
        return call.args[0].value
    return None


def _is_test_of(test: cst.BaseExpression, name: str) -> bool:
    tested = _tested(test)
    return isinstance(tested, cst.Name) and tested.value == name


def _is_inside(function: Function, outer: Function) -> bool:
    if outer.is_stub:  # of functions of another module only the names tell what is inside of what
        return function.is_stub and function.qualname.startswith(f"{outer.qualname}.<locals>.")
    parent = function.parent
    while parent is not None:
        if parent is outer:
            return True
        parent = parent.parent
    return False


def _name(param: Write) -> str:
    return param.node.name.value if isinstance(param.node, cst.Param) else ""

"""Colour: which values are coroutine objects, which callables make them, and what becomes of them.

A coroutine object is inert: it does nothing until something drives it (PEP 492), and it is a plain value that can be
dropped, tested or printed by mistake.  A task is driven by the loop, but the loop's reference to it is weak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.arguments import argument
from flake8_asyncsafe.model.ops import Call, Op, Read
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.uses import Use
from flake8_asyncsafe.model.values import (
    UNKNOWN,
    ClassRef,
    Constant,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

#: methods of a task that leave it as unheld as it was
_CONFIGURE = frozenset({"set_name", "add_done_callback"})
#: callees outside this module whose result may well be callable
_MAKES_CALLABLES = frozenset(
    {
        "functools.partial", "functools.partialmethod", "operator.itemgetter", "operator.attrgetter", "operator.methodcaller",
        "builtins.getattr", "builtins.type", "builtins.super", "functools.wraps", "functools.singledispatch", "typing.cast",
    }
)  # fmt: skip
#: what turns the items of ``map`` into values, or looks at them
_CONSUMERS = frozenset(
    f"builtins.{name}" for name in ("any", "all", "sum", "min", "max", "sorted", "set", "dict", "frozenset")
) | {"builtins.str.join"}


class Colour:
    """Questions about coroutine objects and functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._weak: frozenset[cst.Call] | None = None

    # -- coroutine objects --------------------------------------------------------------------------------------------

    def coroutine(self, expression: cst.BaseExpression, op: Op) -> Coroutine | None:
        """The coroutine object that ``expression`` certainly is (every alternative agrees), or None."""
        values = self._module.values(expression, op)
        first = values[0] if values else None
        if isinstance(first, Coroutine) and all(isinstance(value, Coroutine) for value in values):
            return first
        return None

    def expressions(self) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """(expression, operation) for each expression that certainly is a coroutine object: calls and local names."""
        for function in self._module.functions:
            held: set[str] = set()
            for call in function.calls:
                if self.coroutine(call.node, call) is not None:
                    yield call.node, call
                    use = self._module.use(call.node)
                    held.update(target.value for target in use.targets if isinstance(target, cst.Name))
            for name in held:
                for read in function.scope.reads.get(name, ()):
                    node = read.node
                    while isinstance(node, cst.Attribute):
                        node = node.value  # type: ignore[assignment]
                    if isinstance(node, cst.Name) and self.coroutine(node, read) is not None:
                        yield node, read

    def is_dropped(self, node: cst.BaseExpression) -> bool:
        """Whether nobody can ever get at a value: a statement of its own, or bound to a local that nothing reads."""
        use = self._module.use(node)
        while use.kind == "element" and isinstance(use.node, (cst.BaseElement, cst.BaseDictElement, cst.BaseComp)):
            display = use.node if isinstance(use.node, cst.BaseComp) else self._module.parents.get(use.node)
            if isinstance(display, cst.GeneratorExp) or not isinstance(display, cst.BaseExpression):
                return False
            use = self._module.use(display)
            if use.kind == "bound":
                return False
        return use.kind == "dropped" or self._module.is_never_read(use)

    # -- callees ------------------------------------------------------------------------------------------------------

    def callee_names(self, use: Use, op: Op) -> frozenset[str]:
        """Canonical names of the outside API that takes a value as an argument."""
        if not isinstance(use.node, cst.Call):
            return frozenset()
        return self._module.names_of(use.node.func, op)

    def rejects(self, use: Use, op: Op) -> bool:
        """Whether the callee that a value is passed to certainly takes no coroutine object (print, json.dumps, logging)."""
        for name in self.callee_names(use, op):
            api = self._module.catalogue.api(name)
            if api is not None and api.rejects_coroutines:
                return True
        return False

    def is_async_acquire(self, op: Op) -> bool:
        """Whether an operation is ``acquire()`` on a lock of known kind."""
        if not isinstance(op, Call):
            return False
        taken = self._module.critical.acquired(op)
        return taken is not None and taken.lock.traits is not None

    # -- tasks --------------------------------------------------------------------------------------------------------

    def is_weakly_held(self, call: Call) -> bool:
        """Whether a call gives a task that only its caller keeps alive, also one that a helper here made and returned."""
        if self._weak is None:
            self._weak = frozenset(
                each.node for each in self._module.calls() if any(api.weakly_held for api in self._module.apis(each))
            )
        if call.node in self._weak:
            return all(isinstance(value, (External, ExternalMethod)) for value in self._module.targets(call))
        if not self._weak:
            return False
        values = self._module.values(call.node, call)
        return bool(values) and all(
            isinstance(value, Instance)
            and value.origin in self._weak
            and any(isinstance(target, (FunctionRef, Method)) for target in self._module.targets(call))
            for value in values
        ) and self._only_returned(values)

    def _only_returned(self, values: tuple[Value, ...]) -> bool:
        """Whether the helper does nothing else with the task: one that it also stores is kept."""
        for value in values:
            if isinstance(value, Instance) and value.origin is not None:
                use = self._module.use(value.origin)
                if use.kind != "returned":
                    return False
        return True

    def only_configured(self, node: cst.BaseExpression) -> bool:
        """``create_task(f()).set_name("x")`` as a statement: the task itself is dropped."""
        use = self._module.use(node)
        if use.kind != "attribute" or not isinstance(use.node, cst.Attribute) or use.node.attr.value not in _CONFIGURE:
            return False
        called = self._module.use(use.node)
        return called.kind == "called" and isinstance(called.node, cst.Call) and self.is_dropped(called.node)

    # -- callables ----------------------------------------------------------------------------------------------------

    def is_coroutine_function(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether calling what ``expression`` is certainly gives a coroutine object, and nothing else happens."""
        values = self._module.values(expression, op)
        return bool(values) and all(self._makes_coroutine(value) for value in values)

    def _makes_coroutine(self, value: Value) -> bool:
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (FunctionRef, Method)):
            function = value.function
            if function.kind == "lambda":
                returned = [value for each in function.returns if each.value for value in self._module.values(each.value, each)]
                return bool(returned) and all(isinstance(each, Coroutine) for each in returned)
            return function.is_coroutine
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            return api is not None and api.coroutine
        return False

    def consumes_results(self, call: Call, api: str) -> bool:
        """Whether an API that calls in place uses the results at once (``sorted(key=)``), or its own result is so used.

        ``map`` and kin are lazy: ``gather(*map(fetch, urls))`` is right.
        """
        if api not in {"builtins.map", "itertools.starmap"}:
            return True
        use = self._module.use(call.node)
        if use.kind == "argument":
            return bool(self.callee_names(use, call) & _CONSUMERS)
        if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)) and isinstance(use.node.target, cst.Name):
            reads = [
                read
                for read in self._module.reads_of(use.node.target)
                if isinstance(read.node, cst.BaseExpression)
            ]
            kinds = [self._module.use(read.node).kind for read in reads if isinstance(read.node, cst.BaseExpression)]
            return bool(kinds) and all(kind in _AS_VALUE for kind in kinds)
        return False

    def gives_no_callable(self, node: cst.Call, op: Op) -> bool:
        """Whether the result of a call certainly cannot be called: passing it as a function is a mistake."""
        targets = self._module.evaluator.calls.targets(node, op)
        if not targets:
            return False
        for target in targets:
            if isinstance(target, (FunctionRef, Method)):
                function = target.function
                if function.is_async or function.is_generator:
                    continue
                if any(each.value is not None and not self._not_callable(each.value, each) for each in function.returns):
                    return False
            elif isinstance(target, (External, ExternalMethod)):
                api = self._module.catalogue.api(target.name)
                if target.name in _MAKES_CALLABLES or (api is None and not target.name.startswith("builtins.")):
                    return False
                if api is not None and (api.decorator is not None or not (api.blocks or api.coroutine or api.returns)):
                    return False
            elif isinstance(target, ClassRef):
                return False
            else:
                return False
        return True

    def _not_callable(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> bool:
        """Whether an expression certainly is not a callable."""
        if isinstance(expression, (cst.BinaryOperation, cst.Comparison, cst.UnaryOperation, cst.BaseString, cst.BaseNumber)):
            return True
        if isinstance(expression, (cst.BaseComp, cst.List, cst.Tuple, cst.Set, cst.Dict)):
            return True
        if isinstance(expression, cst.IfExp):
            return self._not_callable(expression.body, op, depth + 1) and self._not_callable(expression.orelse, op, depth + 1)
        values = self._module.values(expression, op)
        if values and all(self._value_not_callable(value) for value in values):
            return True
        if isinstance(expression, cst.Call):
            return self._result_not_callable(expression, op)
        if isinstance(expression, cst.Name) and depth < 4:
            scope = op.block.scope.lookup(expression.value)
            writes = scope.bindings[expression.value] if scope is not None and scope.kind == "function" else []
            return bool(writes) and all(
                write.how == "aug"
                or (write.how in {"assign", "ann"} and not write.path and write.value is not None and self._not_callable(write.value, write, depth + 1))
                for write in writes
            )
        return False

    def _result_not_callable(self, node: cst.Call, op: Op) -> bool:
        """A call into a library, or a method of what one gave, makes no callable unless it is known to."""
        names = self._module.names_of(node.func, op)
        if names:
            return not names & _MAKES_CALLABLES
        inner: cst.BaseExpression = node.func
        while isinstance(inner, (cst.Attribute, cst.Call)):
            if isinstance(inner, cst.Call):
                rooted = self._module.names_of(inner.func, op)
                if rooted:
                    return not rooted & _MAKES_CALLABLES
            inner = inner.value if isinstance(inner, cst.Attribute) else inner.func
        return False

    def _value_not_callable(self, value: Value) -> bool:
        if isinstance(value, Instance):
            if isinstance(value.type, Class):
                return self._module.classes.method(value.type, "__call__") is None and self._module.classes.complete(value.type)
            return True
        return value != UNKNOWN and isinstance(value, (Constant, Display, Coroutine, Generator))

    def waits_for_own_loop(self, receiver: cst.BaseExpression, op: Op) -> bool:
        """Whether a future comes from ``run_coroutine_threadsafe`` on the loop that runs here."""
        for value in self._module.values(receiver, op):
            if isinstance(value, Instance) and value.origin is not None:
                if "asyncio.run_coroutine_threadsafe" not in self._module.names_of(value.origin.func, op):
                    continue
                loop = argument(value.origin, "loop", 1)
                for origin in self._module.values(loop, op) if loop is not None else ():
                    if isinstance(origin, Instance) and origin.origin is not None:
                        names = self._module.names_of(origin.origin.func, op)
                        if names & {"asyncio.get_running_loop", "asyncio.get_event_loop"}:
                            return True
        return False


_AS_VALUE = frozenset({"tested", "compared", "operand", "formatted", "subscripted", "index", "unpacked", "iterated", "attribute"})

__all__ = ["Colour", "Read"]

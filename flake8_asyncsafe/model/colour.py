"""Colour: which values are coroutine objects, which callables make them, and what becomes of them.

A coroutine object is inert: it does nothing until something drives it (PEP 492), and it is a plain value that can be
dropped, tested or printed by mistake.  A task is driven by the loop, but the loop's reference to it is weak.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.flow import NEXT, Flow
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Read
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.tasks.nodes import is_none, only_tells
from flake8_asyncsafe.model.values import (
    AWAITABLE,
    NOTHING,
    Coroutine,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Partial,
    Value,
    is_signature,
    known,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.uses import Use

#: what event loops are called, without underscores
_LOOPS = frozenset({"loop", "eventloop", "asyncioloop", "aioloop", "asyncloop", "mainloop"})
#: methods of a task that leave it as unheld as it was
_CONFIGURE = frozenset({"set_name", "add_done_callback"})
#: methods that keep what they are given
_STORING = frozenset({"add", "append"})
#: what turns the items of ``map`` into values, or looks at them
_CONSUMERS = frozenset(f"builtins.{name}" for name in ("any", "all", "sum", "min", "max", "sorted", "dict")) | {
    "builtins.str.join"
}


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

    def made(self, function: Function) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """(expression, operation) for each expression of a function that makes a coroutine: calls, async properties."""
        for call in function.calls:
            if self._module.targets(call) == NOTHING:
                continue
            coroutine = self.coroutine(call.node, call)
            if coroutine is not None and (coroutine.node is call.node or self._runs_helper(call)):
                yield call.node, call
        for op in function.ops if self._async_properties else ():
            if isinstance(op, Read):
                node = op.node
                while isinstance(node, cst.Attribute):
                    if node.attr.value in self._async_properties and self._is_async_property(node, op):
                        yield node, op
                    node = node.value

    def _runs_helper(self, call: Call) -> bool:
        """Whether a function here makes the coroutine of a call: ``table.pop(key)`` gives one that was there."""
        helpers = [each.function for each in self._module.targets(call) if isinstance(each, (FunctionRef, Method))]
        return bool(helpers) and not all(self._may_give_none(each) for each in helpers)

    def _may_give_none(self, function: Function) -> bool:
        """Whether a plain function either makes a coroutine or does the work itself.

        Not one that only looks whether there is any: ``if not self.peers: return``.
        """
        if function.is_stub or function.is_async or function.is_generator or not function.returns:
            return False
        works = frozenset(
            call
            for call in function.calls
            if self._module.use(call.node).kind == "dropped"
            and not any(only_tells(name) for name in self._module.names_of(call.node.func, call))
        )
        if not works:
            return False
        ways = _Ways(function, works)
        return bool(ways.run(False).get(NEXT)) or any(
            ways.before.get(each) for each in function.returns if each.value is None or is_none(each.value)
        )

    @cached_property
    def _async_properties(self) -> frozenset[str]:
        return frozenset(
            function.name for function in self._module.coroutines if function.decorators and is_property(function)
        )

    def _is_async_property(self, node: cst.Attribute, op: Op) -> bool:
        methods = [
            self._module.classes.method(value.type, node.attr.value)
            if isinstance(value, Instance) and isinstance(value.type, Class)
            else None
            for value in self._module.values(node.value, op)
        ]
        return bool(methods) and all(each is not None and each.is_coroutine and is_property(each) for each in methods)

    def expressions(self) -> Iterator[tuple[cst.BaseExpression, Op, object]]:
        """(expression, operation, which) for each expression that certainly is a coroutine object, also by name.

        ``which`` tells coroutine objects apart: a name and the expression that made what it stands for.
        """
        for function in self._module.functions:
            held = {
                param.node.name.value
                for param in function.params
                if isinstance(param.node, cst.Param) and _says_coroutine(param.detail)
            }
            for node, op in self.made(function):
                yield node, op, node
                use = self._module.use(node)
                held.update(target.value for target in use.targets if isinstance(target, cst.Name))
            given = {name for name in held if any(w.how == "param" for w in function.scope.bindings.get(name, ()))}
            reads = [read for name in held for read in function.scope.reads.get(name, ())]
            for read in sorted(reads, key=lambda each: each.index):
                name = read.node
                while isinstance(name, cst.Attribute):
                    name = name.value
                if isinstance(name, cst.Name):
                    if name.value in given and self._module.use(name).kind in {"formatted", "argument", "called"}:
                        continue  # who was given it may name it in a message; one that is called is annotated wrongly
                    coroutine = self.coroutine(name, read)
                    if coroutine is None:
                        continue
                    if not is_signature(coroutine.of) or self._module.use(name).kind != "formatted":  # to complain
                        yield name, read, (name.value, coroutine.node)

    def awaitables(self) -> Iterator[tuple[cst.Call, Op]]:
        """(call, operation) for calls of functions of which is said that what they give has to be awaited.

        It may be a task or future as well as a coroutine: to drop one is no mistake, to test it for its truth is.
        """
        for function in self._module.functions:
            for call in function.calls:
                values = self._module.values(call.node, call)
                if values and all(isinstance(value, Instance) and value.type == AWAITABLE for value in values):
                    yield call.node, call

    def only_as_value(self, use: Use) -> bool:
        """Whether something is bound to a name that is only tested or compared: nobody awaits it or passes it on."""
        targets = use.targets if use.kind == "bound" else ()
        reads = [read for target in targets if isinstance(target, cst.Name) for read in self._module.reads_of(target)]
        uses = [self._module.use(read.node) for read in reads if isinstance(read.node, cst.Name)]
        return 0 < len(uses) == len(reads) and all(
            use.kind in {"tested", "compared", "identity"} and not use.targets for use in uses
        )

    def only_tested(self, use: Use) -> str:
        """The local name that a value is bound to on some way only, and that nothing but tests ever looks at; or ""."""
        target = use.targets[0] if len(use.targets) == 1 else None
        write = self._module.write_of(target) if isinstance(target, cst.Name) and self.only_as_value(use) else None
        if write is None or not isinstance(target, cst.Name):
            return ""
        if write.block.scope.home(target.value).kind != "function":
            return ""
        reads = list(self._module.reads_of(target))
        certain = any(isinstance(read.node, cst.Name) and self.coroutine(read.node, read) for read in reads)
        return "" if certain else target.value

    def is_identified(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether a function asks what a coroutine is, so that it is meant: ``not job or not iscoroutine(job)``."""
        coroutine = self.coroutine(node, op)
        return coroutine is not None and any(
            last_name(call.node.func) in _IDENTIFY
            and any(asked and asked.node is coroutine.node for asked in self._given(call))
            for call in op.block.function.calls
        )

    def _given(self, call: Call) -> Iterator[Coroutine | None]:
        return (self.coroutine(arg.value, call) for arg in call.node.args)

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
        """Whether the callee that a value is passed to certainly takes no coroutine (print, json.dumps, logging)."""
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
        """Whether a call gives a task that only its caller keeps alive, also one that a helper made and returned."""
        if self._weak is None:
            self._weak = frozenset(
                each.node for each in self._module.calls() if any(api.weakly_held for api in self._module.apis(each))
            )
        if call.node in self._weak:
            if any(self._is_future(arg.value, call) or self._is_kept(arg.value, call) for arg in call.node.args[:1]):
                return False  # `ensure_future(task)` gives the task itself
            return all(isinstance(value, (External, ExternalMethod)) for value in self._module.targets(call))
        targets = self._module.targets(call)
        if self._module.linked and any(isinstance(target, (FunctionRef, Method)) for target in targets):
            helpers = [target.function for target in targets if isinstance(target, (FunctionRef, Method))]
            if len(helpers) == len(targets) and all(each.is_stub for each in helpers):
                return all(self._module.outside.gives_weak_task(each) for each in helpers)
        if not self._weak:
            return False
        values = self._module.values(call.node, call)
        return (
            bool(values)
            and all(
                isinstance(value, Instance)
                and value.origin in self._weak
                and any(isinstance(target, (FunctionRef, Method)) for target in self._module.targets(call))
                for value in values
            )
            and self._only_returned(values)
        )

    def gives_weak_task(self, function: Function) -> bool:
        """Whether a plain function makes a task and does nothing with it but return it."""
        if function.is_async or function.is_generator or not function.returns:
            return False
        if self._weak is None:
            self._weak = frozenset(
                each.node for each in self._module.calls() if any(api.weakly_held for api in self._module.apis(each))
            )
        values = self._module.evaluator.calls.returned(FunctionRef(function)) if self._weak else ()
        return (
            bool(values)
            and all(isinstance(value, Instance) and value.origin in self._weak for value in values)
            and self._only_returned(values)
        )

    def _is_future(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression certainly is a task or future already."""
        if isinstance(expression, cst.Call):
            apis = [self._module.catalogue.api(name) for name in self._module.names_of(expression.func, op)]
            if apis and all(api is not None and api.awaitable and not api.coroutine for api in apis):
                return True
        values = self._module.values(expression, op)
        return bool(values) and all(
            isinstance(value, Instance)
            and isinstance(value.type, str)
            and self._module.catalogue.is_subtype(value.type, "asyncio.Future")
            for value in values
        )

    def _is_kept(self, expression: cst.BaseExpression, op: Call) -> bool:
        """Whether what `ensure_future` gets has been stored before, or is returned: no coroutine, which serves once."""
        if not isinstance(expression, cst.Name) or last_name(op.node.func) != "ensure_future":
            return False
        if known(self._module.values(expression, op)):
            return False
        for read in op.function.scope.reads.get(expression.value, ()):
            use = self._module.use(read.node) if isinstance(read.node, cst.Name) else None
            if use is None or read.node is expression:
                continue
            stored = isinstance(use.node, cst.Call) and last_name(use.node.func) in _STORING
            if use.kind == "returned" or (use.kind == "argument" and stored):
                return True
        return False

    def _only_returned(self, values: tuple[Value, ...]) -> bool:
        """Whether the helper does nothing else with the task: one that it also stores is kept."""
        return all(
            isinstance(value, Instance) and value.origin is not None and self._is_only_handed_back(value.origin)
            for value in values
        )

    def _is_only_handed_back(self, node: cst.BaseExpression) -> bool:
        """``return create_task(f())``, also by a local name of which nothing else is done but to configure the task."""
        use = self._module.use(node)
        if use.kind == "returned":
            return True
        if use.kind != "bound" or not all(isinstance(target, cst.Name) for target in use.targets):
            return False
        names = [target for target in use.targets if isinstance(target, cst.Name)]
        return all(len(self._bindings(name)) == 1 for name in names) and all(
            self._hands_back(read.node) for name in names for read in self._module.reads_of(name)
        )

    def _bindings(self, target: cst.Name) -> Sequence[Write]:
        """All that a local name is bound to; nothing for one that is not of a function."""
        write = self._module.write_of(target)
        scope = write.block.scope if write is not None else None
        return scope.bindings.get(target.value, ()) if scope is not None and scope.kind == "function" else ()

    def _hands_back(self, node: cst.CSTNode | None) -> bool:
        """Whether a read of a task returns it, or configures it: neither keeps it."""
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.attr.value in _CONFIGURE:
            called = self._module.use(node)
            return called.kind == "called" and isinstance(called.node, cst.Call) and self.is_dropped(called.node)
        return isinstance(node, cst.Name) and self._module.use(node).kind == "returned"

    def only_configured(self, node: cst.BaseExpression) -> bool:
        """``create_task(f()).set_name("x")`` as a statement: the task itself is dropped."""
        use = self._module.use(node)
        if use.kind != "attribute" or not isinstance(use.node, cst.Attribute) or use.node.attr.value not in _CONFIGURE:
            return False
        if use.targets and not self._module.is_never_read(replace(use, kind="bound")):
            return False  # `(task := create_task(f())).set_name("x")`
        called = self._module.use(use.node)
        return called.kind == "called" and isinstance(called.node, cst.Call) and self.is_dropped(called.node)

    def may_be_collected(self, call: Call) -> bool:
        """Whether a call gives a task that only its caller keeps alive; what is called a loop is taken for one.

        ``bot.loop.create_task(...)``: a loop is the one thing of that name with such a method, and holds tasks weakly.
        """
        func = call.node.func
        if isinstance(func, cst.Attribute) and func.attr.value == "create_task" and self.says_loop(func.value, call):
            return True
        return self.is_weakly_held(call)

    def says_loop(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether something is called an event loop, and all that is known of it is that it may be one."""
        if last_name(expression).lower().replace("_", "") not in _LOOPS:
            return False
        return all(
            isinstance(value, Instance)
            and isinstance(value.type, str)
            and self._module.catalogue.is_subtype(value.type, "asyncio.AbstractEventLoop")
            for value in known(self._module.values(expression, op))
        )

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
            if function.is_async or function.is_generator:
                return function.is_coroutine
            if function.is_stub:
                given = self._module.outside.returned(function)
                return bool(given) and all(isinstance(each, Coroutine) for each in given)
            returned = [
                value for each in function.returns if each.value for value in self._module.values(each.value, each)
            ]
            return bool(returned) and all(isinstance(each, Coroutine) for each in returned)
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            return is_signature(value) or (api is not None and api.coroutine)
        return False

    def awaits_result(self, call: Call) -> bool:
        """``await (await to_thread(coro))``, ``job = await to_thread(coro); await job``: the coroutine is awaited."""
        use = self._module.use(call.node)
        if use.kind != "awaited" or not isinstance(use.node, cst.Await):
            return False
        result = self._module.use(use.node)
        return result.kind == "awaited" or any(
            isinstance(read.node, cst.Name) and self._module.use(read.node).kind == "awaited"
            for target in result.targets
            if isinstance(target, cst.Name)
            for read in self._module.reads_of(target)
        )

    def consumes_results(self, call: Call, api: str) -> bool:
        """Whether an API that calls in place uses the results at once (``sorted(key=)``), or its own result is so used.

        ``map`` and kin are lazy: ``gather(*map(fetch, urls))`` is right.  ``context.run(fetch, url)`` hands the
        coroutine on, for whoever awaits it.
        """
        if api == "contextvars.Context.run":
            return self.is_dropped(call.node)
        if api not in {"builtins.map", "itertools.starmap"}:
            return True
        use = self._module.use(call.node)
        if use.kind == "argument":
            return bool(self.callee_names(use, call) & _CONSUMERS)
        if (
            use.kind == "iterated"
            and isinstance(use.node, (cst.For, cst.CompFor))
            and isinstance(use.node.target, cst.Name)
        ):
            reads = [
                read for read in self._module.reads_of(use.node.target) if isinstance(read.node, cst.BaseExpression)
            ]
            kinds = [self._module.use(read.node).kind for read in reads if isinstance(read.node, cst.BaseExpression)]
            return bool(kinds) and all(kind in _AS_VALUE for kind in kinds)
        return False

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


class _Ways(Flow[bool]):
    """Whether one of some calls may have been made on the way to an operation."""

    def __init__(self, function: Function, works: frozenset[Call]) -> None:
        super().__init__(function)
        self._works = works

    def join(self, left: bool, right: bool) -> bool:
        """Made on either way."""
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:
        """A call of those was made."""
        return state or op in self._works, state


def _says_coroutine(annotation: object) -> bool:
    return isinstance(annotation, cst.Subscript) and dotted_text(annotation.value).rpartition(".")[2] == "Coroutine"


#: functions of inspect and asyncio that tell what may be awaited
_IDENTIFY = frozenset({"iscoroutine", "isawaitable", "isfuture"})
_AS_VALUE = frozenset(
    {"tested", "compared", "operand", "formatted", "subscripted", "index", "unpacked", "iterated", "attribute"}
)

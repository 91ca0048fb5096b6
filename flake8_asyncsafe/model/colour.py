"""Colour: which values are coroutine objects, which callables make them, and what becomes of them.

A coroutine object is inert: it does nothing until something drives it (PEP 492), and it is a plain value that can be
dropped, tested or printed by mistake.  A task is driven by the loop, but the loop's reference to it is weak.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.arguments import argument
from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Read, Write
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    NOTHING,
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
    from flake8_asyncsafe.model.uses import Use

#: methods of a task that leave it as unheld as it was
_CONFIGURE = frozenset({"set_name", "add_done_callback"})
#: callees outside this module whose result may well be callable
_MAKES_CALLABLES = frozenset(
    {
        "functools.partial", "functools.partialmethod", "operator.itemgetter", "operator.attrgetter",
        "operator.methodcaller",
        "builtins.getattr", "builtins.type", "builtins.super", "functools.wraps", "functools.singledispatch",
        "typing.cast",
    }
)  # fmt: skip
#: builtins whose result certainly cannot be called
_PLAIN_BUILTINS = frozenset(
    {
        "print", "str", "repr", "ascii", "format", "int", "float", "complex", "bool", "bytes", "bytearray", "len",
        "abs",
        "round", "divmod", "pow", "chr", "ord", "bin", "hex", "oct", "sum", "any", "all", "list", "tuple", "set",
        "frozenset",
        "dict", "sorted", "range", "open", "input", "hash", "id", "isinstance", "issubclass", "callable", "setattr",
        "delattr",
        "exec", "vars", "dir", "enumerate", "zip", "map", "filter", "reversed", "iter", "memoryview", "slice",
    }
)  # fmt: skip
_STDLIB = frozenset(sys.stdlib_module_names)
_CONTAINER_BUILTINS = frozenset(
    f"builtins.{name}"
    for name in (
        "list",
        "tuple",
        "set",
        "frozenset",
        "dict",
        "sorted",
        "vars",
        "iter",
        "reversed",
        "enumerate",
        "zip",
        "map",
    )
) | {"builtins.filter"}
#: modules whose functions give data (and never an element of what they were given, which might be anything)
_DATA_MODULES = frozenset(
    {
        "base64", "binascii", "bz2", "csv", "datetime", "decimal", "difflib", "fnmatch", "fractions", "getpass",
        "glob", "gzip",
        "hashlib", "hmac", "html", "io", "ipaddress", "json", "lzma", "math", "mimetypes", "os", "pathlib",
        "platform", "re",
        "secrets", "shlex", "shutil", "socket", "sqlite3", "ssl", "statistics", "string", "struct", "subprocess",
        "tarfile",
        "tempfile", "textwrap", "time", "tomllib", "traceback", "unicodedata", "urllib", "uuid", "zipfile", "zlib",
    }
)  # fmt: skip
#: modules of types that say nothing about being callable
_TYPING = frozenset({"typing", "collections", "types", "functools", "operator", "unittest"})
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
        return any(isinstance(target, (FunctionRef, Method)) for target in self._module.targets(call))

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
            given = {
                name for name in held if any(w.how == "param" for w in function.scope.bindings.get(name, ()))
            }
            reads = [read for name in held for read in function.scope.reads.get(name, ())]
            for read in sorted(reads, key=lambda each: each.index):
                name = read.node
                while isinstance(name, cst.Attribute):
                    name = name.value
                if isinstance(name, cst.Name):
                    if name.value in given and self._module.use(name).kind in {"formatted", "argument", "called"}:
                        continue  # who was given it may name it in a message; one that is called is annotated wrongly
                    coroutine = self.coroutine(name, read)
                    if coroutine is not None:
                        yield name, read, (name.value, coroutine.node)

    def only_as_value(self, use: Use) -> bool:
        """Whether something is bound to a name that is only tested or compared: nobody awaits it or passes it on."""
        targets = use.targets if use.kind == "bound" else ()
        reads = [read for target in targets if isinstance(target, cst.Name) for read in self._module.reads_of(target)]
        return bool(reads) and all(
            isinstance(read.node, cst.Name) and self._module.use(read.node).kind in {"tested", "compared", "identity"}
            for read in reads
        )

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
            if any(self._is_future(arg.value, call) for arg in call.node.args[:1]):
                return False  # `ensure_future(task)` gives the task itself
            return all(isinstance(value, (External, ExternalMethod)) for value in self._module.targets(call))
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
        if use.targets and not self._module.is_never_read(replace(use, kind="bound")):
            return False  # `(task := create_task(f())).set_name("x")`
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
            if function.is_async or function.is_generator:
                return function.is_coroutine
            returned = [
                value for each in function.returns if each.value for value in self._module.values(each.value, each)
            ]
            return bool(returned) and all(isinstance(each, Coroutine) for each in returned)
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            return api is not None and api.coroutine
        return False

    def awaits_result(self, call: Call) -> bool:
        """``await (await to_thread(coro))``: the coroutine that the thread made is awaited here."""
        use = self._module.use(call.node)
        if use.kind != "awaited" or not isinstance(use.node, cst.Await):
            return False
        return self._module.use(use.node).kind == "awaited"

    def consumes_results(self, call: Call, api: str) -> bool:
        """Whether an API that calls in place uses the results at once (``sorted(key=)``), or its own result is so used.

        ``map`` and kin are lazy: ``gather(*map(fetch, urls))`` is right.
        """
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

    def is_called_too_early(self, call: Call) -> bool:
        """Whether a call stands where a thread or process wants a function, and gives none: ``to_thread(f())``."""
        use = self._module.use(call.node)
        if use.kind != "argument" or use.through is not call.node:
            return False
        outer = next((each for each in call.function.calls if each.node is use.node), None)
        return outer is not None and any(given is call.node for _, given in self.too_early(outer))

    def too_early(self, call: Call) -> Iterator[tuple[str, cst.Call]]:
        """(API, argument) for each argument of an offloading API that wants a function and gets a result."""
        for api, runs, given in self._module.spawns.handed_over(call):
            offloads = runs.where in {Where.THREAD, Where.PROCESS} or "from_thread" in api
            if (
                offloads
                and runs.form is Form.FUNCTION
                and isinstance(given, cst.Call)
                and self.gives_no_callable(given, call)
            ):
                yield api, given

    def gives_no_callable(self, node: cst.Call, op: Op) -> bool:
        """Whether the result of a call certainly cannot be called: passing it as a function is a mistake."""
        targets = self._module.evaluator.calls.targets(node, op)
        return bool(targets) and all(self._gives_none(target, node, op) for target in targets)

    def _gives_none(self, target: Value, node: cst.Call, op: Op) -> bool:
        if isinstance(target, (FunctionRef, Method)):
            return self._returns_none(target.function)
        if isinstance(target, (External, ExternalMethod)):
            return self._library_gives_none(target.name)
        if isinstance(target, ClassRef):
            return self._value_not_callable(Instance(target.cls))
        if target == UNKNOWN and isinstance(node.func, cst.Name):
            # a parameter `job: Callable[[], int]`
            scope = op.block.scope.lookup(node.func.value)
            writes = scope.bindings[node.func.value] if scope is not None else []
            detail = writes[0].detail if len(writes) == 1 else None
            return isinstance(detail, cst.Subscript) and self._callable_result(detail, writes[0])
        if target == UNKNOWN and isinstance(node.func, cst.Attribute):
            return self._result_not_callable(node, op)  # a method of what a library gave: `sha256(data).hexdigest()`
        return False

    def _callable_result(self, annotation: cst.Subscript, op: Op) -> bool:
        index = annotation.slice[-1].slice
        if dotted_text(annotation.value).rpartition(".")[2] != "Callable" or not isinstance(index, cst.Index):
            return False
        return self._type_not_callable(index.value, op)

    def _returns_none(self, function: Function) -> bool:
        """Whether what a function returns certainly is no callable: by its annotation, else by what it returns."""
        if function.is_async or function.is_generator:
            return True
        annotation = function.node.returns if isinstance(function.node, cst.FunctionDef) else None
        if annotation is not None and function.write is not None:
            return self._type_not_callable(annotation.annotation, function.write)
        if not function.returns:
            return not _is_stub(function)
        return all(each.value is None or self._not_callable(each.value, each) for each in function.returns)

    def _type_not_callable(self, annotation: cst.BaseExpression, op: Op) -> bool:
        if isinstance(annotation, cst.Name) and annotation.value in {"None", "NoReturn", "Never"}:
            return True
        values = annotated(self._module.evaluator, annotation, op)
        return bool(values) and all(isinstance(value, Instance) and self._type_known(value) for value in values)

    def _type_known(self, value: Instance) -> bool:
        if isinstance(value.type, Class):
            return self._value_not_callable(value)
        root, _, last = value.type.partition(".")
        if root == "builtins":
            return last not in {"object", "type"}
        return self._module.catalogue.type(value.type) is not None or (root in _STDLIB and root not in _TYPING)

    def _library_gives_none(self, name: str) -> bool:
        api = self._module.catalogue.api(name)
        if name in _MAKES_CALLABLES or (api is not None and api.decorator is not None):
            return False
        root, _, last = name.partition(".")
        if root == "builtins":
            # methods of containers and iterators give back their elements, which may be anything
            return last in _PLAIN_BUILTINS or last.startswith(("str.", "bytes."))
        if root in _DATA_MODULES or (api is not None and bool(api.blocks or api.coroutine or api.returns)):
            return True
        return self._module.catalogue.type(name) is not None

    def _not_callable(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> bool:
        """Whether an expression certainly is not a callable."""
        if isinstance(
            expression, (cst.BinaryOperation, cst.Comparison, cst.UnaryOperation, cst.BaseString, cst.BaseNumber)
        ):
            return True
        if isinstance(expression, (cst.BaseComp, cst.List, cst.Tuple, cst.Set, cst.Dict)):
            return True
        if isinstance(expression, cst.IfExp):
            return self._not_callable(expression.body, op, depth + 1) and self._not_callable(
                expression.orelse, op, depth + 1
            )
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
                or (
                    write.how in {"assign", "ann"}
                    and not write.path
                    and write.value is not None
                    and self._not_callable(write.value, write, depth + 1)
                )
                for write in writes
            )
        return False

    def _result_not_callable(self, node: cst.Call, op: Op) -> bool:
        """A call into a known library, or a method of what one gave, makes no callable unless it is known to."""
        inner: cst.BaseExpression = node
        while isinstance(inner, (cst.Attribute, cst.Call)):
            if isinstance(inner, cst.Call):
                names = self._module.names_of(inner.func, op)
                if names:
                    if inner is not node and any(name in _CONTAINER_BUILTINS for name in names):
                        return False  # one of its elements
                    return all(
                        self._library_gives_none(name)
                        or (inner is not node and self._module.catalogue.api(name) is not None)
                        for name in names
                    )
                inner = inner.func
            else:
                inner = inner.value
        return False

    def _value_not_callable(self, value: Value) -> bool:
        if isinstance(value, Instance):
            if isinstance(value.type, Class):
                return self._module.classes.method(value.type, "__call__") is None and self._module.classes.complete(
                    value.type
                )
            return self._type_known(value)
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


def _says_coroutine(annotation: object) -> bool:
    return isinstance(annotation, cst.Subscript) and dotted_text(annotation.value).rpartition(".")[2] == "Coroutine"


_AS_VALUE = frozenset(
    {"tested", "compared", "operand", "formatted", "subscripted", "index", "unpacked", "iterated", "attribute"}
)

__all__ = ["Colour", "Read"]


def _is_stub(function: Function) -> bool:
    """Whether a body is only ``...`` or a docstring: what the real one returns is not known."""
    return not any(not isinstance(op, Write) for op in function.ops)

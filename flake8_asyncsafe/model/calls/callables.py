"""Callables: is the result of a call one?  ``to_thread(f())`` hands over what f gave, not f."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.scopes import Class, Function
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
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module

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


class Callables:
    """Questions about what can be called, of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def is_called_too_early(self, call: Call) -> bool:
        """Whether a call stands where a thread or process wants a function, and gives none: ``to_thread(f())``."""
        use = self._module.use(call.node)
        if use.kind != "argument" or use.through is not call.node:
            return False
        outer = self._module.call_at(use.node) if isinstance(use.node, cst.Call) else None
        return outer is not None and any(given is call.node for _, given in self.too_early(outer))

    def too_early(self, call: Call) -> Iterator[tuple[str, cst.Call]]:
        """(API, argument) for each argument of an offloading API that wants a function and gets a result."""
        for api, runs, given in self._module.spawns.handed_over(call):
            offloads = runs.where in {Where.THREAD, Where.PROCESS} or "from_thread" in api
            if (
                offloads
                and runs.form in {Form.FUNCTION, Form.CALLABLE}
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
        if function.is_stub:
            returned = self._module.outside.result(function)
            return bool(returned) and all(self._value_not_callable(value) for value in returned)
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


def _is_stub(function: Function) -> bool:
    """Whether a body is only ``...`` or a docstring: what the real one returns is not known."""
    return not any(not isinstance(op, Write) for op in function.ops)

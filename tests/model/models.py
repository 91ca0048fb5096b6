"""Models of snippets, and short ways to ask them."""

from __future__ import annotations

import ast
import textwrap

import libcst as cst

from flake8_asyncsafe import engine
from flake8_asyncsafe.model.module import Module
from flake8_asyncsafe.model.ops import Call, Op
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    UNKNOWN,
    ClassRef,
    Constant,
    ContextManager,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
)
from flake8_asyncsafe.settings import Settings


def model(source: str, **settings: object) -> Module:
    """The model of a snippet."""
    source = textwrap.dedent(source)
    return engine.model(source, "pkg/snippet.py", Settings(**settings), ast.parse(source))


def function(module: Module, name: str) -> Function:
    """The function of that qualified name."""
    found = [each for each in module.functions if each.qualname == name]
    assert found, [each.qualname for each in module.functions]
    return found[-1]


def cls(module: Module, name: str) -> Class:
    """The class of that qualified name."""
    return next(each for each in module.lowering.classes if each.qualname == name)


def call(module: Module, text: str) -> Call:
    """The call whose source is ``text``, or starts with it."""
    calls = list(module.calls())
    exact = [each for each in calls if module.source(each.node) == text]
    near = [each for each in calls if module.source(each.node).startswith(text)]
    assert exact or near, [module.source(each.node) for each in calls]
    return (exact or near)[0]


def probed(source: str) -> list[str]:
    """The values of the argument of each ``probe(...)`` in textual order of evaluation, as text."""
    module = model(source)
    return [
        shown(module.values(each.node.args[0].value, each))
        for each in module.calls()
        if isinstance(each.node.func, cst.Name) and each.node.func.value == "probe"
    ]


def probe(source: str) -> str:
    """The same of the only probe."""
    (found,) = probed(source)
    return found


def shown(values) -> str:
    return " | ".join(sorted(set(map(_one, values))))


def _one(value) -> str:
    match value:
        case Constant():
            return repr(value.value)
        case External():
            return value.name
        case ExternalMethod():
            return f"{value.name}()"
        case Instance():
            name = value.type if isinstance(value.type, str) else value.type.qualname
            inner = f"[{shown(value.element)}]" if value.element else ""
            return f"<{name}{inner}>"
        case FunctionRef():
            return f"def {value.function.qualname}"
        case Method():
            return f"method {value.function.qualname} of {value.receiver.qualname}"
        case ClassRef():
            return f"class {value.cls.qualname}"
        case Partial():
            return f"partial({_one(value.target)})"
        case Coroutine():
            return f"coroutine {_one(value.of)}"
        case Generator():
            return f"generator {_one(value.of)}"
        case ContextManager():
            return f"context {_one(value.of)}"
        case Display():
            return type(value.node).__name__
    assert value == UNKNOWN
    return "?"


def line(module: Module, op: Op) -> int:
    """The line of an operation."""
    return module.line(op.node)

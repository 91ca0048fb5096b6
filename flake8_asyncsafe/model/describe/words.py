"""Values, places and paths in words, for the print of a model."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.calls.sites import Site
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.scopes import Class, Function, Stub
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
    Value,
    Values,
)

if TYPE_CHECKING:
    import libcst as cst

    from flake8_asyncsafe.model.module import Module

_LONGEST = 60
_DEEPEST = 3


def shown(path: str) -> str:
    """A path as it is printed: from the current directory, if it is in there."""
    try:
        inner = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if inner.startswith(os.pardir) else inner


class Words:
    """Speaks about the things of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def text(self, node: cst.CSTNode) -> str:
        """The text of a node on one line, shortened."""
        found = self._module.locator.text(node, _LONGEST) if self._module.locator is not None else None
        return found if found is not None else self._module.source(node)

    def function(self, function: Function) -> str:
        """A function by its name and line."""
        if function.kind == "module":
            return "the module"
        if isinstance(function, Stub):
            home = home_of(function)
            return f"{home.name}.{function.qualname}, {shown(home.path)}:{function.line}"
        return f"{function.qualname}, line {self._module.line(function.node)}"

    def cls(self, cls: Class) -> str:
        """A class by its name, and the module if that is another one."""
        return f"{home_of(cls).name}.{cls.qualname}" if cls.is_stub else cls.qualname

    def place(self, node: cst.CSTNode) -> str:
        """Where a step of a chain is: on which line, and of which file if that is another one."""
        if type(node) is Site:
            return f"{shown(node.file)}:{node.line}"
        return f"line {self._module.line(node)}"

    def values(self, values: Values) -> str:
        """What an expression may be; "" if nothing is known of it."""
        if all(value == UNKNOWN for value in values):
            return ""
        return " | ".join(dict.fromkeys(self.value(value) for value in values))

    def value(self, value: Value, depth: int = 0) -> str:
        """One value."""
        if isinstance(value, Constant):
            text = repr(value.value)
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
        if isinstance(value, External):
            return value.name
        if isinstance(value, ExternalMethod):
            return f"{value.name} (method)"
        if isinstance(value, Instance):
            name = self.cls(value.type) if isinstance(value.type, Class) else value.type.removeprefix("builtins.")
            return f"<{name}{self._inner(value.element, depth)}>"
        if isinstance(value, FunctionRef):
            return f"function {self.function(value.function)}"
        if isinstance(value, Method):
            of = "" if value.function.owner is value.receiver else f" on {self.cls(value.receiver)}"
            return f"method {self.function(value.function)}{of}"
        if isinstance(value, ClassRef):
            if value.cls.is_stub:
                return f"class {self.cls(value.cls)}"
            return f"class {value.cls.qualname}, line {self._module.line(value.cls.node)}"
        if isinstance(value, Display):
            kind = type(value.node).__name__
            return {"GeneratorExp": "<generator expression>"}.get(kind, f"<{kind.removesuffix('Comp').lower()}>")
        if isinstance(value, (Partial, Coroutine, Generator, ContextManager)):
            inner = value.target if isinstance(value, Partial) else value.of
            kind = "context manager" if isinstance(value, ContextManager) else type(value).__name__.lower()
            return f"<{kind} of {self.value(inner, depth + 1) if depth < _DEEPEST else '...'}>"
        return "?"

    def _inner(self, values: Values, depth: int) -> str:
        if all(value == UNKNOWN for value in values):
            return ""
        return f" of {' | '.join(self.value(value, depth + 1) for value in values) if depth < _DEEPEST else '...'}"

"""Values, places and paths in words, for the print of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    Value,
    Values,
)

if TYPE_CHECKING:
    import libcst as cst

    from flake8_asyncsafe.model.module import Module

_LONGEST = 60
_DEEPEST = 3


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
        return f"{function.qualname}, line {self._module.line(function.node)}"

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
            name = value.type.qualname if isinstance(value.type, Class) else value.type.removeprefix("builtins.")
            return f"<{name}{self._inner(value.element, depth)}>"
        if isinstance(value, FunctionRef):
            return f"function {self.function(value.function)}"
        if isinstance(value, Method):
            of = "" if value.function.owner is value.receiver else f" on {value.receiver.qualname}"
            return f"method {self.function(value.function)}{of}"
        if isinstance(value, ClassRef):
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

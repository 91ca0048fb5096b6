"""Taking a finished model apart, so that reference counts free it.

A model is full of cycles: operations and blocks, functions and scopes, the parts that answer questions and the module
they ask.  Left alone it would keep the whole tree alive until the garbage collector has visited every node of it, in a
process that lints hundreds of files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Compound

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Class, Function, Scope

_PACKAGE = "flake8_asyncsafe.model."
#: what outlives the model of a file: the summaries of others
_SHARED = f"{_PACKAGE}linking."


def dispose(module: Module) -> None:
    """Break every cycle of a model; nothing of it may be used afterwards."""
    lowering = module.lowering
    for function in lowering.functions:
        _scatter(function.body)
        for op in function.ops:
            del op.node
    scopes = [lowering.module.scope]
    while scopes:
        scope = scopes.pop()
        scopes.extend(scope.children)
        _strip(scope)
    for function in lowering.functions:
        _strip(function)
    for cls in lowering.classes:
        _strip(cls)
    _clear(module)


def forget(module: Module) -> None:
    """Break the cycles of a model whose lowered text is still needed, by another model of it."""
    _clear(module, keep=module.lowering)


def _scatter(body: Block) -> None:
    stack = [body]
    while stack:
        block = stack.pop()
        for item in block.items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
        block.items.clear()
        block.owner = None


def _strip(each: Function | Class | Scope) -> None:
    for name in type(each).__slots__:
        if hasattr(each, name):
            delattr(each, name)


def _clear(root: object, keep: object = None) -> None:
    """Empty the attributes of the model's parts, and of the parts in their tables."""
    stack = [root]
    parts = _PARTS
    while stack:
        part = stack.pop()
        if part is keep:
            continue
        if isinstance(part, dict):
            stack.extend([value for value in part.values() if parts[type(value)]])
            part.clear()
        elif parts[type(part)]:
            attributes = vars(part)
            stack.extend([value for value in attributes.values() if isinstance(value, dict) or parts[type(value)]])
            attributes.clear()


class _Parts(dict[type, bool]):
    """Whether the objects of a type are parts of a model."""

    def __missing__(self, kind: type) -> bool:
        home = kind.__module__
        known = self[kind] = home.startswith(_PACKAGE) and not home.startswith(_SHARED) and kind.__dictoffset__ != 0
        return known


_PARTS = _Parts()

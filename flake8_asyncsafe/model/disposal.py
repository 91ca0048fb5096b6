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


def _clear(root: object) -> None:
    """Empty the attributes of the model's parts, and of the parts in their tables."""
    stack = [root]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            stack.extend(value for value in part.values() if _is_part(value))
            part.clear()
        elif _is_part(part):
            attributes = vars(part)
            stack.extend(value for value in attributes.values() if isinstance(value, dict) or _is_part(value))
            attributes.clear()


def _is_part(value: object) -> bool:
    home = type(value).__module__
    return home.startswith(_PACKAGE) and not home.startswith(_SHARED) and hasattr(value, "__dict__")

"""What tells the attributes of a class's objects apart, where no expression of the module names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.identity import Lock, Path

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class


def attribute_key(module: Module, cls: Class, name: str) -> tuple[object, ...]:
    """The key of ``self.name`` in the methods of a class (`Locks.owned`, `Accesses.key`)."""
    return module.locks.owned(Lock(Path(("self", cls), (name,)), name, None))

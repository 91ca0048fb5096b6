"""What classes of other modules do with channels that their objects have: attributes of an instance, or of a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A call of a ``method`` on the channel ``attribute``, of a ``type``, in the method ``function`` at a ``place``.

    ``held`` are the locks, attributes of the same object, that it has then or had to take before; ``needs`` those that
    who receives takes around it or before the next time, as `locks.order` calls them.  ``last`` is whether a put may be
    the last one, that ends its receiver.
    """

    attribute: str
    method: str
    type: str
    function: str
    place: str
    held: frozenset[str]
    needs: frozenset[tuple[str, ...]]
    last: bool


class UsesAbroad:
    """Finds them for the expressions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def of(self, expression: cst.BaseExpression, op: Op) -> Iterator[tuple[Class, ChannelUse]]:
        """(class of the object, use) for each use of the channel that an attribute of an object is."""
        if self._module.linked and isinstance(expression, cst.Attribute):
            for value in self._module.values(expression.value, op):
                if isinstance(value, Instance) and isinstance(value.type, Class):
                    yield from self.of_class(value.type, expression.attr.value)

    def of_class(self, cls: Class, attribute: str = "") -> Iterator[tuple[Class, ChannelUse]]:
        """The same of all channels that objects of a class have, or of one: by methods that nothing here replaces."""
        for base in self._module.classes.mro(cls):
            for use in self._module.outside.channel_uses(base) if base.is_stub else ():
                method = self._module.classes.method(cls, use.function)
                if (not attribute or use.attribute == attribute) and (method is None or method.is_stub):
                    yield cls, use

"""What is put into containers that are made empty: ``self._calls = {}``, and elsewhere ``self._calls[key] = future``.

A container without an annotation holds what the stores in sight put there.  It is told from others by the display or
call that makes it.  Objects only: callables are another matter (see `dispatch.registries`), and data tells nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.uses import use_of
from flake8_asyncsafe.model.values import NONE, NOTHING, UNKNOWN, Display, Foreign, Instance, Value, Values, join

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator

#: containers of which a subscript gives the values and a loop the keys
TABLES = frozenset(
    {"builtins.dict", "collections.OrderedDict", "weakref.WeakValueDictionary", "weakref.WeakKeyDictionary"}
)
_CONTAINERS = TABLES | {"builtins.list", "builtins.set", "collections.deque", "weakref.WeakSet"}
#: methods that put their last argument into a container
_PUT = frozenset({"append", "appendleft", "add", "insert", "setdefault"})
#: of a container into which more is put nothing is said
_MOST = 12


class Kept:
    """Answers for the containers of one module."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    def elements(self, container: Value) -> Values:
        """What is put into a container that was made empty; `NOTHING` if that cannot be said."""
        node = _made_by(container)
        if node is None:
            return NOTHING
        key = (Kept, node)
        known = self._evaluator.recall(key)
        if known is not None:
            return known
        if not self._evaluator.guarded(key):
            return NOTHING
        cuts = self._evaluator.cuts
        try:
            found = self._put_into(node)
        finally:
            self._evaluator.leave(key)
        self._evaluator.remember(key, found, cuts)
        return found

    def _put_into(self, node: cst.BaseExpression) -> Values:
        stores = [store for name in set(self._names(node)) for store in self._stores.get(name, ())]
        if len(stores) > _MOST:
            return NOTHING
        values = self._evaluator.values
        found = join(
            *(
                values(given, op)
                for held, given, op in stores
                if any(_made_by(value) is node for value in values(held, op))
            )
        )
        return tuple(dict.fromkeys(value if self._counts(value) else UNKNOWN for value in found)) or NOTHING

    def _counts(self, value: Value) -> bool:
        if isinstance(value, Instance) and isinstance(value.type, str):
            return not value.type.startswith("builtins.")
        return isinstance(value, (Instance, Foreign)) or value == NONE

    def _names(self, node: cst.BaseExpression) -> list[str]:
        """The last names that a new container is bound to."""
        return [last_name(target) for target in use_of(node, self._evaluator.lowering.parents).targets]

    @cached_property
    def _stores(self) -> dict[str, list[tuple[cst.BaseExpression, cst.BaseExpression, Op]]]:
        """(container, what is put there, operation) by the last name of the container."""
        found: dict[str, list[tuple[cst.BaseExpression, cst.BaseExpression, Op]]] = {}
        for function in self._evaluator.lowering.functions:
            for op in function.ops:
                if type(op) is Write and type(op.node) is cst.Subscript and op.how == "assign":
                    held, given = op.node.value, op.value if not op.path else None
                elif type(op) is Call and type(op.node.func) is cst.Attribute and op.node.func.attr.value in _PUT:
                    last = op.node.args[-1] if op.node.args else None
                    held, given = op.node.func.value, last.value if last is not None and not last.star else None
                else:
                    continue
                if given is not None and (name := last_name(held)):
                    found.setdefault(name, []).append((held, given, op))
        return found


def _made_by(value: Value) -> cst.BaseExpression | None:
    """The display or call that makes a container, if it makes it empty."""
    if isinstance(value, Display):
        node = value.node
        return node if isinstance(node, (cst.Dict, cst.List)) and not node.elements else None
    if isinstance(value, Instance) and value.type in _CONTAINERS and not value.element:
        return value.origin if value.origin is not None and not value.origin.args else None
    return None

"""Which method a call calls, and on what: directly, or by a name that stands for the bound method."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Call, Op, Write
    from flake8_asyncsafe.model.scopes import Scope


def called_method(call: Call) -> tuple[cst.BaseExpression, str, Op] | None:
    """(subject, method, where the subject is looked up): of ``t.run()``, and of ``run()`` after ``run = t.run``."""
    func = call.node.func
    if type(func) is cst.Attribute:
        return func.value, func.attr.value, call
    write = bound_once(func.value, call.block.scope) if type(func) is cst.Name else None
    value = bound_value(write) if write is not None else None
    if write is not None and type(value) is cst.Attribute:
        return value.value, value.attr.value, write
    return None


def bound_once(name: str, scope: Scope) -> Write | None:
    """The one assignment that gives a name its value, as seen from a scope; None if there are several, or others."""
    home = scope.lookup(name)
    writes = home.bindings.get(name, ()) if home is not None else ()
    return writes[0] if len(writes) == 1 and writes[0].how in {"assign", "ann", "walrus"} else None


def bound_value(write: Write) -> cst.BaseExpression | None:
    """The expression that an assignment gives its target; None where it takes apart what it does not write out."""
    return write.value if not write.path else None

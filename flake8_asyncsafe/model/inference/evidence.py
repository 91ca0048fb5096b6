"""What the code around a call gives away about an object of which nothing else is known.

``except queue.Empty:`` around ``source.get(timeout=1)`` says what kind of queue ``source`` is, whatever its annotation:
a protocol, a type of another module, nothing.  Only what leaves no doubt is taken for evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Try, enclosing
from flake8_asyncsafe.model.values import NOTHING, ExternalMethod, Instance, Method, Value, Values

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Handler

#: (method, exception that only this kind of object raises from it) -> kind
_RAISED_BY = {("get", "queue.Empty"): "queue.Queue", ("put", "queue.Full"): "queue.Queue"}
_PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})
METHODS = frozenset(method for method, _ in _RAISED_BY)


def by_handler(module: Module, call: Call, found: Values) -> Values:
    """The method that a call on an unknown object must be, by what the handlers around the call expect it to raise.

    ``found`` is what is known of the callee without that: nothing, or a method of a type that the catalogue lacks.
    """
    func = call.node.func
    if not isinstance(func, cst.Attribute) or not _waits(func.attr.value, call.node):
        return found
    if found == NOTHING:
        known = module.values(func.value, call) != NOTHING
    else:
        known = any(_is_known(module, value) for value in found)
    if known:
        return found
    for compound, block in enclosing(call.block):
        if not isinstance(compound, Try) or block is not compound.body:
            continue
        for handler in compound.handlers:
            for expression in _expected(handler):
                for name in module.names_of(expression, call):
                    kind = _RAISED_BY.get((func.attr.value, name))
                    if kind is not None:
                        return (ExternalMethod(f"{kind}.{func.attr.value}", Instance(kind)),)
    return found


def _is_known(module: Module, value: Value) -> bool:
    """Whether a callee is code of some class: not a member of a protocol, nor of a type that the catalogue lacks."""
    if isinstance(value, ExternalMethod):
        return module.catalogue.type(value.name.rpartition(".")[0]) is not None
    owner = value.function.owner if isinstance(value, Method) else None
    return owner is None or not _PROTOCOLS.intersection(module.classes.external_bases(owner))


def _expected(handler: Handler) -> list[cst.BaseExpression]:
    """The exception types that a handler names."""
    if isinstance(handler.type, cst.Tuple):
        return [element.value for element in handler.type.elements]
    return [handler.type] if handler.type is not None else []


def _waits(method: str, call: cst.Call) -> bool:
    """Whether the arguments are those of a queue: ``get("key")`` asks a mapping."""
    positional = [arg.value for arg in call.args if arg.keyword is None]
    if method == "get":
        return all(isinstance(value, cst.Name) and value.value in {"True", "False"} for value in positional[:1])
    return bool(positional)

"""Objects that hold others, as the catalogue describes them: ``item``, ``Self``, ``QuerySet[item]``, ``type[User]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.values import NOTHING, External, Instance, Values

if TYPE_CHECKING:
    import libcst as cst


def made(reference: str, receiver: Instance | None, origin: cst.Call | None = None) -> Values:
    """What a reference of the catalogue stands for; ``receiver`` is the object whose attribute or method gives it."""
    if reference == "item":
        return receiver.element if receiver is not None and receiver.element else NOTHING
    if reference == "Self":
        return (Instance(receiver.type, origin),) if receiver is not None else NOTHING
    name, bracket, held = reference.partition("[")
    if name == "type" and bracket:
        return (External(held.removesuffix("]")),)
    element: Values = ()
    if bracket and receiver is not None:
        element = (Instance(receiver.type),) if held == "Self]" else receiver.element
    return (Instance(name, origin, element),)

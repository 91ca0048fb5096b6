"""Objects of their own: whether two threads that run methods of one class have an object each.

They have if one of the two has made the object on its way to the method, and has not let the other get at it: by
starting it from within that object (``Thread(target=self.run)``), by handing the object or a method of it out where
the other is started, or because the other is a nested function that reads the variable.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.values import ClassRef, Method

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.effects import Step
    from flake8_asyncsafe.model.contexts import Concurrency, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Read, Write
    from flake8_asyncsafe.model.scopes import Class, Function

#: what is done with an object without letting anybody else have it
_KEEPS = frozenset({"tested", "identity", "compared", "formatted", "iterated", "dropped", "context"})


class OwnObjects:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)

    def has_own(self, function: Function, found: Concurrency, *, others: bool = False) -> bool:
        """Whether the two threads work on objects of their own, where a method has to do with `self`.

        ``others``: it may also be about the object of another such thread, ``self.previous.done``.
        """
        entry, owner = found.first.context.entry.owner, function.owner
        alike = found.are_alike_and_own and not (others and found.first.context is not found.second.context)
        if alike and entry is not None and owner in self._module.classes.mro(entry):
            return True  # `self` is the thread itself
        if any(self._is_thread(reach, owner) for reach in (found.first, found.second)):
            return False  # the object that was made is the thread, which runs on it too
        return self._makes_its_own(found.first, found.second) or self._makes_its_own(found.second, found.first)

    def is_kept(self, name: str, owner: Class, function: Function, found: Concurrency) -> bool:
        """Whether a variable has an object that its function made, of which the other thread does not get hold."""
        writes = function.scope.bindings.get(name, ())
        if not writes or not all(self._makes(write) for write in writes):
            return False
        other = found.second if found.first.function is function else found.first
        return not self._is_thread(other, owner) and not self._gets(other, function, name)

    def _is_thread(self, reach: Reach, owner: Class | None) -> bool:
        """Whether a context runs on objects of a class (or one derived from it) that are threads themselves."""
        entry = reach.context.entry.owner if reach.context.own else None
        return entry is not None and owner in self._module.classes.mro(entry)

    def _makes_its_own(self, reach: Reach, other: Reach) -> bool:
        """Whether the way to a method leads through an object made on it, which the other side does not get."""
        steps = reach.via
        for at, step in enumerate(steps):
            name = self._made(step)
            if name is None:
                continue
            inside = {each.function for each in steps[at + 1 :]} | {reach.function}
            if not self._starts_inside(other, inside) and not (name and self._gets(other, step.function, name)):
                return True
        return False

    def _made(self, step: Step) -> str | None:
        """The variable with the object that a call is made on, "" for `Counter().add()`; None if it was made before."""
        func = step.node.func if isinstance(step.node, cst.Call) else None
        if not isinstance(func, cst.Attribute):
            return None
        if isinstance(func.value, cst.Call):
            return ""
        if not isinstance(func.value, cst.Name):
            return None
        writes = step.function.scope.bindings.get(func.value.value, ())
        return func.value.value if writes and all(self._makes(write) for write in writes) else None

    def _makes(self, write: Write) -> bool:
        if not isinstance(write.value, cst.Call) or write.path:
            return False
        return write.how == "with" or any(
            isinstance(value, ClassRef) for value in self._module.values(write.value.func, write)
        )

    # -- the other side -----------------------------------------------------------------------------------------------

    def _started_in(self, other: Reach, function: Function) -> list[Op] | None:
        """Where a function starts the other, itself or through what it calls; None if it does not."""
        site = other.context.site
        found = self._contexts.order.starts(other.context).get(function) if site is not None else None
        return found or ([site] if site is not None and site.function is function else None)

    def _starts_inside(self, other: Reach, inside: set[Function]) -> bool:
        """Whether the other is started by a method that runs on the object."""
        return any(_is_method(function) and self._started_in(other, function) for function in inside)

    def _gets(self, other: Reach, maker: Function, name: str) -> bool:
        """Whether the other gets an object that is in the variable ``name`` of the function that made it."""
        theirs = {each.function for each in other.via} | {other.function, other.context.entry}
        started = self._started_in(other, maker) or []
        if any(_is_called_on(op, name) for op in started):
            return True  # it starts a thread of its own
        for read in maker.scope.read_anywhere(name):
            if read.function is not maker:
                if read.function in theirs:
                    return True
            elif started and self._is_let_out(read, name):
                return True
        return False

    def _is_let_out(self, read: Read, name: str) -> bool:
        """Whether a read hands out the object, or a method of it."""
        node = read.node
        if isinstance(node, cst.Name) and node.value == name:
            use = self._module.use(node)
            return use.kind not in _KEEPS and use.kind not in {"attribute", "called", "subscripted"}
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name) and node.value.value == name:
            kind = self._module.use(node).kind
            return kind != "called" and any(isinstance(value, Method) for value in self._module.values(node, read))
        return False


def _is_called_on(op: Op, name: str) -> bool:
    """``counter.start()``."""
    func = op.node.func if isinstance(op.node, cst.Call) else None
    return isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name) and func.value.value == name


def _is_method(function: Function) -> bool:
    """Whether a function is a method, or stands in one."""
    each: Function | None = function
    while each is not None and each.owner is None:
        each = each.parent
    return each is not None

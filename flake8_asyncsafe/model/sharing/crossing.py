"""Objects that cross from one thread to another: those that may not leave theirs, and those that one may use at a time.

An object crosses in the arguments of what is started, or because code on a thread uses what other code has made: an
attribute, a global, a variable of the function around it.  Whether it may is a question of its traits.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.contexts.bound import BoundArguments
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Iterate, Loop, Read, Write
from flake8_asyncsafe.model.sharing.accesses import Accesses
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.model.traits.auto import Traits
from flake8_asyncsafe.model.values import Generator, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.model.traits.auto import Lack


@dataclass(frozen=True, slots=True)
class Crossing:
    """``node`` is where another thread gets an object of type ``name``; ``why`` the catalogue's reason."""

    node: cst.CSTNode
    text: str
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameter ``name`` of the entry of ``context`` is given ``value``, by ``expression`` at ``op``."""

    context: Context
    name: str
    expression: cst.BaseExpression
    op: Op
    value: Instance | Generator


@dataclass(frozen=True, slots=True)
class _Use:
    """``op`` of ``function``, which certainly runs on a thread, uses ``subject``: calls a method, takes an item."""

    function: Function
    reach: Reach
    op: Op
    subject: cst.BaseExpression


class Crossings:
    """The crossings of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)
        self._traits = module.ask(Traits)

    def not_send(self) -> Iterator[Crossing]:
        """Each object that may not leave its thread and gets to another one."""
        told: list[Instance | Generator] = []
        for given in self._given:
            lack = self._traits.lack(given.value, "send")
            if lack is not None and self._touches(given, lack):
                told.append(given.value)
                yield self._put(self._hand_over(given), given.expression, lack)
        for use in self._uses:
            value = self._used(use)
            lack = self._traits.lack(value, "send") if value is not None else None
            if value is None or lack is None or lack.path or not self._comes_from_elsewhere(value, use):
                continue
            if any(_is_same(value, each) for each in told):
                continue  # it has been said where the thread gets it
            yield self._put(use.op.node, use.subject, lack)

    def not_sync(self) -> Iterator[Crossing]:
        """Each object that one thread at a time may use and several get."""
        reported: set[cst.CSTNode] = set()
        told: list[Instance | Generator] = []
        for given in self._given:
            lack = self._unsynced(given.value)
            if (
                lack is not None
                and given.expression not in reported
                and self._is_given_to_several(given)
                and not self._is_guarded(given)
                and self._touches(given, lack)
            ):
                # of several that get it, one report
                reported.update(each.expression for each in self._given if _is_same(each.value, given.value))
                told.append(given.value)
                yield self._put(self._hand_over(given), given.expression, lack)
        for use in self._uses:
            value = self._used(use)
            lack = self._unsynced(value) if value is not None else None
            if value is None or lack is None or lack.path or self._module.ask(Accesses).held(use.op):
                continue
            if not self._comes_from_elsewhere(value, use) or use.reach.context.own:
                continue
            if any(_is_same(value, each) for each in told):
                continue
            if self._contexts.concurrent(use.function, use.function, use.op, use.op) is not None:
                yield self._put(use.op.node, use.subject, lack)

    def _unsynced(self, value: Instance | Generator) -> Lack | None:
        """Why several threads may not use a value at a time; what may not leave its thread is ASF702's."""
        return None if self._traits.lack(value, "send") is not None else self._traits.lack(value, "sync")

    # -- what is given ------------------------------------------------------------------------------------------------

    @cached_property
    def _given(self) -> list[_Given]:
        """What threads are started with."""
        if not self._contexts.starts_threads:
            return []
        found: list[_Given] = []
        seen: set[cst.BaseExpression] = set()
        bound = BoundArguments(self._module)
        for context in self._contexts.contexts:
            if context.kind is not Kind.THREAD:
                continue
            for name, expression, op in (*bound.parameters(context), *self._of_thread_class(context)):
                if expression in seen:
                    continue
                seen.add(expression)
                for value in self._module.values(expression, op):
                    if isinstance(value, (Instance, Generator)):
                        found.append(_Given(context, name, expression, op, value))
                        break
        return found

    def _of_thread_class(self, context: Context) -> Iterator[tuple[str, cst.BaseExpression, Op]]:
        """(attribute, expression, place) for what the objects of a ``Thread`` class of the module are made with."""
        entry = context.entry
        if entry.owner is None or entry.name != "run" or entry.receiver is None:
            return
        for name, param in self._kept(entry.owner).items():
            for call in self._contexts.made(entry.owner):
                given = argument(call.node, param[0], param[1])
                if given is not None:
                    yield f"{entry.receiver}.{name}", given, call

    def _kept(self, cls: Class) -> dict[str, tuple[str, int]]:
        """Of each attribute that the constructor binds to one of its parameters: that parameter's name and place."""
        init = self._module.classes.method(cls, "__init__")
        if init is None or init.is_stub:
            return {}
        names = init.parameter_names(bound=True, stars=False)
        found: dict[str, tuple[str, int]] = {}
        for op in init.ops:
            if isinstance(op, Write) and op.how in {"assign", "ann"} and isinstance(op.value, cst.Name):
                text = dotted_text(op.node) if isinstance(op.node, cst.Attribute) else ""
                if text.startswith(f"{init.receiver}.") and op.value.value in names:
                    found[text.partition(".")[2]] = (op.value.value, names.index(op.value.value))
        return found

    def _hand_over(self, given: _Given) -> cst.CSTNode:
        """Where the thread gets it: at the argument, or where a partial is handed over that was made before."""
        site = given.context.site
        in_partial = isinstance(given.op, Call) and "functools.partial" in self._module.names_of(
            given.op.node.func, given.op
        )
        return site.node if in_partial and site is not None else given.expression

    def _is_given_to_several(self, given: _Given) -> bool:
        """Whether several threads that may run at a time get the same object."""
        if any(not self._is_made_in(loop, given.expression, given.op) for loop in loops_around(given.op)):
            return True
        return any(
            other.op is not given.op
            # reported is the one that gets it second
            and (other.op.function is not given.op.function or other.op.index < given.op.index)
            and _is_same(other.value, given.value)
            and (given.context is other.context or self._contexts.may_overlap(given.context, other.context))
            for other in self._given
        )

    def _is_made_in(self, loop: Loop, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether each turn of a loop makes an object of its own: in place, or bound to a name in the loop."""
        if isinstance(expression, cst.Call):
            return True
        if not isinstance(expression, cst.Name):
            return False
        scope = op.block.scope.lookup(expression.value)
        writes = scope.bindings.get(expression.value, []) if scope is not None else []
        return bool(writes) and all(
            write.function is op.function
            and is_inside(write, loop)
            and (not isinstance(write.value, cst.Name) or self._is_made_in(loop, write.value, write))
            for write in writes
        )

    def _is_guarded(self, given: _Given) -> bool:
        """Whether what is started uses the object, and always under a lock."""
        held = [
            self._module.ask(Accesses).held(op)
            for op, subject in _uses_of(given.context.entry)
            if f"{dotted_text(subject)}.".startswith(f"{given.name}.")
        ]
        return bool(held) and all(held)

    def _touches(self, given: _Given, lack: Lack) -> bool:
        """Whether the thread is seen to use the part of the object that lacks the trait."""
        if not lack.path:
            return True
        return any(
            isinstance(op, Read)
            and isinstance(op.node, cst.Attribute)
            and lack.path[-1] in dotted_text(op.node).split(".")[1:]
            for function in self._reached(given.context)
            for op in function.ops
        )

    def _reached(self, context: Context) -> list[Function]:
        return [
            function
            for function in self._module.functions
            if any(reach.context is context for reach in self._contexts.of(function))
        ]

    # -- what is used -------------------------------------------------------------------------------------------------

    @cached_property
    def _uses(self) -> list[_Use]:
        """The uses by code that certainly runs on a thread: of each subject in a function the first."""
        if not self._contexts.starts_threads:
            return []
        found: list[_Use] = []
        for function in self._module.functions:
            reach = self._contexts.on_thread(function)
            if reach is None:
                continue
            seen: set[str] = set()
            for op, subject in _uses_of(function):
                text = self._module.source(subject)
                if text not in seen:
                    seen.add(text)
                    found.append(_Use(function, reach, op, subject))
        return found

    def _used(self, use: _Use) -> Instance | Generator | None:
        """The object that is used, if what it is and where it was made is known."""
        for value in self._module.values(use.subject, use.op):
            if isinstance(value, Generator) or (isinstance(value, Instance) and value.origin is not None):
                return value
        return None

    def _comes_from_elsewhere(self, value: Instance | Generator, use: _Use) -> bool:
        """Whether an object was made by code that does not run on that thread itself."""
        origin = value.origin if isinstance(value, Instance) else value.node
        made = self._module.call_at(origin) if origin is not None else None
        if made is None or made.function is use.function:
            return False
        return all(each.context is not use.reach.context for each in self._contexts.of(made.function))

    def _put(self, node: cst.CSTNode, subject: cst.BaseExpression, lack: Lack) -> Crossing:
        text = self._module.source(subject)
        return Crossing(node, ".".join((text, *lack.path)), lack.name, lack.why)


def _uses_of(function: Function) -> Iterator[tuple[Op, cst.BaseExpression]]:
    """(operation, what it uses) for method calls, ``next`` and loops over names and attributes."""
    for op in function.ops:
        subject: cst.BaseExpression | None = None
        if isinstance(op, Call):
            func = op.node.func
            if isinstance(func, cst.Attribute):
                subject = func.value
            elif isinstance(func, cst.Name) and func.value == "next" and op.node.args:
                subject = op.node.args[0].value
        elif isinstance(op, Iterate) and not op.is_async:
            subject = op.iterable
        if isinstance(subject, (cst.Name, cst.Attribute)):
            yield op, subject


def _is_same(one: Instance | Generator, other: Instance | Generator) -> bool:
    """Whether two values were made by the same expression."""
    if isinstance(one, Generator) or isinstance(other, Generator):
        return isinstance(one, Generator) and isinstance(other, Generator) and one.node is other.node
    return one.origin is not None and one.origin is other.origin and one.type == other.type

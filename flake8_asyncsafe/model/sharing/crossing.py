"""Objects that cross from one thread to another: those that may not leave theirs, and those that one may use at a time.

An object crosses in the arguments of what is started, or because code on a thread uses what other code has made: an
attribute, a global, a variable of the function around it.  Whether it may is a question of its traits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.calls.started import made_call
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.contexts.bound import BoundArguments
from flake8_asyncsafe.model.contexts.entries import is_behind_in_turn
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Iterate, Loop, Read, Write
from flake8_asyncsafe.model.sharing.accesses import Accesses
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.model.traits.auto import Traits
from flake8_asyncsafe.model.values import External, ExternalMethod, Generator, Instance, Partial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Context, Reach
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.model.traits.auto import Lack


#: methods of what serves one thread that are there to be called from another
_FROM_ANY_THREAD = frozenset({"sqlite3.Connection.interrupt"})
#: names for a bound method are followed so far
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Crossing:
    """``node`` is where another thread gets an object of type ``name``; ``why`` the catalogue's reason.

    ``used`` is where it uses what nobody has handed to it by name, but the function that it runs reaches.
    """

    node: cst.CSTNode
    text: str
    name: str
    why: str
    used: Op | None = None


@dataclass(frozen=True, slots=True)
class _Given:
    """The parameter ``name`` of the entry of ``context`` is given ``value``, by ``expression`` at ``op``."""

    context: Context
    name: str
    expression: cst.BaseExpression
    op: Op
    value: Instance | Generator
    #: where it is handed over, if not by the expression itself
    at: cst.BaseExpression | None = None


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
        self._below: dict[Function, frozenset[Function]] = {}

    def not_send(self) -> Iterator[Crossing]:
        """Each object that may not leave its thread and gets to another one."""
        told: list[Instance | Generator] = []
        reported: set[cst.CSTNode] = set()
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
            yield from self._at_the_start(use, lack, reported)

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
                yield from self._at_the_start(use, lack, reported)

    def _unsynced(self, value: Instance | Generator) -> Lack | None:
        """Why several threads may not use a value at a time; what may not leave its thread is ASF702's."""
        return None if self._traits.lack(value, "send") is not None else self._traits.lack(value, "sync")

    # -- what is given ------------------------------------------------------------------------------------------------

    @cached_property
    def _given(self) -> list[_Given]:
        """What threads are started with."""
        if not self._contexts.starts_threads:
            return list(self._given_to_others())
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
        return [*found, *self._given_to_others()]

    def _given_to_others(self) -> Iterator[_Given]:
        """What threads get that run no code of the module: ``to_thread(self.db.execute, query)`` gets ``self.db``."""
        contexts = {each.site: each for each in self._contexts.foreign if each.kind is Kind.THREAD}
        seen: set[cst.BaseExpression] = set()
        for spawn in self._module.spawns.all() if contexts else ():
            context = contexts.get(spawn.op)
            target = spawn.value.target if isinstance(spawn.value, Partial) else spawn.value
            if context is None or spawn.argument in seen:
                continue
            seen.add(spawn.argument)
            if isinstance(target, ExternalMethod) and target.name not in _FROM_ANY_THREAD:
                subject = self._subject(spawn.argument, spawn.op)
                yield _Given(context, "", subject, spawn.op, target.receiver, spawn.argument)
            elif isinstance(target, External) and isinstance(spawn.op, Call):
                yield from self._arguments(context, spawn.op, spawn.argument)

    def _subject(self, started: cst.BaseExpression, op: Op) -> cst.BaseExpression:
        """What a bound method belongs to: ``s`` of ``s.get``, ``partial(s.get, url)``, and ``get = s.get``."""
        node = started
        for _ in range(_DEEPEST):
            if isinstance(node, cst.Attribute):
                return node.value
            if isinstance(node, cst.Call) and node.args:
                node = node.args[0].value
            write = bound_once(node.value, op.block.scope) if isinstance(node, cst.Name) else None
            value = bound_value(write) if write is not None else None
            if value is not None:
                node = value
        return started

    def _arguments(self, context: Context, op: Call, started: cst.BaseExpression) -> Iterator[_Given]:
        """``to_thread(pandas.read_sql, query, self.db)`` gets ``self.db``."""
        call = made_call(op.node, started, context.api)
        for arg in call.args if call is not None else ():
            for value in self._module.values(arg.value, op):
                if isinstance(value, Instance) and value.origin is not None:
                    yield _Given(context, "", arg.value, op, value)
                    break

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
        if given.at is not None:
            return given.at
        site = given.context.site
        in_partial = isinstance(given.op, Call) and "functools.partial" in self._module.names_of(
            given.op.node.func, given.op
        )
        return site.node if in_partial and site is not None else given.expression

    def _is_given_to_several(self, given: _Given) -> bool:
        """Whether several threads that may run at a time get the same object."""
        context = given.context
        if any(not self._is_made_in(loop, given.expression, given.op) for loop in loops_around(given.op)):
            if not self._is_one_at_a_time(context):
                return True
        elif context.site in self._multiplied and context.lane is None:
            return True
        if self._contexts.order.is_awaited(context) and self._is_older(given) and self._tasks_meet(context, context):
            return True
        return any(
            other.op is not given.op
            # reported is the one that gets it second
            and (other.op.function is not given.op.function or other.op.index < given.op.index)
            and _is_same(other.value, given.value)
            and (context is other.context or self._overlap(given, other))
            for other in self._given
        )

    def _overlap(self, given: _Given, other: _Given) -> bool:
        """Whether what two are given to may run at the same time; tasks that wait for it have to be seen to meet."""
        one, two = given.context, other.context
        order = self._contexts.order
        if not given.name and not other.name and order.is_awaited(one) and order.is_awaited(two):
            return self._tasks_meet(one, two)
        return self._contexts.may_overlap(one, two)

    def _tasks_meet(self, one: Context, two: Context) -> bool:
        """Whether the functions that start two contexts run in tasks that are seen to run at the same time."""
        if one.site is None or two.site is None:
            return False
        here, there = one.site, two.site
        return self._contexts.concurrent_tasks(here.function, there.function, here, there) is not None

    def _is_older(self, given: _Given) -> bool:
        """Whether an object was made before the function began that hands it over."""
        origin = given.value.origin if isinstance(given.value, Instance) else given.value.node
        made = self._module.call_at(origin) if origin is not None else None
        return made is not None and made.function is not given.op.function

    def _is_one_at_a_time(self, context: Context) -> bool:
        """Whether each turn of a loop waits for what it starts, or one thread does it all, one after another."""
        site = context.site
        if context.lane is not None or self._contexts.order.is_awaited(context):
            return True
        return isinstance(site, Call) and any(
            join.function is site.function and is_behind_in_turn(join, site)
            for join in self._contexts.handles.joins(site.node)
        )

    @cached_property
    def _multiplied(self) -> frozenset[Op]:
        """The calls that start several alike by themselves: ``pool.map(work, names)``."""
        return frozenset(spawn.op for spawn in self._module.spawns.all() if "many" in spawn.flags)

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
                if isinstance(op, Call) and self._module.names_of(op.node.func, op) & _FROM_ANY_THREAD:
                    continue
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
        return made.function not in self._run_by(use.reach.context.entry)

    def _run_by(self, entry: Function) -> frozenset[Function]:
        """A function and all that it runs on its thread: of what many run, a few contexts are kept for each."""
        found = self._below.get(entry)
        if found is None:
            below = {entry}
            todo = [entry]
            while todo:
                new = {callee for _, callee in self._contexts.steps(todo.pop())} - below
                below |= new
                todo += new
            found = self._below[entry] = frozenset(below)
        return found

    def _at_the_start(self, use: _Use, lack: Lack, reported: set[cst.CSTNode]) -> Iterator[Crossing]:
        """The report of what a function uses that a thread was started on: once for each start, which is its place.

        A class of threads gets what its objects have when these are made: there the use is reported.
        """
        site = use.reach.context.site
        node = site.node if isinstance(site, Call) and not use.reach.context.own else use.op.node
        if node not in reported:
            reported.add(node)
            found = self._put(node, use.subject, lack)
            yield found if node is use.op.node else replace(found, used=use.op)

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

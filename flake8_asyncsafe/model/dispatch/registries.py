"""Registries: handlers that are put somewhere one by one, and called from there in one way.

Three kinds are known: ``singledispatch`` functions; functions of the project that keep what they are given, as
decorators or when they are called; and families of methods that ``getattr(self, f"handle_{kind}")`` looks up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.changes import ElementChanges
from flake8_asyncsafe.model.calls.arguments import given_for
from flake8_asyncsafe.model.dispatch.calls import AWAITED, EITHER, PLAINLY, LookedUp
from flake8_asyncsafe.model.dispatch.colours import ASYNC, PLAIN, Colours
from flake8_asyncsafe.model.dispatch.tested import Tested, is_aware
from flake8_asyncsafe.model.inference.families import affixes_of
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Write
from flake8_asyncsafe.model.values import FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Class, Function

_KEEPERS = frozenset({"append", "add", "insert", "setdefault", "appendleft"})
_DISPATCHERS = frozenset({"singledispatch", "singledispatchmethod"})


@dataclass(frozen=True, slots=True)
class OddHandler:
    """``node`` registers (or defines) a handler of ``colour`` in a registry whose others have the other one."""

    node: cst.CSTNode
    name: str
    colour: str
    registry: str
    form: str


@dataclass(frozen=True, slots=True)
class _Entry:
    node: cst.CSTNode
    name: str
    colour: str


class Registries:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._colours = module.ask(Colours)
        self._lookups = module.ask(LookedUp)
        self._changes = ElementChanges(module)
        self._kept: dict[Function, tuple[str, cst.BaseExpression, Function] | None] = {}

    def odd(self) -> Iterator[OddHandler]:
        """Every handler that has not the colour in which it will be called."""
        yield from self._dispatchers()
        yield from self._registrars()
        yield from self._families()

    @staticmethod
    def _odd_of(entries: list[_Entry], form: str, registry: str) -> Iterator[OddHandler]:
        colours = Counter(entry.colour for entry in entries)
        if not colours[ASYNC] or not colours[PLAIN] or form == EITHER:
            return
        if form == AWAITED:
            wrong = PLAIN
        elif form == PLAINLY:
            wrong = ASYNC
        elif colours[ASYNC] == colours[PLAIN]:
            wrong = next(entry.colour for entry in entries if entry.colour != entries[0].colour)
        else:
            wrong = min(colours, key=lambda colour: colours[colour])
        for entry in entries:
            if entry.colour == wrong:
                yield OddHandler(entry.node, entry.name, wrong, registry, form)

    # -- singledispatch -----------------------------------------------------------------------------------------------

    def _dispatchers(self) -> Iterator[OddHandler]:
        groups: dict[Function, list[_Entry]] = {}
        generic: dict[tuple[int, str], Function] = {}
        for function in self._module.functions:
            if function.decorators and any(
                dotted_text(each).rpartition(".")[2] in _DISPATCHERS for each in function.decorators
            ):
                generic[id(function.write.block.scope) if function.write else 0, function.name] = function
        if not generic:
            return
        for function in self._module.functions:
            if function.write is None:
                continue
            for decorator in function.decorators:
                of = self._registers(decorator, id(function.write.block.scope), generic)
                colour = self._bare_colour(function) if of is not None else ""
                if of is not None and colour:
                    groups.setdefault(of, []).append(_Entry(function.node, function.name, colour))
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value == "register" and len(call.node.args) == 2:
                of = self._registers(func, id(call.block.scope), generic)
                given = call.node.args[1].value
                colour = self._colour(given, call) if of is not None else ""
                if of is not None and colour:
                    groups.setdefault(of, []).append(_Entry(given, self._module.source(given), colour))
        for of, entries in groups.items():
            first = self._bare_colour(of)
            if first and not self._colours.is_placeholder(of):
                entries = [_Entry(of.node, of.name, first), *entries]  # noqa: PLW2901
            if of.name in self._module.ask(Tested).names:
                continue
            yield from self._odd_of(entries, self._form_of_function(of), of.name)

    @staticmethod
    def _registers(
        decorator: cst.BaseExpression, scope: int, generic: dict[tuple[int, str], Function]
    ) -> Function | None:
        node = decorator.func if isinstance(decorator, cst.Call) else decorator
        if isinstance(node, cst.Attribute) and node.attr.value == "register" and isinstance(node.value, cst.Name):
            return generic.get((scope, node.value.value)) or next(
                (each for (_, name), each in generic.items() if name == node.value.value), None
            )
        return None

    def _bare_colour(self, function: Function) -> str:
        """The colour of the body: decorators of registries hand the function back."""
        if function.is_async:
            return "" if function.is_generator else ASYNC
        if function.decorators:
            plain = all(
                each.value is None or self._colours.is_plain_expression(each.value, each) for each in function.returns
            )
            return PLAIN if plain and not self._colours.is_open(function) else ""
        return self._colours.of(function)

    def _form_of_function(self, function: Function) -> str:
        """How a generic function is called."""
        found: list[cst.BaseExpression] = []
        for call in self._module.calls():
            func = call.node.func
            name = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
            if name == function.name and isinstance(func, cst.BaseExpression):
                found.append(func)
        return self._lookups.form(found)

    # -- functions that keep what they are given ----------------------------------------------------------------------

    def _registrars(self) -> Iterator[OddHandler]:
        groups: dict[object, tuple[str, list[_Entry]]] = {}

        def add(registrar: Function, entry: _Entry) -> None:
            kept = self._keeps(registrar)
            if kept is not None:
                _, container, maker = kept
                for origin in self._made(container, maker):
                    groups.setdefault(origin, (self._module.source(container), []))[1].append(entry)

        for function in self._module.functions:
            for decorator in function.decorators if function.write is not None else ():
                callee = decorator.func if isinstance(decorator, cst.Call) else decorator
                assert function.write is not None
                for value in self._module.values(callee, function.write):
                    if isinstance(value, (FunctionRef, Method)) and not value.function.is_stub:
                        colour = self._bare_colour(function)
                        if colour:
                            add(value.function, _Entry(function.node, function.name, colour))
        for call in self._module.calls():
            if not call.node.args:
                continue
            for value in self._module.targets(call):
                if not isinstance(value, (FunctionRef, Method)) or value.function.is_stub:
                    continue
                kept = self._keeps(value.function)
                if kept is None or kept[2] is not value.function:
                    continue
                given = given_for(call.node, value.function, kept[0])
                colour = self._colour(given, call) if given is not None else ""
                if given is not None and colour:
                    add(value.function, _Entry(given, self._module.source(given), colour))
        self._stored(groups)
        for origin, (shown, entries) in groups.items():
            if isinstance(origin, cst.BaseExpression):
                form = self._lookups.form(self._entries_of(origin))
                if form in {AWAITED, PLAINLY}:
                    yield from self._odd_of(entries, form, shown)

    def _stored(self, groups: dict[object, tuple[str, list[_Entry]]]) -> None:
        """``HANDLERS["open"] = on_open``, ``hooks.append(on_close)``."""
        for function in self._module.functions:
            for op in function.ops:
                found = _put(op)
                if found is None:
                    continue
                given, container = found
                for origin in self._made(container, function):
                    colour = self._colour(given, op)
                    if colour:
                        entry = _Entry(given, self._module.source(given), colour)
                        groups.setdefault(origin, (self._module.source(container), []))[1].append(entry)

    def _entries_of(self, origin: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """The expressions that are an entry of a container, or of the lists in it."""
        for each in self._changes.elements(origin):
            yield each
            yield from self._changes.elements(each)
            use = self._module.use(each)
            target = use.node.target if isinstance(use.node, (cst.For, cst.CompFor)) else None
            for read in self._module.reads_of(target) if isinstance(target, cst.Name) else ():
                if isinstance(read.node, cst.Name):
                    yield read.node

    def _colour(self, node: cst.BaseExpression, op: Op) -> str:
        if not isinstance(node, (cst.Name, cst.Attribute, cst.Lambda, cst.Call)):
            return ""
        colours = {self._colours.of_value(value) for value in self._module.values(node, op)}
        return colours.pop() if len(colours) == 1 else ""

    def _keeps(self, registrar: Function) -> tuple[str, cst.BaseExpression, Function] | None:
        """(parameter, container, the function whose parameter it is) if a function or one in it keeps an argument."""
        if registrar not in self._kept:
            self._kept[registrar] = None
            inside = [registrar, *(each for each in self._module.functions if each.parent is registrar)]
            for function in inside:
                params = set(function.parameter_names())
                for op in function.ops:
                    found = _kept(op, params - {function.receiver or ""})
                    if found is not None and self._kept[registrar] is None and not _asks(function, found[0]):
                        self._kept[registrar] = (*found, function)
        return self._kept[registrar]

    def _made(self, container: cst.BaseExpression, function: Function) -> Iterator[cst.BaseExpression]:
        """The expressions that make a container: bound to the global, or to the attribute of self."""
        if isinstance(container, cst.Name):
            scope = function.scope.lookup(container.value)
            for write in scope.bindings.get(container.value, ()) if scope is not None else ():
                if write.value is not None and write.how in {"assign", "ann"}:
                    yield write.value
        elif isinstance(container, cst.Attribute) and isinstance(container.value, cst.Name):
            owner = _owner(function)
            if owner is not None:
                for _, writes in self._module.classes.definitions(owner, container.attr.value):
                    for write in writes:
                        if write.value is not None and write.how in {"assign", "ann"}:
                            yield write.value

    # -- getattr families ---------------------------------------------------------------------------------------------

    def _families(self) -> Iterator[OddHandler]:
        found: dict[tuple[Class, str, str], list[cst.BaseExpression]] = {}
        for call in self._module.calls():
            if dotted_text(call.node.func) != "getattr" or len(call.node.args) < 2:
                continue
            affixes = affixes_of(call.node.args[1].value, call)
            owner = _owner(call.function)
            on = call.node.args[0].value
            if (
                affixes is not None
                and owner is not None
                and isinstance(on, cst.Name)
                and on.value == (call.function.receiver or "self")
            ):
                found.setdefault((owner, *affixes), []).append(call.node)
        for (owner, prefix, suffix), calls in found.items():
            entries: list[_Entry] = []
            members = [*self._module.classes.mro(owner), *self._module.classes.subclasses(owner)]
            for function in self._module.functions:
                if (
                    function.owner is not None
                    and function.owner in members
                    and function.write is not None
                    and function.write.block.scope is function.owner.scope
                    and function.name.startswith(prefix)
                    and function.name.endswith(suffix)
                    and len(function.name) > len(prefix) + len(suffix)
                ):
                    colour = self._bare_colour(function)
                    if colour:
                        entries.append(_Entry(function.node, function.name, colour))
            form = self._lookups.form(calls)
            if form in {AWAITED, PLAINLY}:
                yield from self._odd_of(entries, form, f"{prefix}...{suffix}".removesuffix("..."))


def _kept(op: object, params: set[str]) -> tuple[str, cst.BaseExpression] | None:
    """(parameter, container) if an operation puts a parameter into a container."""
    if (
        isinstance(op, Write)
        and op.how == "assign"
        and type(op.node) is cst.Subscript
        and isinstance(op.value, cst.Name)
        and op.value.value in params
    ):
        return op.value.value, op.node.value
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in _KEEPERS:
        holder = op.node.func.value
        if isinstance(holder, cst.Subscript):
            holder = holder.value  # a list for each key
        elif isinstance(holder, cst.Call):
            func = holder.func
            if not isinstance(func, cst.Attribute) or func.attr.value not in {"setdefault", "get"}:
                return None
            holder = func.value
        for arg in op.node.args:
            if isinstance(arg.value, cst.Name) and arg.value.value in params:
                first = op.node.args[0].value
                if op.node.func.attr.value == "setdefault" and arg.value is first:
                    continue
                return arg.value.value, holder
    return None


def _asks(function: Function, name: str) -> bool:
    """Whether a function asks for the colour of a parameter: then it knows what to do with either."""
    return any(
        is_aware(call) and any(isinstance(arg.value, cst.Name) and arg.value.value == name for arg in call.node.args)
        for call in function.calls
    )


def _put(op: Op) -> tuple[cst.BaseExpression, cst.BaseExpression] | None:
    """(what is kept, container) of an operation that puts a name, attribute or lambda into a container."""
    if (
        isinstance(op, Write)
        and op.how == "assign"
        and type(op.node) is cst.Subscript
        and isinstance(op.value, (cst.Name, cst.Attribute, cst.Lambda))
    ):
        return op.value, op.node.value
    if isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in _KEEPERS:
        holder = op.node.func.value
        given = op.node.args[-1].value if op.node.args else None
        if isinstance(holder, cst.Subscript):
            holder = holder.value
        if isinstance(given, (cst.Name, cst.Attribute, cst.Lambda)) and isinstance(holder, (cst.Name, cst.Attribute)):
            return given, holder
    return None


def _owner(function: Function | None) -> Class | None:
    while function is not None:
        if function.owner is not None:
            return function.owner
        function = function.parent
    return None

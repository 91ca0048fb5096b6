"""Tables of handlers: displays that hold coroutine functions and plain ones, and are called in one way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.changes import ElementChanges
from flake8_asyncsafe.model.dispatch.calls import AWAITED, EITHER, LookedUp
from flake8_asyncsafe.model.dispatch.colours import ASYNC, PLAIN, Colours

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

_MOST = 200
#: what a table is written as, or made by
_DISPLAYS = frozenset({cst.Dict, cst.List, cst.Tuple, cst.Set, cst.Call})


@dataclass(frozen=True, slots=True)
class MixedTable:
    """``node`` holds callables of both colours; they are called as ``form`` says, which is wrong for ``odd``."""

    node: cst.BaseExpression
    form: str
    odd: cst.BaseExpression
    other: cst.BaseExpression


class Tables:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._colours = module.ask(Colours)
        self._changes = ElementChanges(module)
        self._lookups = module.ask(LookedUp)

    def mixed(self) -> Iterator[MixedTable]:
        """Every table of both colours that is called in one way."""
        for display, op in self._displays():
            columns = self._columns(display)
            for column, entries in columns.items():
                by_colour: dict[str, cst.BaseExpression] = {}
                for entry in entries:
                    colour = self.colour(entry, op)
                    if colour:
                        by_colour.setdefault(colour, entry)
                if len(by_colour) < 2:
                    continue
                form = self._lookups.form(self._found(display, column))
                if form in {"", EITHER}:
                    continue
                wrong, right = (PLAIN, ASYNC) if form == AWAITED else (ASYNC, PLAIN)
                yield MixedTable(display, form, by_colour[wrong], by_colour[right])
                break

    def colour(self, node: cst.BaseExpression, op: Op) -> str:
        """The one colour that a callable certainly has."""
        if not isinstance(node, (cst.Name, cst.Attribute, cst.Lambda, cst.Call)):
            return ""
        colours = {self._colours.of_value(value) for value in self._module.values(node, op)}
        return colours.pop() if len(colours) == 1 else ""

    def _displays(self) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """The displays of two entries or more that are bound to something, with the operation that binds them."""
        seen: set[cst.CSTNode] = set()
        for function in self._module.functions:
            for op in function.ops:
                display = getattr(op, "value", None) or getattr(op, "iterable", None)
                if type(display) is cst.Call and len(display.args) == 1:
                    display = display.args[0].value  # MappingProxyType({...}), OrderedDict({...})
                if type(display) not in _DISPLAYS or display in seen:
                    continue
                assert isinstance(display, (cst.Dict, cst.List, cst.Tuple, cst.Set, cst.Call))
                if isinstance(display, cst.Call) and not _is_by_keywords(display):
                    continue
                seen.add(display)
                if 2 <= len(display.args if isinstance(display, cst.Call) else display.elements) <= _MOST:
                    yield display, op

    @staticmethod
    def _columns(display: cst.BaseExpression) -> dict[int, list[cst.BaseExpression]]:
        """The entries that may be callables; of rows ``("name", handler)`` by their place (-1: no rows)."""
        found: dict[int, list[cst.BaseExpression]] = {}
        if isinstance(display, cst.Call):
            return {-1: [arg.value for arg in display.args if arg.keyword is not None]}
        assert isinstance(display, (cst.Dict, cst.List, cst.Tuple, cst.Set))
        for element in display.elements:
            if isinstance(element, (cst.StarredElement, cst.StarredDictElement)):
                continue
            value = element.value
            if isinstance(value, (cst.Tuple, cst.List)):
                for place, each in enumerate(value.elements):
                    if isinstance(each, cst.Element):
                        found.setdefault(place, []).append(each.value)
            else:
                found.setdefault(-1, []).append(value)
        return found

    def _found(self, display: cst.BaseExpression, column: int) -> Iterator[cst.BaseExpression]:
        """The expressions that are an entry, or that place of a row."""
        holder = self._module.parents.get(self._module.parents.get(display) or display)
        table = holder if isinstance(holder, cst.Call) and holder.args and holder.args[0].value is display else display
        if column < 0:
            yield from (each for each in self._changes.elements(table) if not _is_of_another(each, display))
            yield from self._iterated(table)
            return
        for each in self._changes.everywhere(table):
            use = self._module.use(each)
            if use.kind == "attribute" and isinstance(use.node, cst.Attribute) and use.node.attr.value == "values":
                called = self._module.use(use.node).node
                use = self._module.use(called) if isinstance(called, cst.Call) else use
            target = use.node.target if isinstance(use.node, (cst.For, cst.CompFor)) else None
            if isinstance(target, (cst.Tuple, cst.List)) and column < len(target.elements):
                place = target.elements[column].value
                if isinstance(place, cst.Name):
                    yield from self._reads(place)
        for each in self._changes.elements(table):
            use = self._module.use(each)
            if use.kind == "subscripted" and isinstance(use.node, cst.Subscript):
                yield use.node
            for bound in use.targets:
                if isinstance(bound, (cst.Tuple, cst.List)) and column < len(bound.elements):
                    entry = bound.elements[column].value
                    if isinstance(entry, cst.Name):
                        yield from self._reads(entry)

    def _iterated(self, table: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
        """``for handler in (a, b): ...`` over the display itself."""
        use = self._module.use(table)
        target = use.node.target if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)) else None
        if isinstance(target, cst.Name):
            yield from self._reads(target)

    def _reads(self, target: cst.Name) -> Iterator[cst.BaseExpression]:
        for read in self._module.reads_of(target):
            if isinstance(read.node, cst.Name):
                yield read.node


def _is_by_keywords(call: cst.Call) -> bool:
    """``dict(open=on_open, close=on_close)``."""
    return (
        isinstance(call.func, cst.Name)
        and call.func.value == "dict"
        and sum(arg.keyword is not None for arg in call.args) >= 2
    )


def _is_of_another(found: cst.BaseExpression, display: cst.BaseExpression) -> bool:
    """Whether an entry is looked up under a constant key that the display does not have: it was put there later."""
    if not isinstance(found, cst.Subscript) or not isinstance(display, cst.Dict) or len(found.slice) != 1:
        return False
    index = found.slice[0].slice
    key = index.value if isinstance(index, cst.Index) else None
    if not isinstance(key, cst.SimpleString):
        return False
    keys = [element.key for element in display.elements if isinstance(element, cst.DictElement)]
    known = {each.evaluated_value for each in keys if isinstance(each, cst.SimpleString)}
    return len(known) == len(display.elements) and key.evaluated_value not in known

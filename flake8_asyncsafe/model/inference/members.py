"""Attributes, elements, unpacking and what a with statement binds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.inference.annotations import of_signature
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.inference.holders import made
from flake8_asyncsafe.model.inference.kept import TABLES
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import STARRED, Op, Write
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    NONE,
    NOTHING,
    TUPLE,
    UNKNOWN,
    ClassRef,
    Constant,
    ContextManager,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    Foreign,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Value,
    Values,
    join,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.inference.evaluator import Evaluator

#: builtin sequences of which a slice has the same type
_SLICED = frozenset(f"builtins.{name}" for name in ("list", "tuple", "str", "bytes", "bytearray"))
_CALLABLE = frozenset({"typing.Callable", "collections.abc.Callable"})
_PROPERTIES = frozenset({"property", "cached_property", "abstractproperty"})


def is_property(function: Function) -> bool:
    """Whether reading the attribute calls the function: @property, @cached_property, @x.getter."""
    return any(name.rpartition(".")[2] in _PROPERTIES for name in decorator_names(function))


def given_attribute(getter: Function) -> str:
    """The attribute of its object that a function gives in its only return; "" if it gives anything else."""
    value = getter.returns[0].value if len(getter.returns) == 1 else None
    root, _, name = (dotted_text(value) if value is not None else "").partition(".")
    return name if root == getter.receiver and "." not in name else ""


class Members:
    """Looks inside values."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    # -- attributes -------------------------------------------------------------------------------------------------

    def attribute(self, value: Value, name: str) -> Values:
        """The values of ``value.name``."""
        catalogue = self._evaluator.catalogue
        if isinstance(value, External):
            return self._external_attribute(value, name)
        if isinstance(value, Instance):
            if isinstance(value.type, Class):
                return self._class_attribute(value.type, name, exact=value.origin is not None, instance=value)
            found = catalogue.attribute(value.type, name)
            if found is not None:
                return made(found, value)
            method = f"{value.type}.{name}"
            api = catalogue.api(method)
            if api is not None and api.is_property:
                return made(api.returns, value) if api.returns else NOTHING
            return (ExternalMethod(api.name if api is not None else catalogue.canonical(method), value),)
        if isinstance(value, ClassRef):
            return self._class_attribute(value.cls, name, exact=True, instance=None)
        if isinstance(value, Display):
            kind = type(value.node).__name__.removesuffix("Comp").lower()
            return (ExternalMethod(f"builtins.{kind}.{name}", Instance(f"builtins.{kind}")),)
        if isinstance(value, Constant) and isinstance(value.value, (str, bytes)):
            kind = type(value.value).__name__
            return (ExternalMethod(f"builtins.{kind}.{name}", Instance(f"builtins.{kind}")),)
        return self._evaluator.outside.reached(value, ("attr", name))

    def _external_attribute(self, value: External, name: str) -> Values:
        catalogue = self._evaluator.catalogue
        full = catalogue.canonical(f"{value.name}.{name}")
        owner = catalogue.type(value.name)
        if owner is not None:
            api = catalogue.api(full)
            if api is not None:
                return (External(api.name),)
        elif full in catalogue.apis:
            return (External(full),)
        # a class attribute, or a module attribute, with a declared type: `sys.stdin`
        found = catalogue.attribute(value.name, name)
        if found is not None:
            return made(found, Instance(value.name))
        return self._recognised(value.name, name) or self._evaluator.outside.named(full)

    def _recognised(self, name: str, attr: str) -> Values | None:
        """``Book.objects`` of an imported class ``Book``, which an attribute of that name makes known for a model."""
        evaluator = self._evaluator
        base = evaluator.catalogue.known_by(attr)
        last = name.rpartition(".")[2]
        if base is None or not last[:1].isupper() or last.isupper() or not evaluator.imports(base.partition(".")[0]):
            return None
        if name.partition(".")[0] in evaluator.catalogue.roots:
            return None
        found = evaluator.catalogue.attribute(base, attr)
        return made(found, Instance(base)) if found is not None else None

    def _class_attribute(self, cls: Class, name: str, *, exact: bool, instance: Instance | None) -> Values:
        evaluator = self._evaluator
        if name == "__class__":
            return (ClassRef(cls),)
        key = (cls, name, exact, instance is None)
        # of an object of which nothing but the class is known: most look-ups are such (`self.name`)
        bare = instance is None or (instance.origin is None and not instance.element and instance.type is cls)
        found = evaluator.recall(key) if bare else None
        if found is not None:
            return found
        if not evaluator.guarded(key):
            return NOTHING
        cuts = evaluator.cuts
        try:
            found = self._of_class(cls, name, exact=exact, instance=instance)
        finally:
            evaluator.leave(key)
        if bare:
            evaluator.remember(key, found, cuts)
        return found

    def _of_class(self, cls: Class, name: str, *, exact: bool, instance: Instance | None) -> Values:
        evaluator = self._evaluator
        groups: list[Values] = []
        own = False
        for owner, writes in evaluator.classes.definitions(cls, name):
            own = own or name in owner.attributes  # an attribute of the instance hides the methods of its classes
            groups += [self._member(write, cls, instance) for write in writes if write.how != "del"]
            if not own or any(group != (NONE,) for group in groups):
                break  # one class may only say that it is None at times: `self.session = None`
        if groups and not exact and not own and instance is not None:
            for sub, function in evaluator.classes.overrides(cls, name):
                if function.write is not None:
                    groups.append(self._member(function.write, sub, instance))
        if groups:
            return join(*groups)
        for base in evaluator.classes.external_bases(cls):
            found = self._inherited(base, name, cls, instance)
            if found is not None:
                return found
        if exact and evaluator.classes.complete(cls):
            return NOTHING  # else a derived class, maybe of another module, may have it
        found = evaluator.outside.reached(instance or ClassRef(cls), ("attr", name))
        if exact or instance is None:
            return found
        # a mixin calls what the classes have that it is mixed into
        below = [(sub, each.write) for sub, each in evaluator.classes.overrides(cls, name) if each.write is not None]
        return join(*(self._member(write, sub, instance) for sub, write in below), found) if below else found

    def _inherited(self, base: str, name: str, cls: Class, instance: Instance | None) -> Values | None:
        catalogue = self._evaluator.catalogue
        declared = catalogue.attribute(base, name)
        receiver = instance or Instance(cls)
        if declared is not None:
            return made(declared, receiver)
        api = catalogue.api(f"{base}.{name}")
        if api is None:
            return None
        if api.is_property:
            return made(api.returns, receiver) if api.returns else NOTHING
        return (ExternalMethod(api.name, receiver),)

    def _member(self, write: Write, cls: Class, instance: Instance | None) -> Values:
        evaluator = self._evaluator
        function = write.detail
        if write.how == "def" and isinstance(function, Function):
            if is_property(function):
                if instance is None:
                    return NOTHING
                result = evaluator.calls.returned(FunctionRef(function))
                if function.is_coroutine:
                    return NOTHING
                return result
            bound: list[Value] = []
            for value in evaluator.decorators.result(function):
                if isinstance(value, FunctionRef) and value.function.receiver is not None:
                    bound.append(Method(value.function, cls))
                else:
                    bound.append(value)
            return tuple(bound)
        if write.block.scope is cls.scope and write.how == "assign":
            return join(*(self.described(value) for value in evaluator.bound(write)))
        return evaluator.bound(write)

    def described(self, value: Value) -> Values:
        """What an attribute in a class body gives: of an object with ``__get__``, what that returns."""
        if isinstance(value, Instance) and isinstance(value.type, str):
            known = self._evaluator.catalogue.type(value.type)
            if known is not None and known.descriptor is not None:
                return made(known.descriptor, value)
        if isinstance(value, Instance) and isinstance(value.type, Class):
            getter = self._evaluator.classes.method(value.type, "__get__")
            if getter is not None:
                return self._evaluator.calls.returned(Method(getter, value.type))
        return (value,)

    def super_attribute(self, cls: Class, name: str) -> Values:
        """The values of ``super().name`` in a method of ``cls``."""
        evaluator = self._evaluator
        for base in evaluator.classes.mro(cls)[1:]:
            writes = base.scope.bindings.get(name)
            if writes:
                return join(*(self._member(write, cls, Instance(cls)) for write in writes))
        for external in evaluator.classes.external_bases(cls):
            found = self._inherited(external, name, cls, Instance(cls))
            if found is not None:
                return found
        return evaluator.outside.reached(Instance(cls), ("super", name))

    # -- elements ---------------------------------------------------------------------------------------------------

    def elements(self, iterable: cst.BaseExpression, op: Op) -> Values:
        """What iterating over ``iterable`` yields."""
        return join(*(self.element(value, op) for value in self._evaluator.values(iterable, op)))

    def element(self, value: Value, op: Op) -> Values:
        """What iterating over ``value`` yields."""
        evaluator = self._evaluator
        if isinstance(value, Instance):
            if value.element:
                return value.element
            if isinstance(value.type, str):
                for name in evaluator.catalogue.lineage(value.type):
                    known = evaluator.catalogue.types.get(name)
                    if known is not None and known.items is not None:
                        return made(known.items, value)
                if value.type not in TABLES:
                    kept = evaluator.kept.elements(value)
                    if kept != NOTHING:
                        return kept
            else:
                for name in ("__iter__", "__aiter__"):
                    method = evaluator.classes.method(value.type, name)
                    if method is not None:
                        return self.yielded(method) if method.is_generator else NOTHING
                places = evaluator.records.each(value)
                if places is not None:
                    return places
            return evaluator.outside.reached(value, ("element",))
        if isinstance(value, Generator):
            return self.yielded(value.of.function)
        if isinstance(value, Display):
            node = value.node
            place = _inside(value, op)
            if isinstance(node, (cst.List, cst.Tuple, cst.Set)):
                if not node.elements:
                    return evaluator.kept.elements(value)
                return join(*(evaluator.values(each.value, place) for each in node.elements[:8])) or NOTHING
            if isinstance(node, cst.Dict):
                keys = [each.key for each in node.elements[:8] if isinstance(each, cst.DictElement)]
                return join(*(evaluator.values(key, place) for key in keys)) or NOTHING
            if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
                return evaluator.calls.in_comprehension(node, node.elt, place)
            if isinstance(node, cst.DictComp):
                return evaluator.calls.in_comprehension(node, node.key, place)
        return evaluator.outside.reached(value, ("element",))

    def stored(self, value: Value, op: Op) -> Values:
        """What subscripting ``value`` gives: for a dict its values, else its elements."""
        if isinstance(value, Display):
            place = _inside(value, op)
            if isinstance(value.node, cst.Dict):
                if not value.node.elements:
                    return self._evaluator.kept.elements(value)
                return join(*(self._evaluator.values(each.value, place) for each in value.node.elements[:8])) or NOTHING
            if isinstance(value.node, cst.DictComp):
                return self._evaluator.calls.in_comprehension(value.node, value.node.value, place)
        if isinstance(value, Foreign):
            return self._evaluator.outside.reached(value, ("item",))
        if isinstance(value, Instance) and value.type in TABLES:
            kept = self._evaluator.kept.elements(value)
            if kept != NOTHING:
                return kept
        return self.element(value, op)

    def yielded(self, function: Function) -> Values:
        """What a generator function yields."""
        evaluator = self._evaluator
        if function.is_stub:
            return evaluator.outside.yielded(function)
        key = (function, "yield")
        if not evaluator.guarded(key):
            return NOTHING
        try:
            groups: list[Values] = []
            for each in function.yields:
                value = each.node.value
                if isinstance(value, cst.BaseExpression):
                    groups.append(evaluator.values(value, each))
            return join(*groups) or NOTHING
        finally:
            evaluator.leave(key)

    def item(self, node: cst.Subscript, op: Op) -> Values:
        """The values of ``container[key]``."""
        evaluator = self._evaluator
        groups: list[Values] = []
        for value in evaluator.values(node.value, op):
            if isinstance(value, ClassRef):  # Generic[int]
                groups.append((value,))
                continue
            if isinstance(value, External) and value.name in _CALLABLE:  # an alias for an annotation
                groups.append(of_signature(node))
                continue
            cut = any(isinstance(element.slice, cst.Slice) for element in node.slice)
            if isinstance(value, Instance) and isinstance(value.type, str):
                result = evaluator.catalogue.operator(value.type, "[:]" if cut else "[]")
                if result is not None:
                    groups.append(made(result, value))
                    continue
            named = self._named(value, node, op) if not cut else None
            if named is not None:
                groups.append(named)
            elif cut:
                groups.append(self._cut(value, op))
            elif isinstance(value, (Display, Instance, Foreign)):
                place = self._place(node, op) if _is_tuple(value) else None
                entry = self._entry(value, node, op) if place is None else self.unpack((value,), (place,))
                groups.append(self.stored(value, op) if entry is None else entry)
            else:
                groups.append(NOTHING)
        return join(*groups) or NOTHING

    def _named(self, value: Value, node: cst.Subscript, op: Op) -> Values | None:
        """A place of a named tuple, an entry of a typed dict."""
        if not isinstance(value, Instance) or not isinstance(value.type, Class):
            return None
        index = node.slice[0].slice
        entry = self._evaluator.records.entry(value, index.value) if isinstance(index, cst.Index) else None
        if entry is not None:
            return entry
        place = self._place(node, op)
        return self._evaluator.records.place(value, place) if place is not None else None

    def _entry(self, value: Value, node: cst.Subscript, op: Op) -> Values | None:
        """What a dict is written with for a constant key; None if that is not to be seen."""
        index = node.slice[0].slice
        if not isinstance(value, Display) or not isinstance(value.node, cst.Dict) or not isinstance(index, cst.Index):
            return None
        wanted = self._evaluator.values(index.value, op)
        if len(wanted) != 1 or not isinstance(wanted[0], Constant):
            return None
        place = _inside(value, op)
        for entry in reversed(value.node.elements):
            if not isinstance(entry, cst.DictElement):
                return None
            if self._evaluator.values(entry.key, place) == wanted:
                return self._evaluator.values(entry.value, place)
        return None

    def _cut(self, value: Value, op: Op) -> Values:
        """A slice of a builtin sequence is a sequence of the same type."""
        if isinstance(value, Display) and isinstance(value.node, (cst.List, cst.ListComp)):
            return (Instance("builtins.list", None, self.element(value, op)),)
        if isinstance(value, Instance) and value.type in _SLICED:
            return (value,)
        return NOTHING

    def _place(self, node: cst.Subscript, op: Op) -> int | None:
        """The constant index of a subscript."""
        index = node.slice[0].slice
        values = self._evaluator.values(index.value, op) if isinstance(index, cst.Index) else ()
        if len(values) == 1 and isinstance(values[0], Constant) and isinstance(values[0].value, int):
            return values[0].value
        return None

    def unpack(self, values: Values, path: tuple[int, ...]) -> Values:
        """What tuple unpacking takes out of ``values`` at ``path``."""
        for place in path:
            groups: list[Values] = []
            for value in values:
                if isinstance(value, Display) and isinstance(value.node, (cst.Tuple, cst.List)) and place >= 0:
                    elements = value.node.elements
                    if place < len(elements) and not any(
                        isinstance(e, cst.StarredElement) for e in elements[: place + 1]
                    ):
                        op = _inside(value, None)
                        groups.append(self._evaluator.values(elements[place].value, op))
                        continue
                if isinstance(value, Instance) and value.element and place >= 0:
                    fixed = value.type == TUPLE and place < len(value.element)
                    groups.append((value.element[place],) if fixed else value.element)
                    continue
                named = self._evaluator.records.place(value, place) if place >= 0 else None
                if named is not None:
                    groups.append(named)
                    continue
                if place < 0:
                    alike = value.element if isinstance(value, Instance) and value.type != TUPLE else ()
                    if isinstance(value, Display) and isinstance(value.node, (cst.ListComp, cst.GeneratorExp)):
                        alike = self.element(value, _inside(value, None))
                    groups.append((Instance("builtins.list", None, alike),) if place == STARRED else alike or NOTHING)
                    continue
                groups.append(self._evaluator.outside.reached(value, ("unpack", place)))
            values = join(*groups) or NOTHING
        return values

    # -- with -------------------------------------------------------------------------------------------------------

    def entered(self, context: cst.BaseExpression, op: Op) -> Values:
        """What ``with context as x`` binds to x."""
        return join(*(self.enter(value) for value in self._evaluator.values(context, op)))

    def enter(self, value: Value) -> Values:
        """What entering a context manager binds."""
        evaluator = self._evaluator
        if isinstance(value, ContextManager):
            return self.yielded(value.of.function)
        if isinstance(value, Instance):
            if isinstance(value.type, str):
                if value.type in {"contextlib.nullcontext", "contextlib.closing", "contextlib.aclosing"}:
                    return value.element or NOTHING
                for name in evaluator.catalogue.lineage(value.type):
                    known = evaluator.catalogue.types.get(name)
                    if known is not None and known.enters is not None:
                        return made(known.enters, value)
                for name in ("__enter__", "__aenter__"):
                    api = evaluator.catalogue.api(f"{value.type}.{name}")
                    if api is not None and api.returns:
                        return made(api.returns, value)
                found = evaluator.outside.reached(value, ("enter",))
                return found if found != NOTHING else (value,)
            for name in ("__enter__", "__aenter__"):
                method = evaluator.classes.method(value.type, name)
                if method is not None:
                    return evaluator.calls.returned(FunctionRef(method))
            if evaluator.classes.external_bases(value.type):
                return (value,)
            return NOTHING
        if isinstance(value, Coroutine):
            key = (Members.enter, value)
            if not evaluator.guarded(key):
                return NOTHING  # a coroutine function that returns its own coroutine
            try:
                return join(*(self.enter(each) for each in evaluator.calls.awaited(value)))
            finally:
                evaluator.leave(key)
        return evaluator.outside.reached(value, ("enter",))


def _inside(value: Display, op: Op | None) -> Op:
    """An operation in the display's own block, so that its names are looked up where it was written."""
    items = value.block.items
    for item in reversed(items):
        if isinstance(item, Op):
            return item
    if op is not None:
        return op
    return _Anchor(value)


class _Anchor(Op):
    """A place for look-ups in a block without operations; it is not recorded anywhere."""

    def __init__(self, value: Display) -> None:
        self.node = value.node
        self.block = value.block
        self.at = len(value.block.items)
        self.index = -1


__all__ = ["UNKNOWN", "Members", "is_property"]


def _is_tuple(value: Value) -> bool:
    if isinstance(value, Display):
        return isinstance(value.node, cst.Tuple)
    return isinstance(value, Instance) and value.type == TUPLE

"""Classes of this module: method resolution order, attributes and overrides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import ClassBody
from flake8_asyncsafe.model.scopes import Class, Function, Stub, StubClass
from flake8_asyncsafe.model.values import ClassRef, Constant, External, Instance, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Scope

#: bases that add no attributes of interest
_EMPTY_BASES = frozenset({"builtins.object", "abc.ABC", "typing.Generic", "typing.Protocol"})
#: of a longer line of bases the rest is not known: each class of it would need as much room
_MOST_CLASSES = 256
#: of a longer chain of names for one decorator the rest is not followed
_MOST_ALIASES = 4


class Classes:
    """The class hierarchy in sight."""

    def __init__(self, evaluator: Evaluator, classes: list[Class]) -> None:
        self._evaluator = evaluator
        self._classes = classes
        self._mro: dict[Class, tuple[tuple[Class, ...], tuple[str, ...], bool]] = {}
        self._forms: dict[tuple[Class, Class], bool] = {}
        self._properties: dict[Class, frozenset[str]] = {}
        self._subclasses: dict[Class, list[Class]] | None = None

    def mro(self, cls: Class) -> tuple[Class, ...]:
        """The class and its bases in sight, most derived first."""
        return self._lineage(cls)[0]

    def external_bases(self, cls: Class) -> tuple[str, ...]:
        """Canonical names of the bases from outside this module, of the class and of its bases here."""
        return self._lineage(cls)[1]

    def complete(self, cls: Class) -> bool:
        """Whether every base is known: then what is not found in the hierarchy does not exist."""
        return self._lineage(cls)[2]

    def resolved(self, cls: Class) -> bool:
        """Whether every base is known by name, in this module or outside: no part of the hierarchy is hidden."""
        return all(value is not None for each in self.mro(cls) for value in self._base_values(each))

    def _lineage(self, cls: Class) -> tuple[tuple[Class, ...], tuple[str, ...], bool]:
        """Bases before their subclasses, on a stack of our own: hierarchies may be long, and circular."""
        known = self._mro.get(cls)
        if known is not None:
            return known
        cuts = self._evaluator.cuts
        stack = [cls]
        open_classes = {cls}
        while stack:
            current = stack[-1]
            if current not in self._mro:
                missing = [
                    value.cls
                    for value in self._base_values(current)
                    if isinstance(value, ClassRef) and value.cls not in self._mro and value.cls not in open_classes
                ]
                if missing:
                    stack.extend(missing)
                    open_classes.update(missing)
                    continue
                self._mro[current] = self._linearised(current)
            stack.pop()
        found = self._mro[cls]
        if self._evaluator.cuts != cuts:  # not all that there is: good for this question alone
            for each in open_classes:
                self._mro.pop(each, None)
        return found

    def _base_values(self, cls: Class) -> Iterator[Value | None]:
        """The values of each base; None for one that cannot be resolved."""
        if cls.is_stub:
            for values in self._evaluator.outside.bases(cls):
                known = [value for value in values if isinstance(value, (ClassRef, External))]
                yield from known or (None,)
            return
        for base in cls.bases:
            expression = base.value if isinstance(base, cst.Subscript) else base  # Generic[T], Base[int]
            hit = False
            for value in self._evaluator.values(expression, cls.write) if cls.write is not None else ():
                if isinstance(value, (ClassRef, External)):
                    hit = True
                    yield value
            if not hit:
                yield None

    def _linearised(self, cls: Class) -> tuple[tuple[Class, ...], tuple[str, ...], bool]:
        lineages: list[tuple[Class, ...]] = []
        external: dict[str, None] = {}
        complete = True
        for value in self._base_values(cls):
            if isinstance(value, ClassRef):
                mro, bases, whole = self._mro.get(value.cls, ((value.cls,), (), False))  # absent: a circle, class A(A)
                complete = complete and whole
                lineages.append(mro)
                external.update(dict.fromkeys(bases))
            elif isinstance(value, External):
                external[value.name] = None
                complete = complete and value.name in _EMPTY_BASES
            else:
                complete = False
        merged = lineages[0] if len(lineages) == 1 else tuple(_merged(lineages))
        whole = len(merged) < _MOST_CLASSES
        return (cls, *merged[: _MOST_CLASSES - 1]), tuple(external), complete and whole

    def subclasses(self, cls: Class) -> tuple[Class, ...]:
        """The classes of this module that derive from ``cls``."""
        if self._subclasses is None:
            self._subclasses = {}
            for candidate in self._classes:
                for base in self.mro(candidate)[1:]:
                    self._subclasses.setdefault(base, []).append(candidate)
        own = tuple(self._subclasses.get(cls, ()))
        return (*own, *self._evaluator.outside.subclasses(cls)) if cls.is_stub else own

    def definitions(self, cls: Class, name: str) -> Iterator[tuple[Class, Sequence[Write]]]:
        """Yield (class, writes of attribute ``name`` in its body and through self or cls), most derived first."""
        for each in self.mro(cls):
            writes = self.lasting(each.scope.bindings.get(name, ()))
            if not any(_is_property(write) for write in writes):  # else a write of self.x calls its setter
                writes = [*writes, *each.attributes.get(name, ())]
            if writes:
                yield each, writes

    def is_made(self, write: Write) -> bool:
        """Whether a binding in a class body is more than a declaration; the summary has the values of others."""
        if write.how == "given":
            values = self._evaluator.bound(write)
            return any(isinstance(v, Constant) or (isinstance(v, Instance) and v.origin is not None) for v in values)
        return write.how in {"assign", "ann"} and write.value is not None

    @staticmethod
    def lasting(writes: Sequence[Write]) -> Sequence[Write]:
        """The bindings in a class body that its end sees: the last one, and those before it that a condition may skip.

        ``@x.setter`` and ``@x.deleter`` hide the getter's name but not its meaning.
        """
        plain = [write for write in writes if not _completes_property(write)] or list(writes)
        for place in range(len(plain) - 1, 0, -1):
            if isinstance(plain[place].block.owner, ClassBody):
                return plain[place:]
        return plain

    @classmethod
    def telling(cls, writes: Sequence[Write]) -> Sequence[Write]:
        """The bindings in a class body that an instance can tell: those that last, and setters and deleters."""
        lasting = cls.lasting(writes)
        return [write for write in writes if write in lasting or _completes_property(write)]

    def method(self, cls: Class, name: str) -> Function | None:
        """The method that ``name`` means on an instance of ``cls``, if it is a plain one defined in this module."""
        for _, writes in self.definitions(cls, name):
            last = writes[-1].detail
            return last if isinstance(last, Function) else None
        return None

    def is_converted(self, cls: Class) -> bool:
        """Whether a decorator of a class makes plain methods of its coroutine functions: ``@syncify``.

        Their names say so; what they do, they do by ``setattr``.
        """
        return any(
            each.converted
            if isinstance(each, StubClass)
            else any(
                "sync" in dotted_text(node.func if isinstance(node, cst.Call) else node).lower()
                for node in each.decorators
            )
            for each in self.mro(cls)
        )

    def is_asynchronous_form(self, cls: Class, base: Class) -> bool:
        """Whether a class makes coroutines of plain methods that it inherits from ``base``.

        What such a base class keeps in its attributes, its asynchronous form keeps others of its kind in.
        """
        key = (cls, base)
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = any(
                isinstance(write.detail, Function) and write.detail.is_async and self._is_plain(base, name)
                for each in self.mro(cls)
                if each is not base and base in self.mro(each)
                for name, writes in each.scope.bindings.items()
                for write in writes
            )
        return known

    def _is_plain(self, cls: Class, name: str) -> bool:
        method = self.method(cls, name)
        return method is not None and not method.is_coroutine

    def properties(self, cls: Class) -> frozenset[str]:
        """The names of the properties of a class: what looking them up on an instance calls a function for."""
        known = self._properties.get(cls)
        if known is None:
            known = self._properties[cls] = frozenset(
                name
                for each in self.mro(cls)
                for name, writes in each.scope.bindings.items()
                if any(_is_getter(write) for write in writes)
            )
        return known

    def setter(self, cls: Class, name: str) -> Function | None:
        """The function that assigning to the property ``name`` calls."""
        for each in self.mro(cls):
            writes = each.scope.bindings.get(name, ())
            for write in reversed(writes):
                if isinstance(write.detail, Function) and _sets(write.detail, name):
                    return write.detail
            if writes:
                return None
        return None

    def overrides(self, cls: Class, name: str) -> Iterator[tuple[Class, Function]]:
        """Yield (subclass, method) for each override of ``name`` below ``cls``."""
        for sub in self.subclasses(cls):
            for write in sub.scope.bindings.get(name, ()):
                if isinstance(write.detail, Function):
                    yield sub, write.detail


def _merged(lineages: list[tuple[Class, ...]]) -> Iterator[Class]:
    """The bases of a class in the order of look-ups.

    It is C3, as CPython computes it (M. Simionato, *The Python 2.3 Method Resolution Order*, docs.python.org).  Where
    there is no such order (Python refuses the class, or one base may be one of several), depth first.
    """
    todo = [list(lineage) for lineage in lineages]
    todo.append([lineage[0] for lineage in lineages])
    while todo := [rest for rest in todo if rest]:
        behind = {each for rest in todo for each in rest[1:]}
        head = next((rest[0] for rest in todo if rest[0] not in behind), todo[0][0])
        yield head
        todo = [[each for each in rest if each is not head] for rest in todo]


def _is_property(write: Write) -> bool:
    return isinstance(write.detail, Function) and any(
        name.rpartition(".")[2] in {"property", "abstractproperty"} for name in decorator_names(write.detail)
    )


def _is_getter(write: Write) -> bool:
    return isinstance(write.detail, Function) and any(
        name.rpartition(".")[2] in {"property", "cached_property", "abstractproperty"}
        for name in decorator_names(write.detail)
    )


def _completes_property(write: Write) -> bool:
    if isinstance(write.detail, Stub):
        return not {"setter", "deleter"}.isdisjoint(write.detail.kinds)
    return isinstance(write.detail, Function) and any(
        name.endswith((".setter", ".deleter")) for name in decorator_names(write.detail)
    )


def _sets(function: Function, name: str) -> bool:
    """Whether a function is the setter of that property: ``@name.setter``, ``@Base.name.setter``."""
    if isinstance(function, Stub):
        return function.name == name and "setter" in function.kinds
    return any(f".{each}".endswith(f".{name}.setter") for each in decorator_names(function))


def decorator_names(function: Function) -> Iterator[str]:
    """Yield the name of each decorator without its arguments ("functools.wraps"), as it is called where it is from."""
    if isinstance(function, Stub):
        yield from function.kinds
        return
    for decorator in function.decorators:
        text = dotted_text(decorator.func if type(decorator) is cst.Call else decorator)
        yield _without_alias(text, function.write.block.scope) if function.write is not None else text


def _without_alias(text: str, scope: Scope) -> str:
    """A dotted name without the alias at its start: of ``acm``, ``asynccontextmanager`` that was imported as that.

    Of a name with several bindings (``try: import ... except ImportError: import ...``) all have to mean the same.
    """
    for _ in range(_MOST_ALIASES):
        root, dot, rest = text.partition(".")
        home = scope.lookup(root)
        meant = {_other_name(write) for write in home.bindings[root]} if home is not None else set()
        name = meant.pop() if len(meant) == 1 else ""
        if name in {"", root}:
            break
        text = f"{name}{dot}{rest}"
    return text


def _other_name(write: Write) -> str:
    """The last name of what is imported by a binding, or the text of the name or attribute that it assigns."""
    if write.how == "import":
        return str(write.detail).rpartition(".")[2]
    if write.how == "assign" and not write.path and isinstance(write.value, (cst.Name, cst.Attribute)):
        return dotted_text(write.value)
    return ""

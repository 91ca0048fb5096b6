"""Locks: which object a lock expression is, of what kind, and which operations take or give it back.

Two expressions are the same lock when they are the same access path from the same root: ``self`` (one object within a
method and the methods it calls on self), a global, a class, a local.  ``Condition(self._lock)`` is that lock; a
local alias (``lock = self._lock``) is what it aliases.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind, LockTraits
from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.locks.reach import LockReach
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Op, Write
from flake8_asyncsafe.model.scopes import Class, Function, StubClass
from flake8_asyncsafe.model.values import (
    UNKNOWN,
    ClassRef,
    Constant,
    Coroutine,
    Foreign,
    FunctionRef,
    Instance,
    Method,
    Value,
    join,
    known,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module

_WORDS = frozenset({"lock", "mutex", "semaphore", "guard", "rlock"})
_PAIR = frozenset({"acquire", "release"})
_TAKING = ("acquire", "__aenter__", "__enter__")
#: what tells who asks
_WHO_ASKS = frozenset({"current_task", "get_current_task", "get_ident", "current_thread", "getcurrent"})
#: decorators that leave what a function gives as it is
_UNCHANGED = frozenset({"staticmethod", "classmethod"})
#: counters that each task may borrow from only once
PER_BORROWER = frozenset({"anyio.CapacityLimiter", "trio.CapacityLimiter"})
#: the type of what may be a lock or not: something of another module, while its own is summarised
PERHAPS = "?"
#: how a class of locks says that whoever holds one may take it again
_REENTRANT = re.compile(r"RLock|Re-?_?[Ee]ntrant|Recursive")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def words(name: str) -> frozenset[str]:
    """The words that a name is made of, in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(name))


def says_lock(name: str) -> bool:
    """Whether a whole word of a name is lock, mutex, semaphore or guard (``clock`` and ``unlock`` are not)."""
    return not _WORDS.isdisjoint(words(name))


@dataclass(frozen=True, slots=True)
class Path:
    """An object by the way to it: ``root`` is what the way starts from, ``steps`` the attributes taken.

    ``root``: ("self", method owner), ("class", dotted name), ("global", dotted name), ("local", scope, name), ("fresh",
    node): an object that nothing else names.
    """

    root: tuple[object, ...]
    steps: tuple[str, ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells objects apart; one object is ``self`` for all the methods that run on it."""
        root = ("self",) if self.root[0] == "self" else self.root
        return (*root, *self.steps)


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock expression, resolved.

    ``traits`` is None where only the name says that it is a lock.  ``text`` is how the code writes it, ``type`` the
    canonical name of its type, ``reason`` the user's words where the configuration bars it from awaits.  ``single`` is
    false if the path may stand for several objects (``locks[key]``).
    """

    path: Path
    text: str
    traits: LockTraits | None
    type: str = ""
    single: bool = True
    reason: str = ""

    @property
    def kind(self) -> LockKind | None:
        """What the lock excludes, if known."""
        return self.traits.kind if self.traits is not None else None

    @property
    def identity(self) -> tuple[object, ...]:
        """What tells locks apart."""
        return self.path.identity

    @property
    def excludes_itself(self) -> bool:
        """Whether whoever holds it waits for ever if he asks again."""
        if self.traits is None or not self.single:
            return False
        return self.type in PER_BORROWER or not (self.traits.reentrant or self.traits.counting)


class Locks:
    """Resolves lock expressions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[cst.BaseExpression, Lock | None] = {}
        self._owned: dict[Class, bool] = {}
        self._aliases: dict[tuple[Class, str], Path | None] = {}
        self.reach = LockReach(module, self)

    def lock(self, expression: cst.BaseExpression, op: Op) -> Lock | None:
        """The lock that ``expression`` is, or None if it is none as far as can be known."""
        if expression in self._memo:
            return self._memo[expression]
        self._memo[expression] = None
        self._memo[expression] = found = self._resolve(expression, op)
        return found

    def _resolve(self, expression: cst.BaseExpression, op: Op) -> Lock | None:
        module = self._module
        values = module.values(expression, op)
        kinds: dict[LockTraits, str] = {}
        for value in values:
            traits = self.traits(value)
            if traits is not None:
                kinds[traits] = _type_name(value)
        others = [v for v in known(values) if self.traits(v) is None and not _is_null(v)]
        if len({traits.kind for traits in kinds}) > 1 and isinstance(op, Enter) and op.node.item is expression:
            # one of two kinds: the form of the with tells which it is here
            kinds = {each: name for each, name in kinds.items() if (each.kind is LockKind.ASYNC) is op.scope.is_async}
        if len({traits.kind for traits in kinds}) == 1 and not others:
            text = module.source(expression)
            traits, type_name = next(iter(kinds.items()))
            underlying = self._underlying(values, traits, expression, op)
            if underlying is not None:
                path, single = underlying.path, underlying.single
                if path.root[0] == "fresh":  # `Condition(Lock())`: nobody else has that one
                    path, single = self.path(expression, op)
                return replace(underlying, path=path, text=text, type=type_name, single=single)
            if traits.wraps_lock:
                traits = replace(traits, reentrant=all(each.reentrant for each in kinds))
            path, single = self.path(expression, op)
            return Lock(path, text, traits, type_name, single)
        if (
            not kinds
            and self._unknown(values)
            and (says_lock(_last_name(expression)) or self._is_used_as_lock(expression, op))
        ):
            path, single = self.path(expression, op)
            return Lock(path, module.source(expression), None, "", single)
        if self._is_home_made(expression, op, others):
            path, single = self.path(expression, op)
            return Lock(path, module.source(expression), None, "", single)
        if not kinds and values and module.outside.is_symbolic and all(map(module.outside.may_be_anything, values)):
            path, single = self.path(expression, op)  # whether it is one is seen when the summary is used
            return Lock(path, module.source(expression), None, PERHAPS, single)
        return None

    def _is_used_as_lock(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether ``x.l.acquire()`` has its ``x.l.release()`` in a plain function, and `l` is a lock in some class."""
        if not isinstance(op, Call) or op.function.is_async or not isinstance(expression, cst.Attribute):
            return False
        if expression.attr.value not in self._lock_attributes:
            return False
        text = dotted_text(expression)
        called: set[str] = set()
        for call in op.function.calls if text else ():
            func = call.node.func
            if type(func) is cst.Attribute and func.attr.value in _PAIR and dotted_text(func.value) == text:
                called.add(func.attr.value)
        return called == _PAIR

    def _is_home_made(self, expression: cst.BaseExpression, op: Op, others: list[Value]) -> bool:
        """Whether ``async with self._lock`` enters an object of the project's own class of locks (or may do so)."""
        if not isinstance(op, Enter) or not op.scope.is_async or not others or not says_lock(_last_name(expression)):
            return False
        method = self._module.classes.method
        return all(
            isinstance(value, Instance)
            and isinstance(value.type, Class)
            and all(method(value.type, name) is not None for name in ("acquire", "release"))
            for value in others
        )

    @cached_property
    def _lock_attributes(self) -> frozenset[str]:
        """The names of attributes that some class of this module binds to locks only."""
        found: dict[str, bool] = {}
        for cls in self._module.lowering.classes:
            for name, writes in cls.attributes.items():
                values = known(join(*(self._module.evaluator.bound(write) for write in writes)))
                locks = bool(values) and all(self.traits(value) is not None for value in values)
                found[name] = locks and found.get(name, True)
        return frozenset(name for name, locks in found.items() if locks)

    def typed(self, lock: Lock, values: tuple[Value, ...]) -> Lock:
        """A lock of unknown kind, given what its values are seen from elsewhere (no change if they do not agree)."""
        found = [(self.traits(value), _type_name(value)) for value in values]
        if len(found) != 1 or found[0][0] is None or found[0][0].wraps_lock:
            return lock
        return replace(lock, traits=found[0][0], type=found[0][1])

    @staticmethod
    def _unknown(values: tuple[Value, ...]) -> bool:
        return all(value == UNKNOWN or value == Constant(None) or isinstance(value, Foreign) for value in values)

    def traits(self, value: Value) -> LockTraits | None:
        """What kind of lock a value is, by its type or a base of it."""
        if not isinstance(value, Instance):
            return None
        catalogue = self._module.catalogue
        names = (value.type,) if isinstance(value.type, str) else self._module.classes.external_bases(value.type)
        for name in names:
            for each in catalogue.lineage(catalogue.canonical(name)):
                entry = catalogue.types.get(each)
                if entry is not None and entry.lock is not None:
                    traits = self._adjusted(entry.lock, value)
                    own = isinstance(value.type, Class) and self._knows_its_owner(value.type)
                    return replace(traits, reentrant=True) if own and traits is not None else traits
        return None

    def _knows_its_owner(self, cls: Class) -> bool:
        """Whether a class of locks takes them in a way of its own that lets the owner in again.

        Such a class says so by its name, or asks who is asking (``current_task()``); of one in another module that
        cannot be seen.
        """
        found = self._owned.get(cls)
        if found is None:
            classes = self._module.classes
            taking = [method for name in _TAKING if (method := classes.method(cls, name)) is not None]
            found = self._owned[cls] = (
                _REENTRANT.search(cls.name) is not None
                or any(method.is_stub for method in taking)
                or (bool(taking) and self._asks_who_asks(cls))
            )
        return found

    def _asks_who_asks(self, cls: Class) -> bool:
        methods = (
            write.detail
            for each in self._module.classes.mro(cls)
            for writes in each.scope.bindings.values()
            for write in writes
            if isinstance(write.detail, Function)
        )
        return any(
            dotted_text(call.node.func).rpartition(".")[2] in _WHO_ASKS for method in methods for call in method.calls
        )

    def _adjusted(self, traits: LockTraits, value: Instance) -> LockTraits | None:
        """``Semaphore(1)`` is a lock, ``Semaphore(0)`` is none: it is a signal, which nobody gives back."""
        if traits.counting and value.origin is not None:
            count = argument(value.origin, "value", 0)
            if count is None or (isinstance(count, cst.Integer) and count.value == "1"):
                return replace(traits, counting=False)
            if isinstance(count, cst.Integer) and count.value == "0":
                return None
        return traits

    def _underlying(
        self, values: tuple[Value, ...], traits: LockTraits, expression: cst.BaseExpression, op: Op
    ) -> Lock | None:
        if not traits.wraps_lock:
            return None
        for value in values:
            if isinstance(value, Instance) and value.origin is not None:
                given = argument(value.origin, "lock", 0)
                if given is not None and given is not expression:
                    place = self._place_of(value.origin) or op
                    return self.lock(given, place)
        return None

    def _place_of(self, node: cst.Call) -> Op | None:
        return self._module.call_at(node)

    # -- identity -----------------------------------------------------------------------------------------------------

    def path(self, expression: cst.BaseExpression, op: Op, depth: int = 0) -> tuple[Path, bool]:
        """(the way to the object that ``expression`` is, whether it always is the same object)."""
        steps: list[str] = []
        single = True
        node = expression
        # by the exact type: libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
        while type(node) is cst.Attribute or type(node) is cst.Subscript:
            if type(node) is cst.Attribute:
                steps.append(node.attr.value)
            else:
                index = self._module.source(node)[len(self._module.source(node.value)) :]
                steps.append(index)
                single = False
            node = node.value
        steps.reverse()
        if not isinstance(node, cst.Name):
            made = self._module.values(node, op) if steps and isinstance(node, cst.Call) else ()  # type(self).lock
            cls = next((value.cls for value in made if isinstance(value, ClassRef)), None)
            return (self._of_class(cls, tuple(steps)) if cls else Path(("fresh", node), tuple(steps))), single
        name = node.value
        owner = self._receiver(name, op)
        if owner is not None:
            return self._of_self(owner, tuple(steps)), single
        for value in self._module.values(node, op):
            if isinstance(value, ClassRef):
                return self._of_class(value.cls, tuple(steps)), single
        scope = op.block.scope.lookup(name)
        if scope is None:
            return Path(("global", f"{self._module.name}.{name}"), tuple(steps)), single
        writes = scope.bindings[name]
        if len(writes) > 1 and scope.function is op.function and scope.parent is not None:
            writes = latest(scope, name, op)
        if depth < 8 and len(writes) == 1 and writes[0].how in {"assign", "ann"} and writes[0].value is not None:
            value_node = writes[0].value
            if not writes[0].path and isinstance(value_node, (cst.Name, cst.Attribute, cst.Subscript)):
                path, whole = self.path(value_node, writes[0], depth + 1)
                return Path(path.root, (*path.steps, *steps)), single and whole
        if len(writes) == 1 and writes[0].how == "import":
            known, rest = self._module.outside.defined(str(writes[0].detail), tuple(steps))
            return Path(("global", known), rest), single
        if scope.parent is None:
            return Path(("global", f"{self._module.name}.{name}"), tuple(steps)), single
        return Path(("local", scope, name), tuple(steps)), single

    def _receiver(self, name: str, op: Op) -> Class | None:
        function = op.function
        while True:
            if function.receiver == name:
                return function.owner
            if name in function.scope.bindings or function.parent is None:
                return None
            function = function.parent

    def _of_self(self, owner: Class, steps: tuple[str, ...]) -> Path:
        if steps[:1] == ("__class__",):
            return self._of_class(owner, steps[1:])
        if steps:
            shared = self._class_level(owner, steps[0])
            if shared is not None:
                return Path(("class", self.name_of(shared)), steps)
            alias = self._alias_of(owner, steps[0])
            if alias is not None:
                return Path(alias.root, (*alias.steps, *steps[1:]))
        return Path(("self", owner), steps)

    def _alias_of(self, owner: Class, name: str) -> Path | None:
        """What every object's attribute is another name of: ``self._lock = _REGISTRY_LOCK``, and nothing else."""
        key = (owner, name)
        if key not in self._aliases:
            self._aliases[key] = None
            writes = [write for _, each in self._module.classes.definitions(owner, name) for write in each]
            value = writes[0].value if len(writes) == 1 and writes[0].how == "assign" and not writes[0].path else None
            if isinstance(value, (cst.Name, cst.Attribute)) and self._is_global(value, writes[0]):
                self._aliases[key] = self.path(value, writes[0])[0]
        return self._aliases[key]

    def _is_global(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression is a variable of the module, or an attribute of a class, that nobody makes twice."""
        root = node
        while isinstance(root, cst.Attribute):
            root = root.value
        scope = op.block.scope.lookup(root.value) if isinstance(root, cst.Name) else None
        if scope is None or scope.parent is not None or not isinstance(root, cst.Name):
            return False
        return len(scope.bindings[root.value]) == 1

    def _of_class(self, cls: Class, steps: tuple[str, ...]) -> Path:
        home = (self._class_level(cls, steps[0]) if steps else None) or cls
        return Path(("class", self.name_of(home)), steps)

    def made(self, op: Write) -> frozenset[LockKind]:
        """The kinds of lock of which an assignment makes a new one; empty if it certainly makes none."""
        if op.how not in {"assign", "ann"} or not isinstance(op.value, cst.Call) or op.path:
            return frozenset()
        found = set()
        for value in self._module.values(op.value, op):
            traits = self.traits(value) if isinstance(value, Instance) else None
            if traits is None or not isinstance(value, Instance) or not self._is_made_by(op.value, value):
                return frozenset()
            found.add(traits.kind)
        return frozenset(found)

    def _is_made_by(self, node: cst.Call, value: Instance) -> bool:
        """Whether a call makes an object, itself or by a function of this module that does nothing else with it."""
        if value.origin is node:
            return True
        call = self._module.call_at(node)
        makers = self._module.targets(call) if call is not None and value.origin is not None else ()
        return bool(makers) and all(
            isinstance(maker, (FunctionRef, Method))
            and not maker.function.is_async
            and all(last_name(each) in _UNCHANGED for each in maker.function.decorators)
            and any(each.value is value.origin for each in maker.function.returns)
            for maker in makers
        )

    def name_of(self, cls: Class) -> str:
        """The dotted name of a class, of this module or another one."""
        home = cls.home.name if isinstance(cls, StubClass) else self._module.name
        return f"{home}.{cls.qualname}"

    def _class_level(self, cls: Class, name: str) -> Class | None:
        """The class whose body makes attribute ``name``, if no method replaces it per instance."""
        for each, _ in self._module.classes.definitions(cls, name):
            if not each.is_only_rebound(name) or not any(
                map(self._module.classes.is_made, each.scope.bindings.get(name, ()))
            ):
                return None
            values = [value for w in each.scope.bindings[name] for value in self._module.evaluator.bound(w)]
            if any(isinstance(value, Instance) and value.type == "dataclasses.Field" for value in values):
                return None
            first = each.scope.bindings[name][0].value
            if isinstance(first, cst.Call) and any(
                arg.keyword is not None and arg.keyword.value in {"default_factory", "factory"} for arg in first.args
            ):
                return None  # made anew for each instance
            return each
        return None

    def owned(self, lock: Lock) -> tuple[object, ...]:
        """What tells locks apart throughout the module: an attribute of self with the class that it belongs to."""
        root, steps = lock.path.root, lock.path.steps
        if root[0] != "self" or not steps:
            return lock.identity
        owner = root[1]
        assert isinstance(owner, Class)
        for each, _ in self._module.classes.definitions(owner, steps[0]):
            owner = each
        return ("self", owner, *steps)

    # -- operations ---------------------------------------------------------------------------------------------------

    def method_call(self, call: Call, name: str) -> Lock | None:
        """The lock on which ``call`` calls the method ``name`` ("acquire", "release", "locked", "wait")."""
        func = call.node.func
        if type(func) is cst.Attribute:
            return self.lock(func.value, call) if func.attr.value == name else None
        if type(func) is cst.Name:  # acquire = lock.acquire; acquire()
            scope = call.block.scope.lookup(func.value)
            writes = scope.bindings[func.value] if scope is not None else []
            if len(writes) == 1 and isinstance(writes[0].value, cst.Attribute) and writes[0].value.attr.value == name:
                return self.lock(writes[0].value.value, writes[0])
        return None

    def enters(self, expression: cst.BaseExpression, op: Op, *, is_async: bool) -> bool:
        """Whether the object is of a class here that defines this form of ``with`` itself."""
        name = "__aenter__" if is_async else "__enter__"
        return any(
            isinstance(value, Instance)
            and isinstance(value.type, Class)
            and self._module.classes.method(value.type, name)
            for value in self._module.values(expression, op)
        )

    def entered(self, enter: Enter) -> Lock | None:
        """The lock that a with takes, if its context manager is one."""
        return self.lock(enter.node.item, enter)


def _type_name(value: Value) -> str:
    if isinstance(value, Instance):
        return value.type if isinstance(value.type, str) else value.type.name
    return ""


def _is_null(value: Value) -> bool:
    """``lock or nullcontext()``: no lock then."""
    return isinstance(value, Instance) and value.type == "contextlib.nullcontext"


def _last_name(expression: cst.BaseExpression) -> str:
    if isinstance(expression, cst.Call):
        expression = expression.func
    if isinstance(expression, cst.Subscript):
        key = expression.slice[0].slice
        if isinstance(key, cst.Index) and isinstance(key.value, cst.SimpleString):
            return str(key.value.raw_value)  # `state["lock"]`
        return _last_name(expression.value).removesuffix("s")
    if isinstance(expression, cst.Attribute):
        return expression.attr.value
    return expression.value if isinstance(expression, cst.Name) else ""


__all__ = ["Coroutine", "Lock", "Locks", "Path", "says_lock"]

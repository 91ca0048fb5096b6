"""Operations on shared state in several steps, between which threads get in: often without the GIL, hardly with it.

What CPython's documentation of the free-threaded build says decides which ones count.  One operation of a builtin
container is atomic there too (``append``, ``pop()``, ``d[k] = v``, ``setdefault``), and so is ``next`` of an
`itertools.count`.  A look and what is done about it are two operations, and an iterator that threads share may give an
element twice, or none.  Counters and other updates are told by `Races.updates`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.asks import catches
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.ops import Call, Iterate, Read, Try, Write, enclosing
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.sharing.accesses import Accesses, Kind
from flake8_asyncsafe.model.sharing.objects import SharedObjects
from flake8_asyncsafe.model.sharing.races import Races
from flake8_asyncsafe.model.tasks.nodes import is_none
from flake8_asyncsafe.syntax.walk import names_in, nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.contexts import Concurrency
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.sharing.accesses import Access
    from flake8_asyncsafe.model.sharing.races import Race

Key = tuple[object, ...]
#: what makes an iterator that a thread at a time may use; one of ``itertools.count`` may be shared
_ITERATORS = frozenset(
    {"builtins.iter", "builtins.zip", "builtins.enumerate", "builtins.map", "builtins.filter", "builtins.reversed"}
    | {"csv.reader", "csv.DictReader", "os.scandir", "re.finditer"}
)
_MADE = (cst.Call, cst.List, cst.Dict, cst.Set, cst.ListComp, cst.DictComp, cst.SetComp, cst.Await)
#: what puts something there twice if it is done twice
_ADD = frozenset({"append", "appendleft", "insert", "extend"})
_CONSTANTS = frozenset({"True", "False", "None"})
_REMOVE = frozenset({"pop", "popitem", "remove", "popleft"})


@dataclass(frozen=True, slots=True)
class Hazard:
    """At ``node`` threads may get in between; ``kind``: lazy, remove, property or iterator.

    ``state`` is what they share, ``evidence`` on which threads, ``other`` where the other one is.
    """

    node: cst.CSTNode
    kind: str
    state: str
    evidence: Concurrency
    other: cst.CSTNode


class Hazards:
    """The hazards of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)
        self._accesses = module.ask(Accesses)
        self._races = module.ask(Races)

    def found(self) -> Iterator[Hazard]:
        """Every operation on state that is seen to be shared by threads, without a lock."""
        if self._contexts.starts_threads:
            yield from self._checks()
            yield from self._properties()
            yield from self._iterators()

    # -- a look, and what is done about it ----------------------------------------------------------------------------

    def _checks(self) -> Iterator[Hazard]:
        seen: set[Op] = set()
        for each in (*self._races.checks(), *self._looked_up(), *self._drained()):
            race = self._with_removal(each) if _removes(each.access) else each
            if race is None:
                continue
            access, evidence = race.access, race.evidence
            if evidence is None or access.op in seen or self._is_of_its_own(access.key, access.function, evidence):
                continue
            seen.add(access.op)
            removes = _removes(access)
            if not removes and not self._makes(access, each.test):
                continue
            if removes and catches(self._module, access.op, "IndexError", "KeyError", "LookupError"):
                continue  # it is ready for nothing being left
            yield Hazard(access.node, "remove" if removes else "lazy", access.text, evidence, race.other.node)

    def _with_removal(self, race: Race) -> Race | None:
        """The same with somebody who takes something away too; who only adds leaves enough for both."""
        others = self._accesses.by_key[race.access.key]
        takers = tuple(each for each in others if _removes(each) or each.kind is Kind.STORE or _clears(each))
        return self._races.race(race.access, takers)

    def _makes(self, access: Access, test: cst.BaseExpression | None) -> bool:
        """Whether something is made because there was none: no flag that is set, nothing that may be added twice."""
        op = access.op
        if isinstance(op, Call):
            return isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in _ADD
        value = op.value if isinstance(op, Write) else None
        made = value is not None and any(isinstance(each, _MADE) for each in nodes(value))
        given = (
            access.kind is Kind.CHANGE and isinstance(value, cst.Name) and value.value not in {"True", "False", "None"}
        )
        if not made and not given:
            return False
        return access.kind is not Kind.STORE or test is None or _asks_for(test, access.text, self._module)

    def _looked_up(self) -> Iterator[Race]:
        """``found = cache.get(key)``, ``if found is None: cache[key] = ...``; ``except KeyError: cache[key] = ...``."""
        for accesses in self._accesses.by_key.values():
            for access in accesses:
                if access.kind not in {Kind.STORE, Kind.CHANGE} or not isinstance(access.op, Write):
                    continue
                if _is_reset(access.op) or not (self._tests_what_it_got(access) or self._is_for_want_of_it(access)):
                    continue
                race = self._races.race(access, accesses)
                if race is not None:
                    yield race

    def _drained(self) -> Iterator[Race]:
        """``while jobs: jobs.pop()``."""
        for accesses in self._accesses.by_key.values():
            for access in accesses:
                loop = next((each for each in loops_around(access.op) if each.kind == "while"), None)
                if loop is None or loop.endless or not _removes(access) or not isinstance(loop.node, cst.While):
                    continue
                look = next((op for op in loop.head.ops() if isinstance(op, Read)), None)
                if look is None or not self._races.is_about(loop.node.test, access):
                    continue
                if not self._accesses.held(look) & self._accesses.held(access.op):
                    race = self._races.race(access, accesses)
                    if race is not None:
                        yield race

    def _tests_what_it_got(self, access: Access) -> bool:
        for _, test, truth in required(access.op):
            if not says_absent(test, truth=truth):
                continue
            for name in names_in(test):
                scope = access.op.block.scope.lookup(name)
                writes = scope.bindings[name] if scope is not None and scope.function is access.function else []
                for write in writes:
                    if write.value is not None and write.index < access.op.index and self._is_look(write, access):
                        return True
        return False

    def _is_look(self, write: Write, access: Access) -> bool:
        """Whether a local gets what the state, or an element of it, is, with no lock held there and at the access."""
        value = write.value
        if isinstance(value, cst.Call) and isinstance(value.func, cst.Attribute) and value.func.attr.value == "get":
            value = value.func.value
        elif isinstance(value, cst.Subscript):
            value = value.value
        if not isinstance(value, (cst.Name, cst.Attribute)) or self._accesses.key(value, write) != access.key:
            return False
        return not self._accesses.held(write) & self._accesses.held(access.op)

    def _is_for_want_of_it(self, access: Access) -> bool:
        for compound, block in enclosing(access.op.block):
            if isinstance(compound, Try) and any(handler.block is block for handler in compound.handlers):
                handler = next(each for each in compound.handlers if each.block is block)
                names = set(names_in(handler.type))
                if not names & {"KeyError", "LookupError", "AttributeError", "IndexError"}:
                    return False
                held = self._accesses.held(access.op)
                return any(
                    isinstance(op.node, cst.Subscript)
                    and isinstance(op.node.value, (cst.Name, cst.Attribute))
                    and self._accesses.key(op.node.value, op) == access.key
                    and not self._accesses.held(op) & held
                    for op in compound.body.ops()
                )
        return False

    # -- cached properties --------------------------------------------------------------------------------------------

    def _properties(self) -> Iterator[Hazard]:
        for function in self._module.functions:
            at = next((i for i, name in enumerate(decorator_names(function)) if name.endswith("cached_property")), None)
            if at is None or function.owner is None or self._module.critical.operations.taken_by(function):
                continue
            evidence = self._contexts.concurrent(function, function)
            if evidence is None or self._is_of_its_own(("self",), function, evidence):
                continue
            via = evidence.second.via
            other = via[-1].node if via else function.node
            yield Hazard(function.decorators[at], "property", function.name, evidence, other)

    # -- iterators ----------------------------------------------------------------------------------------------------

    def _iterators(self) -> Iterator[Hazard]:
        uses: dict[Key, list[tuple[Op, cst.BaseExpression, str]]] = {}
        for function in self._module.functions:
            for op in function.ops:
                used = _stepped(op, self._module)
                if used is not None:
                    for key, made in self._iterator(used, op):
                        uses.setdefault(key, []).append((op, used, made))
        for key, each in uses.items():
            for op, used, _ in each:
                found = self._shared(key, op, [other for other, _, _ in each])
                if found is not None:
                    yield Hazard(op.node, "iterator", self._module.source(used), found[0], found[1].node)

    def _shared(self, key: Key, op: Op, others: list[Op]) -> tuple[Concurrency, Op] | None:
        held = self._accesses.held(op)
        for other in others:
            if held & self._accesses.held(other):
                continue
            evidence = self._contexts.concurrent(op.function, other.function, op, other)
            if evidence is not None and not self._is_of_its_own(key, op.function, evidence):
                return evidence, other
        return None

    def _iterator(self, node: cst.BaseExpression, op: Op) -> Iterator[tuple[Key, str]]:
        """(what tells it apart, how it was made) for an iterator that outlives the function."""
        key = self._accesses.key(node, op)
        if key is not None:
            writes: list[Write] = []
            if isinstance(node, cst.Name):
                scope = op.block.scope.lookup(node.value)
                writes = list(scope.bindings[node.value]) if scope is not None else []
            elif key[0] in {"self", "class"} and op.function.owner is not None and isinstance(node, cst.Attribute):
                for _, each in self._module.classes.definitions(op.function.owner, node.attr.value):
                    writes += each
            made = {self._made(write) for write in writes if not _is_reset(write)}
            if made and all(made):
                yield key, min(made)
            return
        # an argument: `Thread(target=work, args=(numbers,))`
        scope = op.block.scope.lookup(node.value) if isinstance(node, cst.Name) else None
        if scope is None or scope.function is not op.function or not isinstance(node, cst.Name):
            return
        for reach in self._contexts.of(op.function):
            for parameter, given, place in self._contexts.bound.parameters(reach.context) if reach.step is None else ():
                home = place.block.scope.lookup(given.value) if isinstance(given, cst.Name) else None
                if parameter != node.value or home is None or not isinstance(given, cst.Name):
                    continue
                writes = home.bindings[given.value]
                around = {id(loop) for loop in loops_around(place)}
                anew = any(id(loop) in around for write in writes for loop in loops_around(write))
                made = {self._made(write) for write in writes}
                if made and all(made) and not anew:
                    yield ("local", home, given.value), min(made)

    def _made(self, write: Write) -> str:
        """The API that makes the iterator which a write binds, "" if it is none."""
        if write.path or not isinstance(write.value, cst.Call):
            return ""
        names = self._module.names_of(write.value.func, write)
        if names & _ITERATORS or any(n.startswith("itertools.") and n != "itertools.count" for n in names):
            return min(names)
        return ""

    # -- objects of their own -----------------------------------------------------------------------------------------

    def _is_of_its_own(self, key: Key, function: Function, evidence: Concurrency) -> bool:
        """Whether each of the two threads has an object, or a variable, of its own."""
        if key[0] == "local":
            home = key[1].function if isinstance(key[1], Scope) else None
            both = (evidence.first, evidence.second)
            if any(home is each.context.entry or any(step.function is home for step in each.via) for each in both):
                return True
            # each run of the function around has its own, and waits for one job before it starts the next
            sites = [each.context.site for each in both]
            return all(site is not None and site.function is home for site in sites) and all(
                self._contexts.order.is_awaited(each.context) for each in both
            )
        if key[0] != "self":
            return False
        if self._races.is_own(function, evidence):
            return True
        objects = self._module.ask(SharedObjects)
        return not all(objects.reached_by(each) for each in (evidence.first, evidence.second))


def _stepped(op: Op, module: Module) -> cst.BaseExpression | None:
    """What an operation takes the next element from: ``next(it)``, ``it.__next__()``, ``for x in it``."""
    if isinstance(op, Iterate) and not op.is_async:
        return op.iterable if isinstance(op.iterable, (cst.Name, cst.Attribute)) else None
    if not isinstance(op, Call):
        return None
    func = op.node.func
    if isinstance(func, cst.Attribute) and func.attr.value == "__next__":
        return func.value
    if isinstance(func, cst.Name) and op.node.args and module.names_of(func, op) & {"builtins.next"}:
        return op.node.args[0].value
    return None


def _removes(access: Access) -> bool:
    op = access.op
    if isinstance(op, Call):
        return isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value in _REMOVE
    return isinstance(op, Write) and op.how == "del"


def _clears(access: Access) -> bool:
    func = access.op.node.func if isinstance(access.op, Call) else None
    return isinstance(func, cst.Attribute) and func.attr.value == "clear"


def _asks_for(test: cst.BaseExpression, state: str, module: Module) -> bool:
    """Whether a test looks whether state is there: ``x is None``, ``not x``; not which of several values it has."""
    todo = [test]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.UnaryOperation):
            todo.append(node.expression)
        elif isinstance(node, cst.BooleanOperation):
            todo += [node.left, node.right]
        elif isinstance(node, cst.NamedExpr):
            todo.append(node.value)
        elif isinstance(node, cst.Comparison):
            target = node.comparisons[0]
            if isinstance(target.operator, (cst.Is, cst.IsNot)) or is_none(target.comparator):
                todo.append(node.left)
        elif isinstance(node, (cst.Name, cst.Attribute)) and module.source(node) == state:
            return True
    return False


def _is_reset(write: Write) -> bool:
    return isinstance(write.value, cst.Name) and write.value.value in {"None", "False", "True"}

"""Stale reads: writes of shared state that act on what was read before a suspension.

At a suspension point any other task may run, so what was read of shared state before it may no longer be true after
it.  A write is stale if its value derives from such a read (``n = self.n; await f(); self.n = n + 1``, and
``self.n += await f()``, which reads first), or if it only happens because of a test on such a read
(``if self.conn is None: self.conn = await connect()``).  Reading the state again after the suspension makes all earlier
knowledge of it fresh: it was looked at again.  A write of our own settles a test: the flag that is set before the first
await is no longer acted upon.

Shared are the attributes of ``self`` and of classes, globals, and variables of enclosing functions, as access paths
(`Locks.path`); an element of a container is a path too (``self.cache[key]``), and a question put to the whole
container (``key in self.cache``, ``self.cache.get(key)``) is knowledge of each element.  A method that changes a
container is a write (``self.seen.add(url)``).  A look-up that fails is a test, too: its handler (``except KeyError``)
depends on it.  Not seen: reads and writes in helpers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import Containers
from flake8_asyncsafe.model.calls.suspensions import Suspensions
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Exit, Op, Read, Suspend, With, Write
from flake8_asyncsafe.syntax.walk import nodes, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.locks.critical.state import Held, Locked
    from flake8_asyncsafe.model.locks.identity import Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function, Scope

Identity = tuple[object, ...]
#: knowledge of one path, won by one read (or by a call of a helper that reads it)
Fact = tuple[Identity, Op]
Variable = tuple["Scope", str]

#: methods that change a container without asking what is in it
_CHANGES = frozenset({"add", "append", "appendleft", "update", "pop", "popitem", "remove", "insert", "extend"})
#: callables whose value is made of their arguments, and methods that give what is in their object
_PURE = frozenset(
    {"max", "min", "int", "float", "str", "len", "abs", "round", "sum", "sorted", "list", "set", "tuple", "dict"}
    | {"bytes", "frozenset", "bool", "divmod", "pow", "reversed", "enumerate", "zip"}
)
_GIVE = frozenset({"get", "copy", "pop", "setdefault", "union", "items", "keys", "values", "difference"})
#: what a failing look-up raises
_LOOK_UP = frozenset({"KeyError", "LookupError", "IndexError", "AttributeError"})
_CONTAINERS = frozenset({"list", "dict", "set", "deque"})
_BUILDING = frozenset({"__init__", "__post_init__", "__new__"})
_STORES = frozenset({"assign", "ann", "aug", "walrus", "for", "with", "del"})


@dataclass(frozen=True, slots=True)
class StaleWrite:
    """A write of ``path`` that acts on ``read``, which ``suspension`` (the first since) has made stale.

    ``how``: "value" (what is written derives from the read) or "guard" (the write happens because of a test on it).
    ``held_at_read`` and ``held_at_write`` are the locks held there; ``spanning`` those of them that are certainly held
    all the way in between.  ``tests`` are the (test, outcome) on the read that led to the write.
    """

    write: Write | Call
    path: Path
    read: Op
    suspension: Op
    how: Literal["value", "guard"]
    held_at_read: Locked
    held_at_write: Locked
    spanning: tuple[Held, ...] = ()
    tests: tuple[tuple[cst.CSTNode, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known at a point.

    ``fresh``: facts with no suspension since; ``stale``: facts with the first suspension since; ``carried``: the facts
    from which the value of a local derives; ``let_go``: facts with the operations that took locks released since (all
    these: on some path).  ``tested``: (fact, test, outcome) for the tests on whose outcome being here depends (on every
    path).
    """

    fresh: frozenset[Fact] = frozenset()
    stale: frozenset[tuple[Fact, Op]] = frozenset()
    carried: frozenset[tuple[Variable, Fact]] = frozenset()
    tested: frozenset[tuple[Fact, cst.CSTNode, object]] = frozenset()
    let_go: frozenset[tuple[Fact, Op]] = frozenset()


class StaleFlow(Flow[Known]):
    """The flow of knowledge about the shared paths that one function writes."""

    def __init__(self, function: Function, module: Module) -> None:
        super().__init__(function)
        self._module = module
        self._suspensions = module.ask(Suspensions)
        self._reads = {op.node: op for op in function.ops if isinstance(op, Read)}
        self._inside: dict[tuple[cst.CSTNode, bool], tuple[Read, ...]] = {}
        self._facts: dict[Read, tuple[Fact, ...]] = {}
        #: the shared writes of the function, with their paths
        self.writes: dict[Write | Call, Path] = {}
        for op in function.ops:
            path = (
                self._shared_target(op)
                if isinstance(op, Write)
                else self._changed(op)
                if isinstance(op, Call)
                else None
            )
            if path is not None and isinstance(op, (Write, Call)):
                self.writes[op] = path
        identities = [path.identity for path in self.writes.values()]
        self._wanted = frozenset(identity for each in identities for identity in about(each))
        #: what is only ever bound anew here, never changed in place
        inside = {each for identity in identities for each in about(identity)[1:]}
        inside |= {path.identity for op, path in self.writes.items() if isinstance(op, Call)}
        self._rebound = frozenset(identities) - inside

    # -- the flow -----------------------------------------------------------------------------------------------------

    def join(self, left: Known, right: Known) -> Known:
        """May-facts: either; tests that led here: both."""
        return Known(
            left.fresh | right.fresh,
            left.stale | right.stale,
            left.carried | right.carried,
            left.tested & right.tested,
            left.let_go | right.let_go,
        )

    def transfer(self, op: Op, state: Known) -> tuple[Known, Known]:
        """A suspension makes stale whether it ends well or by an exception; a write that fails has not happened."""
        if isinstance(op, Suspend):
            if op.lazy or not state.fresh or not self._suspensions.is_real(op):
                return state, state
            after = replace(state, fresh=frozenset(), stale=state.stale | {(fact, op) for fact in state.fresh})
            return after, after
        if isinstance(op, Read):
            facts = self._facts_of(op)
            looked = self._look(state, facts) if facts else state
            return looked, looked if type(op.node) is cst.Subscript else state
        if isinstance(op, Write):
            return self._store(op, state), state
        if isinstance(op, Call) and op in self.writes:
            return self._settle(self.writes[op], state), state
        if isinstance(op, (Exit, Call)) and (state.fresh or state.stale):
            taken = self._released(op)
            if taken:
                known = {*state.fresh, *(fact for fact, _ in state.stale)}
                after = replace(state, let_go=state.let_go.union((fact, each) for fact in known for each in taken))
                return after, after
        return state, state

    def _released(self, op: Exit | Call) -> frozenset[Op]:
        """The operations that took the locks which ``op`` gives back."""
        if isinstance(op, Exit):
            return frozenset({op.block.owner.enter}) if isinstance(op.block.owner, With) else frozenset()
        critical = self._module.critical
        lock = critical.released(op)
        if lock is None:
            return frozenset()
        return frozenset(held.op for held in critical.held(op).may if held.lock.identity == lock.identity)

    @staticmethod
    def _look(state: Known, facts: tuple[Fact, ...]) -> Known:
        seen = {identity for identity, _ in facts}
        again = frozenset(entry for entry in state.stale if _is_seen(entry[0][0], seen))
        fresh = state.fresh.union(facts, (fact for fact, _ in again))
        let_go = frozenset(entry for entry in state.let_go if not _is_seen(entry[0][0], seen))
        return replace(state, fresh=fresh, stale=state.stale - again, let_go=let_go)

    def _store(self, op: Write, state: Known) -> Known:
        path = self.writes.get(op)
        if path is not None:
            return self._settle(path, state)
        if not isinstance(op.node, cst.Name) or op.how not in _STORES:
            return state
        variable = self._variable(op.node.value, op)
        if variable is None:
            return state
        sources = self._sources(op, state)
        kept = state.carried if op.how == "aug" else frozenset(each for each in state.carried if each[0] != variable)
        return replace(state, carried=kept.union((variable, fact) for fact in sources))

    @staticmethod
    def _settle(path: Path, state: Known) -> Known:
        """A write of our own: what was known of the state before is no longer what is acted upon."""
        settled = {path.identity}
        return replace(state, tested=frozenset(each for each in state.tested if not _is_seen(each[0][0], settled)))

    def refine(self, test: cst.BaseExpression | None, state: Known, *, truth: bool) -> Known:
        """What follows depends on the reads in the test; which of them took place, its outcome may tell."""
        if test is None:
            return state
        facts = tuple(fact for each in _evaluated(test, truth=truth) for fact in self._read_in(each))
        return self._depend(self._look(state, facts) if facts else state, test, test, truth)

    def _read_in(self, operand: cst.BaseExpression) -> Iterator[Fact]:
        for read in self._inner_reads(operand, data=False):
            yield from self._facts_of(read)

    def choose(self, item: Branch, arm: int, state: Known, *, truth: bool) -> Known:
        """The arms of a match depend on the reads in its subject."""
        if isinstance(item.node, cst.Match):
            return self._depend(state, item.node.subject, item.node, (arm, truth))
        return super().choose(item, arm, state, truth=truth)

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: Known) -> Known:
        """``except KeyError``: what follows depends on the look-ups that may have failed."""
        if not state.fresh or not _is_failed_look_up(node):
            return state
        above = self._module.parents.get(node)
        body = above.body if isinstance(above, (cst.Try, cst.TryStar)) else None
        inside = frozenset(nodes(body)) if body is not None else frozenset()
        looked = ((fact, node, True) for fact in state.fresh if fact[1].node in inside)
        return replace(state, tested=state.tested.union(looked))

    def _depend(self, state: Known, test: cst.BaseExpression, node: cst.CSTNode, outcome: object) -> Known:
        facts = self._derived(test, state)
        return replace(state, tested=state.tested.union((fact, node, outcome) for fact in facts)) if facts else state

    # -- where values come from ---------------------------------------------------------------------------------------

    def _sources(self, op: Write, state: Known) -> frozenset[Fact]:
        """The facts from which what ``op`` stores derives."""
        facts = self._derived(op.value, state, data=True) if op.value is not None else frozenset()
        if op.how == "aug" and isinstance(op.node, cst.BaseExpression) and not self._is_in_place(op.node, op):
            facts |= self._derived(op.node, state, data=True)
        return facts

    def _is_in_place(self, node: cst.BaseExpression, op: Write) -> bool:
        """Whether ``self.rows += await more()`` changes the container that it is still, and stores that again."""
        owner = self.function.owner
        if not isinstance(node, cst.Attribute) or dotted_text(node.value) != self.function.receiver or owner is None:
            return False
        if self._module.ask(Containers).kind(node, op) not in _CONTAINERS:
            return False
        writes = [
            write for each in self._module.classes.mro(owner) for write in each.attributes.get(node.attr.value, ())
        ]
        return all(write.how == "aug" or write.function.name in _BUILDING for write in writes)

    def _derived(self, expression: cst.BaseExpression, state: Known, *, data: bool = False) -> frozenset[Fact]:
        """The facts in an expression; ``data``: those of which its value is made.

        What goes into a call is not: ``await connect(self.url)`` is a new object, whatever the address was.
        """
        facts: set[Fact] = set()
        for read in self._inner_reads(expression, data=data):
            facts.update(self._facts_of(read))
            variable = self._variable(read.root, read) if read.root and state.carried else None
            if variable is not None:
                carried = {fact for each, fact in state.carried if each == variable}
                if self._is_way_in(
                    read
                ):  # what is in there is read now; whether it is still that object is another matter
                    carried = {fact for fact in carried if data and fact[0] in self._rebound}
                facts |= carried
        return frozenset(facts)

    def _inner_reads(self, expression: cst.BaseExpression, *, data: bool) -> tuple[Read, ...]:
        found = self._inside.get((expression, data))
        if found is None:
            reads: list[Read] = []
            stack: list[cst.CSTNode] = [expression]
            while stack:
                node = stack.pop()
                if type(node) is cst.Lambda:
                    continue
                if data and type(node) is cst.Await:
                    continue
                if data and type(node) is cst.Call:
                    stack.extend(made_of(node))
                    continue
                if node in self._reads:
                    reads.append(self._reads[node])
                stack += parts(node)
            found = self._inside[expression, data] = tuple(reads)
        return found

    def _is_way_in(self, read: Read) -> bool:
        """Whether a local is read as another name of a shared object, to reach what is in it."""
        above = self._module.parents.get(read.node)
        reached = above if isinstance(above, cst.Subscript) and above.value is read.node else read.node
        return isinstance(reached, (cst.Attribute, cst.Subscript)) and self._shared(reached, read) is not None

    def _variable(self, name: str, op: Op) -> Variable | None:
        """The local variable that ``name`` is at ``op``."""
        scope = op.block.scope.lookup(name)
        if scope is None or scope.function is not self.function or scope.kind == "class":
            return None
        return scope, name

    # -- paths --------------------------------------------------------------------------------------------------------

    def _shared_target(self, op: Write) -> Path | None:
        """The path of a write of shared state."""
        if op.how not in _STORES or (op.how == "ann" and op.value is None):
            return None
        node = op.node
        return self._shared(node, op) if isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)) else None

    def _changed(self, op: Call) -> Path | None:
        """The path of a shared container that a method changes, unless the method itself looks first."""
        func = op.node.func
        if type(func) is not cst.Attribute or func.attr.value not in _CHANGES:
            return None
        if func.attr.value == "pop" and len(op.node.args) > 1:
            return None  # `pop(key, None)`: whether it is still there does not matter
        return self._shared(func.value, op) if isinstance(func.value, (cst.Name, cst.Attribute)) else None

    def _shared(self, node: cst.BaseExpression, op: Op, *, alias: bool = False) -> Path | None:
        if isinstance(node, cst.Name) and not alias and self._variable(node.value, op) is not None:
            return None
        path, _ = self._module.locks.path(node, op)
        kind = path.root[0]
        if kind == "local":  # a variable of an enclosing function, and what hangs on it
            return path if getattr(path.root[1], "function", None) is not self.function else None
        return path if kind == "global" or (kind in {"self", "class"} and path.steps) else None

    def _facts_of(self, op: Read) -> tuple[Fact, ...]:
        found = self._facts.get(op)
        if found is None:
            found = self._facts[op] = tuple((identity, op) for identity in self._identities(op))
        return found

    def _identities(self, op: Read) -> Iterator[Identity]:
        """The wanted paths that a read reads: ``self.a.b`` reads ``self.a`` too."""
        node = op.node
        above = self._module.parents.get(node)
        if type(above) is cst.Subscript and above.value is node:
            return  # only to reach an element, which is a read or a write of its own
        called = type(above) is cst.Call and above.func is node
        if called and isinstance(node, cst.Attribute) and node.attr.value in _CHANGES:
            return  # only to change it
        asked = type(above) is cst.ComparisonTarget and isinstance(above.operator, (cst.In, cst.NotIn))
        while isinstance(node, (cst.Name, cst.Attribute, cst.Subscript)):
            # a local may be another name of a shared object: what is asked of that object is asked now
            path = self._shared(node, op, alias=asked or node is not op.node)
            if path is not None and path.identity in self._wanted:
                yield path.identity
            if type(node) is not cst.Attribute:
                return
            node = node.value
            if isinstance(node, cst.Subscript):
                return  # has been read by itself

    # -- answers ------------------------------------------------------------------------------------------------------

    def answers(self) -> Iterator[StaleWrite]:
        """The stale writes of the function, in evaluation order."""
        held = self._module.critical.held
        for write, path in self.writes.items():
            state = self.before.get(write)
            if state is None:
                continue
            relevant = about(path.identity)
            since: dict[Fact, Op] = {}
            for fact, suspension in sorted(state.stale, key=lambda each: each[1].index):
                if fact[0] in relevant:
                    since.setdefault(fact, suspension)
            groups: tuple[tuple[Literal["value", "guard"], Iterable[Fact]], ...] = (
                ("value", self._sources(write, state) if isinstance(write, Write) else ()),
                ("guard", {fact for fact, _, _ in state.tested}),
            )
            for how, facts in groups:
                for fact in sorted((fact for fact in facts if fact in since), key=lambda fact: fact[1].index):
                    before, after = held(fact[1]), held(write)
                    spanning = tuple(
                        each for each in held_at_both(before, after) if (fact, each.op) not in state.let_go
                    )
                    tests = tuple((test, outcome) for each, test, outcome in state.tested if each == fact)
                    yield StaleWrite(write, path, fact[1], since[fact], how, before, after, spanning, tests)


def made_of(call: cst.Call) -> list[cst.CSTNode]:
    """The parts of a call of which its value is made."""
    if isinstance(call.func, cst.Name):
        return [arg.value for arg in call.args] if call.func.value in _PURE else []
    if isinstance(call.func, cst.Attribute) and call.func.attr.value in _GIVE:
        return [call.func]
    return []


def held_at_both(left: Locked, right: Locked) -> list[Held]:
    """The locks that are certainly held at both places, taken by the same operation."""
    sure = [h for h in left.may & right.may if left.surely(h.lock.identity) and right.surely(h.lock.identity)]
    return sorted(sure, key=lambda held: held.op.index)


def _evaluated(test: cst.BaseExpression, *, truth: bool) -> list[cst.BaseExpression]:
    """The later operands that an outcome says were evaluated: ``a or b`` is false only if both were looked at."""
    found: list[cst.BaseExpression] = []
    node = test
    while isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.And) is truth:
        # not one that branches itself; nor one that waits, which makes stale what it read
        if not isinstance(node.right, (cst.BooleanOperation, cst.IfExp)) and not _waits(node.right):
            found.append(node.right)
        node = node.left
    return found


def _is_failed_look_up(handler: cst.ExceptHandler | cst.ExceptStarHandler) -> bool:
    """``except KeyError``: what was looked up is not there."""
    kind = handler.type
    kinds = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    return any(isinstance(each, cst.Name) and each.value in _LOOK_UP for each in kinds)


def _waits(node: cst.CSTNode) -> bool:
    return any(type(each) is cst.Await for each in nodes(node))


def about(identity: Identity) -> tuple[Identity, ...]:
    """The paths knowledge of which is knowledge of a path: itself, and the container whose element it is."""
    last = identity[-1]
    return (identity, identity[:-1]) if isinstance(last, str) and last.startswith("[") else (identity,)


def _is_seen(identity: Identity, seen: set[Identity]) -> bool:
    """Whether a look at the paths ``seen`` tells about ``identity``: the same, its container, or an element of it."""
    return any(each in seen for each in about(identity)) or any(identity in about(each) for each in seen)


class StaleReads:
    """Stale writes of every function of a module, found on demand."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, tuple[StaleWrite, ...]] = {}

    def stale_writes(self, function: Function) -> tuple[StaleWrite, ...]:
        """The writes of shared state in ``function`` that act on what a suspension has made stale."""
        found = self._memo.get(function)
        if found is None:
            found = self._memo[function] = tuple(self._find(function))
        return found

    def _find(self, function: Function) -> Iterator[StaleWrite]:
        if function.kind != "function" or not function.suspends:
            return
        flow = StaleFlow(function, self._module)
        if flow.writes:
            flow.run(Known())
            yield from dict.fromkeys(flow.answers())

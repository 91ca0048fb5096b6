"""The balance of acquires and releases along each path of a function."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.locks.attempts import Attempts
from flake8_asyncsafe.model.locks.balance.worlds import (
    LOST,
    UNTOUCHED,
    Atom,
    Count,
    Known,
    World,
    atoms,
    constant,
    contradicts,
    every_atom,
)
from flake8_asyncsafe.model.locks.critical.operations import method_of
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Exit, Loop, Op, Read, Suspend, Try, With, Write, enclosing
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.locks.critical.state import Held, Identity
    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

State = frozenset[World]
#: more paths than this are not told apart
_MOST = 48
_TIMES = 3
_CANCELLATIONS = frozenset({"BaseException", "CancelledError", "Cancelled", "get_cancelled_exc_class"})
#: calls that write a line somewhere: that they fail between two releases is nobody's case
_LOGGING = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "print"})
_USED = frozenset({"tested", "bound", "compared", "identity"})


class BalanceFlow(Flow[State]):
    """Follows every path apart, as far as tests that are asked twice and names bound to constants tell them apart.

    ``tracked`` are the locks that the function releases itself, ``releasing`` tells what a helper certainly gives back.
    """

    def __init__(
        self,
        function: Function,
        module: Module,
        tracked: dict[Identity, Lock],
        helper: Callable[[Call], tuple[Identity | None, bool]],
    ) -> None:
        super().__init__(function)
        self._module = module
        self._sections = module.critical
        self._tracked = tracked
        self._texts = {lock.text: identity for identity, lock in tracked.items()}
        self._helper = helper
        self._tests = _asked_twice(function)
        self._attempts: dict[cst.CSTNode, Identity] = {}
        self._waits: dict[cst.CSTNode, tuple[Call, Identity]] = {}
        self._silent: dict[Try, bool] = {}
        #: (operation, lock, what is known of it there) for each release of what a path does not hold
        self.excess: dict[tuple[Op, Identity, Count], None] = {}
        #: the releases at which some path does hold the lock
        self.rightful: set[Op] = set()

    # -- the state ----------------------------------------------------------------------------------------------------

    def join(self, left: State, right: State) -> State:
        """The paths of both; too many of them are given up."""
        both = left | right
        if len(both) <= _MOST:
            return both
        return frozenset({World(frozenset((identity, LOST) for identity in self._tracked))})

    def transfer(self, op: Op, state: State) -> tuple[State, State]:
        """What an operation does on each path; what raises has not taken, but has released."""
        if isinstance(op, Enter):
            for held in self._sections.operations.entered(op):
                state = self._each(state, held.lock.identity, self._taken)
            return state, state
        if isinstance(op, Exit):
            return (self._leave(op, state),) * 2
        if isinstance(op, Call):
            return self._call(op, state)
        if isinstance(op, Suspend) and op.node in self._waits:
            call, identity = self._waits[op.node]
            direct = op.node is self._module.parents.get(call.node)
            failed = frozenset(replace(world, cancelled=True) for world in state) if direct else state
            return self._each(state, identity, self._taken), failed
        if isinstance(op, Write):
            state = frozenset(self._bind(op, world) for world in state)
        return state, state

    def may_raise(self, op: Op) -> bool:
        """Taking a thread lock and giving one back do not fail; nor, for this question, does a line of the log."""
        return self._fails(op) or self._is_all_that_fails(op)

    def _fails(self, op: Op) -> bool:
        if isinstance(op, Call) and (self._is_harmless(op) or self._sections.operations.never_fails(op)):
            return False
        if isinstance(op, Read) and self._names_lock(op):
            return False
        if isinstance(op, Enter):
            return not any(held.lock.identity in self._tracked for held in self._sections.operations.entered(op))
        return super().may_raise(op)

    def _names_lock(self, op: Read) -> bool:
        """Whether a read only gets at the lock once more: ``info["lock"].release()``."""
        return isinstance(op.node, cst.Subscript) and code_of(op.node) in self._texts

    def _is_harmless(self, op: Call) -> bool:
        """Whether a call takes or gives back one of the locks, or writes a line of the log."""
        name = method_of(op) or (op.node.func.value if isinstance(op.node.func, cst.Name) else "")
        if name in _LOGGING:
            return True
        return any(
            lock is not None and lock.identity in self._tracked
            for lock in (self._sections.released(op), getattr(self._sections.acquired(op), "lock", None))
        )

    def _is_all_that_fails(self, op: Op) -> bool:
        """Whether a try has handlers for this alone: ``try: count -= len(items) except TypeError: ...``."""
        if isinstance(op, Write):
            if op.how != "aug" and not isinstance(op.value, (cst.BinaryOperation, cst.Attribute)):
                return False
        elif not isinstance(op, Call) or self._is_harmless(op):
            return False
        for compound, block in enclosing(op.block):
            if isinstance(compound, Try) and block is compound.body and compound.handlers:
                if compound not in self._silent:
                    self._silent[compound] = not any(self._fails(each) for each in block.ops())
                return self._silent[compound]
        return False

    @staticmethod
    def _taken(count: Count) -> Count:
        if count.times is None:
            return count
        return Count(min(count.times + 1, _TIMES), None, taken=True)

    @staticmethod
    def _each(state: State, identity: Identity, change: Callable[[Count], Count]) -> State:
        return frozenset(world.with_count(identity, change(world.count(identity))) for world in state)

    def _lose(self, state: State, identity: Identity) -> State:
        return self._each(state, identity, lambda _: LOST) if identity in self._tracked else state

    # -- operations ---------------------------------------------------------------------------------------------------

    def _call(self, op: Call, state: State) -> tuple[State, State]:
        held = self._sections.acquired(op)
        if held is not None:
            state = self._pass_on(held, state)
            return (self._acquire(op, held, state),) * 2 if held.lock.identity in self._tracked else (state, state)
        freed = self._sections.released(op)
        if freed is not None:
            return (self._release(op, freed.identity, state),) * 2
        identity, certain = self._helper(op)
        if identity is not None and certain:
            return (self._release(op, identity, state),) * 2
        if certain:  # it touches locks in a way that is not known
            for each in self._tracked:
                state = self._lose(state, each)
        operations = self._sections.operations
        for identity in (*operations.entrusted(op), *operations.lent(op), *self._passed(op)):
            state = self._lose(state, identity)
        return state, state

    def _pass_on(self, held: Held, state: State) -> State:
        """Whoever waits for another lock may be handed back one that he gave away (two locks as a baton)."""
        if not held.blocking:
            return state
        for identity, lock in self._tracked.items():
            if identity != held.lock.identity and not (lock.traits is not None and lock.traits.reentrant):
                state = self._each(
                    state, identity, lambda count: LOST if count.times == 0 and count.last is not None else count
                )
        return state

    def _passed(self, op: Call) -> Iterator[Identity]:
        """The locks that a call is given, or whose methods it is given: it may do with them what it likes."""
        for arg in op.node.args:
            node = arg.value
            if isinstance(node, cst.Lambda):
                names = {each.value for each in inner_nodes(node.body) if isinstance(each, cst.Name)}
                yield from (identity for text, identity in self._texts.items() if text.partition(".")[0] in names)
            for each in (node, node.value) if isinstance(node, cst.Attribute) else (node,):
                text = dotted_text(each)
                if text in self._texts:
                    yield self._texts[text]

    def _acquire(self, op: Call, held: Held, state: State) -> State:
        identity = held.lock.identity
        operations = self._sections.operations
        if operations.takes_when_awaited(held):
            wait = operations.await_of(op)
            if wait is None:
                return self._lose(state, identity)  # ASF205
            self._waits[wait] = (op, identity)
            return state
        use = self._module.use(op.node)
        text = code_of(op.node)
        got = self._each(state, identity, self._taken)
        if use.kind in _USED:
            self._attempts[op.node] = identity
            got = frozenset(world.knowing(text, ("truth", True)) for world in got)
        if self._module.ask(Attempts).attempt(op) is None:
            return got
        if use.kind not in _USED or self._module.is_never_read(use):
            return self._lose(state, identity)  # ASF208, or the caller looks at the answer
        failed = self._each(
            state, identity, lambda count: count if count.times != 0 else Count(0, op, taken=count.taken)
        )
        return self.join(got, frozenset(world.knowing(text, ("truth", False)) for world in failed))

    def _release(self, op: Call, identity: Identity, state: State) -> State:
        if identity not in self._tracked:
            return state
        found: list[World] = []
        for world in state:
            count = world.count(identity)
            if count.times is None:
                found.append(world)
                continue
            if count.times:
                self.rightful.add(op)
            else:
                self.excess[op, identity, count] = None
            left = max(count.times - 1, 0)
            found.append(world.with_count(identity, Count(left, None if left else op, taken=count.taken)))
        return frozenset(found)

    def _leave(self, op: Exit, state: State) -> State:
        owner = op.block.owner
        if not isinstance(owner, With):
            return state
        for held in self._sections.operations.entered(owner.enter):
            identity = held.lock.identity
            if identity not in self._tracked:
                continue
            found: list[World] = []
            for world in state:
                count = world.count(identity)
                if count.times == 0 and not world.cancelled:  # taking it back may be cancelled: nobody's slip
                    self.excess[op, identity, count] = None
                times = count.times
                if times is not None:
                    left = max(times - 1, 0)
                    count = Count(left, None if left else op, taken=count.taken)
                found.append(world.with_count(identity, count))
            state = frozenset(found)
        return state

    def _bind(self, op: Write, world: World) -> World:
        """A name or attribute gets a new value: an answer of an acquire, a constant, or something unknown."""
        path = op.node.name.value if isinstance(op.node, cst.Param) else _path(op.node)
        if not path or op.how == "param":
            return world
        if path in self._texts and world.count(self._texts[path]) != UNTOUCHED:  # another lock from here on
            world = world.with_count(self._texts[path], LOST)
        answer = None
        bound = op.value if op.how in {"assign", "ann", "walrus"} and not op.path else None
        if bound is not None:
            answer = self._answer(bound, world)
        world = world.forgetting(path)
        if op.value is not None and self._attempts:
            through = [node for node in self._attempts if self._module.use(node).through is op.value]  # type: ignore[arg-type]
            for node in through:
                world = world.without(code_of(node))
        return world.knowing(path, answer) if answer is not None and path in self._tests else world

    def _answer(self, value: cst.BaseExpression, world: World) -> Known | None:
        """What a path knows about a value: that it is a literal, or the answer of an attempt."""
        if isinstance(value, cst.Await):
            if value in self._waits:
                return ("truth", True)  # `await wait_for(lock.acquire(), 1)`: it raises instead of giving up
            value = value.expression
        if isinstance(value, cst.Call):
            return world.fact(code_of(value)) if value in self._attempts else None
        if isinstance(value, cst.UnaryOperation) and isinstance(value.operator, cst.Not):
            inner = self._answer(value.expression, world)
            return ("truth", not inner[1]) if inner is not None and inner[0] == "truth" else None
        if isinstance(value, cst.IfExp):
            return self._answer(value.body, world) or self._answer(value.orelse, world)
        if isinstance(value, cst.BooleanOperation):  # the right side has an answer only where it was asked
            default = isinstance(value.operator, cst.Or)
            return self._answer(value.right, world) or ("truth", default) if value.right in self._attempts else None
        return constant(value)

    # -- tests --------------------------------------------------------------------------------------------------------

    def refine(self, test: cst.BaseExpression | None, state: State, *, truth: bool) -> State:
        """The paths on which a test may have come out so."""
        return self._knowing(state, list(atoms(test, truth=truth))) if test is not None else state

    def choose(self, item: Branch, arm: int, state: State, *, truth: bool) -> State:
        """A pattern that is matched twice is matched alike."""
        node = item.node
        if isinstance(node, cst.Match):
            text = f"{code_of(node.subject)} matches {code_of(node.cases[arm].pattern)}"
            return self._knowing(state, [Atom(text, truth, node.subject)])
        if item.kind == "boolean" and not truth:  # what stands right of the operator was not asked this time
            for op in item.arms[arm][1].ops():
                if op.node in self._attempts and isinstance(op.node, cst.Call):
                    text = code_of(op.node)
                    state = frozenset(world.without(text) for world in state)
        return super().choose(item, arm, state, truth=truth)

    def _knowing(self, state: State, known: list[Atom]) -> State:
        for atom in known:
            if isinstance(atom.node, cst.Call) and isinstance(atom.node.func, cst.Attribute):
                asked = self._texts.get(dotted_text(atom.node.func.value))
                if asked is not None and atom.node not in self._attempts:
                    state = self._told(atom, asked, state)
            if atom.node in self._attempts:  # without an answer it was not even asked: `busy or lock.acquire(False)`
                state = frozenset(world for world in state if world.fact(atom.text) is not None)
            state = frozenset(world for world in state if not contradicts(world, atom))
            if atom.text in self._tests:
                state = frozenset(world.knowing(atom.text, ("truth", atom.truth)) for world in state)
        return state

    def _told(self, atom: Atom, identity: Identity, state: State) -> State:
        """``if lock.locked():`` is true of what this path holds, and else tells nothing: anybody may hold it."""
        assert isinstance(atom.node, cst.Call)
        func = atom.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "locked":
            return self._lose(state, identity)
        own = frozenset(world for world in state if world.count(identity).times)
        others = self._lose(state - own, identity)
        return own | others if atom.truth else others

    # -- exceptions ---------------------------------------------------------------------------------------------------

    def handler_entry(self, node: cst.ExceptHandler | cst.ExceptStarHandler, state: State) -> State | None:
        """A cancellation passes by a handler of something else."""
        names = {"BaseException"}
        if node.type is not None:
            kinds = [each.value for each in node.type.elements] if isinstance(node.type, cst.Tuple) else [node.type]
            kinds = [kind.func if isinstance(kind, cst.Call) else kind for kind in kinds]
            names = {dotted_text(kind).rpartition(".")[2] for kind in kinds}
        if names & _CANCELLATIONS:
            return frozenset(replace(world, cancelled=False) for world in state)
        return frozenset(world for world in state if not world.cancelled) or None

    def swallows(self, scope: With) -> bool:
        """``with suppress(...)`` goes on behind it."""
        return _suppresses(scope, self._module)


def _path(node: cst.CSTNode) -> str:
    return dotted_text(node) if isinstance(node, cst.BaseExpression) else ""


def _asked_twice(function: Function) -> frozenset[str]:
    """The texts of the tests that a function asks more than once, and of those that look at a name or attribute."""
    counted: Counter[str] = Counter()
    names: set[str] = set()
    stack = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Op):
                continue
            stack.extend(item.blocks())
            tests: list[cst.BaseExpression | None] = []
            if isinstance(item, Branch):
                tests += item.tests
                if isinstance(item.node, cst.Match):
                    counted.update(
                        f"{code_of(item.node.subject)} matches {code_of(case.pattern)}" for case in item.node.cases
                    )
            elif isinstance(item, Loop) and isinstance(item.node, cst.While):
                tests.append(item.node.test)
            for test in tests:
                for atom in every_atom(test) if test is not None else ():
                    counted[atom.text] += 1
                    left = atom.text.partition(" == ")[0]
                    names.add(left)
    return frozenset({text for text, count in counted.items() if count > 1} | names)


def tolerated(op: Op, module: Module) -> bool:
    """Whether a failing release is expected: ``try: lock.release() except RuntimeError: pass``."""
    for compound, block in enclosing(op.block):
        if isinstance(compound, Try) and block is compound.body:
            for handler in compound.handlers:
                kinds = (
                    [each.value for each in handler.type.elements]
                    if isinstance(handler.type, cst.Tuple)
                    else [handler.type]
                )
                if {dotted_text(kind).rpartition(".")[2] for kind in kinds} & {"RuntimeError", "ValueError"}:
                    return True
                if len([item for item in block.items if isinstance(item, Call)]) == 1 and op.block is block:
                    return True
        if isinstance(compound, With) and _suppresses(compound, module):
            return True
    return False


def _suppresses(scope: With, module: Module) -> bool:
    context = scope.context
    return isinstance(context, cst.Call) and "contextlib.suppress" in module.names_of(context.func, scope.enter)

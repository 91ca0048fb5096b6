"""Progress: loops in coroutines that can go round for ever without letting another task run.

A way round a ``while`` repeats itself if it has no suspension point and nothing on it changes what its decisions read:
then the next turn decides the same, and so on.  The search below looks for such a way.  A decision that reads what only
others can change (an attribute, a global, a parameter, an event) may come out either way, so either will do to show
that the loop can hang.  A decision on anything else (the result of an unknown call, a variable that the loop itself
computes) may come out differently next time: there, every outcome has to lead round.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
    ClassBody,
    Compound,
    Jump,
    Loop,
    Op,
    Raise,
    Return,
    Suspend,
    Try,
    With,
    enclosing,
)
from flake8_asyncsafe.model.progress.assumptions import Assumptions, Place, Way
from flake8_asyncsafe.model.progress.changes import Changes
from flake8_asyncsafe.model.progress.sources import Sources
from flake8_asyncsafe.model.progress.steady import Steady
from flake8_asyncsafe.model.text import code_of, source_of
from flake8_asyncsafe.model.values import Display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: no search looks at more items, or decides more often on one way
_BUDGET = 1500
_DECISIONS = 60
#: methods and functions that end a drain by an exception
_ENDS_BY_RAISING = frozenset(
    {"get_nowait", "put_nowait", "send_nowait", "receive_nowait", "pop", "popleft", "popitem", "recv", "__next__"}
)
_LEAVES_PROGRAM = frozenset(
    {"sys.exit", "os._exit", "os.abort", "builtins.exit", "builtins.quit", "os.execv", "os.execvp"}
)
_BROAD = frozenset({"Exception", "BaseException", "CancelledError", "KeyboardInterrupt", "SystemExit", "GeneratorExit"})

#: what is left to do: (block, place in it, what comes after), or (marker, 0, what comes after)
Rest = Any


@dataclass(frozen=True, slots=True)
class Spin:
    """A loop that can go round without suspending.

    ``reads`` are the names that decide it and that nothing on the way changes, ``jump`` the ``continue`` that ends the
    way in front of a suspension point, if one does; ``suspends`` tells whether other ways have one.
    """

    loop: Loop
    reads: tuple[str, ...]
    jump: Jump | None
    suspends: bool


class _Marker:
    """Where a construct ends: ``item`` is the loop or try, ``kind`` what is done there."""

    __slots__ = ("arm", "item", "kind")

    def __init__(self, kind: str, item: Compound, arm: int = 0) -> None:
        self.kind = kind
        self.item = item
        self.arm = arm


class Progress:
    """Finds the loops of one module's coroutines that can hang."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._changes = Changes(module)

    def spinning(self) -> Iterator[Spin]:
        """Every ``while`` of a coroutine that can go round without suspending."""
        for function in self._module.coroutines:
            for loop in _loops(function):
                found = _Search(self._module, self._changes, loop).run()
                if found is not None:
                    reads = tuple(sorted(found.reads))
                    yield Spin(loop, reads, found.jump, any(isinstance(op, Suspend) for op in loop.body.ops()))


def _loops(function: Function) -> Iterator[Loop]:
    stack: list[Block] = [function.body]
    while stack:
        for item in stack.pop().items:
            if isinstance(item, Compound):
                stack.extend(item.blocks())
                if isinstance(item, Loop) and item.kind == "while":
                    yield item


class _Search:
    """The search for a way round one loop."""

    def __init__(self, module: Module, changes: Changes, loop: Loop) -> None:
        self._module = module
        self._changes = changes
        self._loop = loop
        self._steady = Steady(module, [op for block in loop.blocks() for op in block.ops()], loop)
        self._sources = Sources(module, loop)
        self._assumptions = Assumptions(self._steady)
        self._left = _BUDGET
        blocking = module.blocking.of(loop.head.function)
        self._waits = frozenset(each.op for each in blocking if each.category is Category.WAIT)

    def run(self) -> Way | None:
        """A way round that repeats itself, or None if none was found."""
        test = self._loop.node.test if isinstance(self._loop.node, cst.While) else None
        start: Rest = (self._loop.head, 0, (_Marker("test", self._loop), 0, None))
        if test is None:
            return None
        found = self._follow(start, Way())
        return found if found is None or not self._works_towards_its_end(test, found) else None

    def _works_towards_its_end(self, test: cst.BaseExpression, way: Way) -> bool:
        """Whether another way of the turn changes what the exit test reads, and only the loop's own data hold it up.

        ``while not found: for c in text: ...`` may fail to end too, but it does not wait for anybody.
        """
        entry = self._assumptions.assume(test, (self._loop.head, len(self._loop.head.items)), Way(), truth=True)
        if entry is None or not entry.reads:
            return False
        turn: list[Op] = []
        for item in self._loop.body.items:
            inner = [item] if isinstance(item, Op) else [op for block in item.blocks() for op in block.ops()]
            if isinstance(item, Suspend):
                break
            turn += inner
        if not any(self._changes.touches(op, entry.reads) for op in turn):
            return False
        others = way.reads - entry.reads
        return not any(self._changes.is_shared(name, self._loop.body) for name in others)

    # -- following ----------------------------------------------------------------------------------------------------

    def _follow(self, rest: Rest, way: Way) -> Way | None:
        """Go on until the way is round, or ends otherwise (None)."""
        while rest is not None:
            place, index, after = rest
            if isinstance(place, _Marker):
                step = self._at_marker(place, after, way)
                if step is None or isinstance(step, Way):
                    return step
                rest, way = step
                continue
            if index >= len(place.items):
                rest = after
                continue
            self._left -= 1
            if self._left < 0:
                return None
            item = place.items[index]
            after = (place, index + 1, after)
            if isinstance(item, Op):
                if isinstance(item, (Jump, Raise)):
                    jumped = self._jump(item, after, way)
                    if jumped is None or isinstance(jumped, Way):
                        return jumped
                    rest, way = jumped
                    continue
                if self._ends(item):
                    return None
                way = replace(way, ops=(*way.ops, item))
                rest = after
                continue
            step = self._compound(item, after, way)
            if step is None or isinstance(step, Way):
                return step
            rest, way = step
        return self._round(way)

    def _round(self, way: Way) -> Way | None:
        """The way is round: it repeats itself unless it changes what it reads."""
        reads = way.reads
        if reads and any(self._changes.touches(op, reads) for op in way.ops):
            return None
        return way

    def _ends(self, op: Op) -> bool:
        """Whether an operation gives up the turn or leaves the loop (also: may well do so by an exception)."""
        if isinstance(op, Suspend):
            return not op.lazy or self._module.lazy.runs(op)
        if isinstance(op, Return):
            return True
        if isinstance(op, Call):
            names = self._module.names_of(op.node.func, op)
            if names & _LEAVES_PROGRAM:
                return True
            func = op.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _ENDS_BY_RAISING and len(op.node.args) < 2:
                return True
            if "builtins.next" in names and len(op.node.args) < 2:
                return True
            if op in self._waits:  # for another thread, and reported for that (ASF108)
                return True
            return not self._changes.is_plain(op) and self._is_expected_to_raise(op)
        return False

    def _is_expected_to_raise(self, op: Op) -> bool:
        """Whether an exception of ``op`` is a way out that the code provides for: a handler that leaves the loop."""
        inside = True
        for compound, block in enclosing(op.block):
            if compound is self._loop:
                inside = False
            elif isinstance(compound, Try) and block is compound.body:
                for handler in compound.handlers:
                    if inside and _leaves(handler.block, self._loop):
                        return True
                    if not inside and not _is_broad(handler.type):
                        return True
            elif isinstance(compound, With) and not inside and block is compound.body:
                context = compound.context
                if isinstance(context, cst.Call) and "contextlib.suppress" in self._module.names_of(
                    context.func, compound.enter
                ):
                    return True
        return False

    # -- jumps --------------------------------------------------------------------------------------------------------

    def _jump(self, op: Jump | Raise, rest: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        """Follow a break or continue to the end of its loop, a raise to its handler, through finally blocks between."""
        leaving = isinstance(op, Jump) and isinstance(op.node, cst.Break)
        while rest is not None:
            place, _, after = rest
            if isinstance(place, _Marker):
                if place.kind == "loop" and isinstance(op, Jump):
                    if leaving:
                        return after, way
                    return rest, way
                if place.kind in {"try", "handled"} and isinstance(place.item, Try):
                    if isinstance(op, Raise) and place.kind == "try":
                        block = _handler(place.item, op)
                        if block is not None:
                            return (block, 0, (_Marker("handled", place.item), 0, after)), way
                    if place.item.final is not None:
                        inner = list(place.item.final.ops())
                        if any(self._ends(each) for each in inner):
                            return None
                        way = replace(way, ops=(*way.ops, *inner))
            rest = after
        if leaving or isinstance(op, Raise):
            return None
        return self._round(replace(way, jump=op))

    def _at_marker(self, marker: _Marker, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        item = marker.item
        if marker.kind == "test":
            assert isinstance(item, Loop)
            assert isinstance(item.node, cst.While)
            if item is self._loop:
                taken = self._assumptions.assume(item.node.test, (item.head, len(item.head.items)), way, truth=True)
                return ((item.body, 0, after), taken) if taken is not None else None
            return self._inner_while(item, after, way)
        if marker.kind == "arm":
            assert isinstance(item, Branch)
            return self._decide(item, marker.arm, after, way)
        if marker.kind == "loop":
            assert isinstance(item, Loop)
            if item.endless:
                return None  # an endless loop that does not break: it has a report of its own
            return ((item.orelse, 0, after) if item.orelse is not None else after), way
        assert isinstance(item, Try)
        if item.final is not None:
            after = (item.final, 0, after)
        if marker.kind == "try" and item.orelse is not None:
            after = (item.orelse, 0, after)
        return after, way

    # -- compounds ----------------------------------------------------------------------------------------------------

    def _compound(self, item: Compound, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        if isinstance(item, Branch):
            if item.kind == "match":
                return self._match(item, after, way)
            if item.kind == "boolean":
                return self._short_circuit(item, after, way)
            if item.kind == "assert":
                return (item.arms[0][0], 0, after), way
            return (item.arms[0][0], 0, (_Marker("arm", item, 0), 0, after)), way
        if isinstance(item, Loop):
            if item.kind == "while":
                return (item.head, 0, (_Marker("test", item), 0, after)), way
            if item.kind == "for":
                return self._for(item, after, way)
            return self._all_of(item, after, way)
        if isinstance(item, Try):
            return (item.body, 0, (_Marker("try", item), 0, after)), way
        if isinstance(item, With):
            return (item.body, 0, (item.exit, 0, after)), way
        assert isinstance(item, ClassBody)
        return (item.body, 0, after), way

    def _all_of(self, item: Compound, after: Rest, way: Way) -> tuple[Rest, Way] | None:
        """A comprehension: everything in it may happen."""
        inner = [op for block in item.blocks() for op in block.ops() if self._module.lazy.runs(op)]
        if any(self._ends(op) for op in inner):
            return None
        return after, replace(way, ops=(*way.ops, *inner))

    def _decide(self, item: Branch, arm: int, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        test = item.tests[arm]
        taken: Rest = (item.arms[arm][1], 0, after)
        if arm + 1 < len(item.arms):
            other: Rest = (item.arms[arm + 1][0], 0, (_Marker("arm", item, arm + 1), 0, after))
        else:
            other = (item.orelse, 0, after) if item.orelse is not None else after
        if test is None:
            return self._every((taken, other), way)
        return self._choose(test, (item.block, item.at), taken, other, way)

    def _choose(
        self, test: cst.BaseExpression, place: Place, taken: Rest, other: Rest, way: Way
    ) -> tuple[Rest, Way] | Way | None:
        known = self._assumptions.value(test, way)
        if known is not None:
            return (taken if known else other), way
        if way.decisions >= _DECISIONS:
            return None
        for rest, truth in ((other, False), (taken, True)):
            assumed = self._assumptions.assume(test, place, way, truth=truth)
            if assumed is not None:
                found = self._follow(rest, replace(assumed, decisions=way.decisions + 1))
                if found is not None:
                    return found
        return self._every((taken, other), way)

    def _every(self, rests: tuple[Rest, ...], way: Way) -> Way | None:
        """What cannot be foreseen: all of these have to lead round."""
        if way.decisions >= _DECISIONS:
            return None
        way = replace(way, decisions=way.decisions + 1)
        found: Way | None = None
        for rest in rests:
            found = self._follow(rest, way)
            if found is None:
                return None
        return found

    def _short_circuit(self, item: Branch, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        body = item.arms[0][1]
        left, is_and = self._left_operand(body, item)
        inner: Rest = (body, 0, after)
        if not any(isinstance(each, (Call, Suspend)) for each in body.ops()):
            return inner, way
        if left is None:
            return self._every((inner, after), way)
        return self._choose(left, (item.block, item.at), *((inner, after) if is_and else (after, inner)), way)

    def _left_operand(self, body: Block, item: Branch) -> tuple[cst.BaseExpression | None, bool]:
        """The operand in front of the one that ``body`` evaluates, and whether an ``and`` joins them."""
        first = next(body.ops(), None)
        node: Any = first.node if first is not None else None
        while node is not None:
            above = self._module.parents.get(node)
            if (
                isinstance(above, cst.BooleanOperation)
                and above.right is node
                and isinstance(item.node, cst.BooleanOperation)
            ):
                return above.left, isinstance(above.operator, cst.And)
            if node is item.node:
                break
            node = above
        return None, True

    def _match(self, item: Branch, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        assert isinstance(item.node, cst.Match)
        rests: list[Rest] = [(test, 0, (body, 0, after)) for test, body in item.arms]
        last = item.node.cases[-1] if item.node.cases else None
        irrefutable = (
            last is not None
            and last.guard is None
            and isinstance(last.pattern, cst.MatchAs)
            and last.pattern.pattern is None
        )
        if not irrefutable:
            rests.append(after)
        reads = self._steady.reads(item.node.subject, item.block, item.at)
        if reads is None or way.decisions >= _DECISIONS:
            return self._every(tuple(rests), way)
        chosen = replace(
            way, facts=(*way.facts, (code_of(item.node.subject), True, reads)), decisions=way.decisions + 1
        )
        for rest in reversed(rests):
            found = self._follow(rest, chosen)
            if found is not None:
                return found
        return None

    def _for(self, item: Loop, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        assert isinstance(item.node, cst.For)
        iterable = self._sources.of(item)
        run: Rest = (item.head, 0, (item.body, 0, (_Marker("loop", item), 0, after)))
        skip: Rest = (item.orelse, 0, after) if item.orelse is not None else after
        if item.is_async:
            return None
        values = (
            self._module.values(iterable, item.head.items[0])
            if item.head.items and isinstance(item.head.items[0], Op)
            else ()
        )
        if any(isinstance(v, Display) and getattr(v.node, "elements", None) for v in values):
            return run, way
        if isinstance(iterable, cst.Name) and self._is_filled(iterable.value):
            return run, way
        return self._choose(iterable, (item.block, item.at), run, skip, way)

    def _is_filled(self, name: str) -> bool:
        """Whether a local collection had something in it before the loop, which the loop leaves alone."""
        if self._changes.is_shared(name, self._loop.body):
            return False
        if not any(_says(test, name, truth=truth) for _, test, truth in required(self._loop)):
            return False
        wanted = frozenset({name})
        return not any(self._changes.touches(op, wanted) for block in self._loop.blocks() for op in block.ops())

    def _inner_while(self, item: Loop, after: Rest, way: Way) -> tuple[Rest, Way] | Way | None:
        assert isinstance(item.node, cst.While)
        run: Rest = (item.body, 0, (_Marker("loop", item), 0, after))
        if item.endless:
            return run, way
        skip: Rest = (item.orelse, 0, after) if item.orelse is not None else after
        return self._choose(item.node.test, (item.head, len(item.head.items)), run, skip, way)


def _handler(item: Try, op: Raise) -> Block | None:
    """The handler that takes what an explicit raise raises, as far as names tell."""
    raised = op.node.exc.func if isinstance(op.node.exc, cst.Call) else op.node.exc
    name = source_of(raised) if raised is not None else ""
    for handler in item.handlers:
        if handler.type is None or source_of(handler.type) in {name, "Exception", "BaseException"}:
            return handler.block
    return None


def _says(test: cst.BaseExpression, name: str, *, truth: bool) -> bool:
    """Whether the outcome of a test says that a name is true: ``if not saved: return``."""
    while isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
        test, truth = test.expression, not truth
    return truth and isinstance(test, cst.Name) and test.value == name


def _is_broad(kind: cst.BaseExpression | None) -> bool:
    types = [each.value for each in kind.elements] if isinstance(kind, cst.Tuple) else [kind]
    return all(each is None or source_of(each).rpartition(".")[2] in _BROAD for each in types)


def _leaves(block: Block, loop: Loop) -> bool:
    """Whether a handler leaves the loop: by return, raise, or a break of that loop."""
    for op in block.ops():
        if isinstance(op, (Return, Raise)):
            return True
        if isinstance(op, Jump) and isinstance(op.node, cst.Break):
            inner = next((each for each, _ in enclosing(op.block) if isinstance(each, Loop)), None)
            if inner is loop:
                return True
    return False

"""Coroutine objects that some way through a function passes by: made first, awaited in one branch only.

``waiting = self.answer(key)`` before a test, ``await waiting`` behind it: where the test fails nobody drives it.
Whether any read follows is the question, whatever it does: who looks at an object may close it or pass it on.  Ways on
which something is raised do not count, nor does a loop that goes round no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.cancellation.helpers import Helpers
from flake8_asyncsafe.model.flow import NEXT, RETURN, Flow
from flake8_asyncsafe.model.ops import Branch, Call, Loop, Op, Read, Try, Write, enclosing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


#: what ends a test and does not come back
_ENDS = frozenset({"fail", "skip", "skipTest"})


class SkippedAwaits:
    """Answers for the coroutine objects of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def read_on_other_ways(self, node: cst.BaseExpression) -> Read | None:
        """The first read of the local that an object is bound to, where some way to the end comes to none of them."""
        use = self._module.use(node)
        target = use.targets[0] if use.kind == "bound" and len(use.targets) == 1 else None
        write = self._module.write_of(target) if isinstance(target, cst.Name) else None
        if write is None or not isinstance(target, cst.Name) or use.through is not write.value:
            return None
        function, scope = write.block.function, write.block.scope.home(target.value)
        if scope.kind != "function" or scope is not function.scope or _is_in_a_branch(write):
            return None
        reads = list(self._module.reads_of(target))
        if not reads or any(read.block.function is not function for read in reads):
            return None
        if any(_follows(read, write) for read in reads):
            return None
        outcome = _Ways(function, write, target.value, reads, self._module.ask(Helpers)).run(False)
        passed = outcome.get(NEXT) or outcome.get(RETURN)
        return min(reads, key=lambda read: read.index) if passed else None


def _follows(read: Read, write: Write) -> bool:
    """Whether nothing but plain operations stands between: the usual case, which needs no look at the ways."""
    between = (item for item in write.block.items if write.at < item.at < read.at)
    return read.block is write.block and read.at > write.at and all(isinstance(item, Op) for item in between)


def _is_in_a_branch(write: Write) -> bool:
    """Whether a condition decides that something is bound: the same one may decide that it is read."""
    return any(
        isinstance(compound, Branch) or (isinstance(compound, Try) and block is not compound.body)
        for compound, block in enclosing(write.block)
    )


class _Ways(Flow[bool]):
    """Whether an object was made that nothing has looked at since."""

    def __init__(self, function: Function, made: Write, name: str, reads: Iterable[Read], helpers: Helpers) -> None:
        super().__init__(function)
        self._helpers = helpers
        self._made = made
        self._name = name
        self._reads = frozenset(reads)
        around = {compound for compound, _ in enclosing(made.block)}
        self._loops = {
            compound
            for read in self._reads
            for compound, _ in enclosing(read.block)
            if isinstance(compound, Loop) and compound not in around
        }
        self._tests = {loop.node.test for loop in self._loops if isinstance(loop.node, cst.While)}

    def join(self, left: bool, right: bool) -> bool:
        """Passed by on either way."""
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:
        """Making it begins, any look at it ends; a name that is bound anew is another matter."""
        if op is self._made:
            return True, False
        if state and isinstance(op, Call) and (last_name(op.node.func) in _ENDS or self._helpers.never_returns(op)):
            return False, False
        again = isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node.value == self._name
        if again or op in self._reads:
            return False, False
        return state, False

    def may_raise(self, op: Op) -> bool:
        """What is raised ends a way of which nothing is said."""
        del op
        return False

    def step_may_raise(self, loop: Loop) -> bool:
        """Nor does a loop raise."""
        del loop
        return False

    def refine(self, test: cst.BaseExpression | None, state: bool, *, truth: bool) -> bool:
        """A loop that looks at it is taken to go round; ``assert False`` goes nowhere."""
        if truth:
            return state and not (isinstance(test, cst.Name) and test.value == "False")
        return state and test not in self._tests

    def _asked(self, item: Loop, state: bool) -> bool:
        return super()._asked(item, state) and item not in self._loops

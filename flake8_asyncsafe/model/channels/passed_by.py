"""Ways to the end of a process that pass by the reads of its pipes.

``if log: for line in child.stdout: ...`` drains a pipe only for those who want the lines: without them the wait that
follows waits for ever.  What is asked about the process itself, or about what decides how it is started, is no such
choice: there may be nothing to read then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Loop, Read, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function


def is_passed_by(wait: Op, made: Call, names: set[str], streams: tuple[str, ...]) -> bool:
    """Whether some way from ``made``, which starts the process, to ``wait`` leads by no read of its streams.

    ``names`` is what the function calls the process, ``streams`` how it names what it reads.
    """
    function = wait.function
    reads = {
        op
        for op in function.ops
        if isinstance(op, Read) and isinstance(op.node, cst.Attribute) and dotted_text(op.node).startswith(streams)
    }
    if made.function is not function or not any(
        isinstance(item, Branch) for op in reads for item, _ in enclosing(op.block)
    ):
        return False
    unread = _Unread(function, made, reads, names)
    unread.run(start=False)
    return unread.before.get(wait, False)


class _Unread(Flow[bool]):
    """Whether the process may run with nobody who has read of it, just before each operation."""

    def __init__(self, function: Function, made: Call, reads: set[Read], names: set[str]) -> None:
        super().__init__(function)
        self._made = made
        self._drains: set[Op] = set(reads)
        self._related = {name.partition(".")[0] for name in names}
        self._related |= {node.value for node in inner_nodes(made.node) if isinstance(node, cst.Name)}
        self._about: set[Branch] = set()
        for read in reads:
            for item, _ in enclosing(read.block):
                if isinstance(item, Loop):
                    self._drains |= set(item.head.ops())  # as often as there is something to read, let us say
                elif isinstance(item, Branch) and not all(self._is_free(item, test) for test in item.tests):
                    self._about.add(item)

    def join(self, left: bool, right: bool) -> bool:
        """Whether nobody has on one of the ways."""
        return left or right

    def transfer(self, op: Op, state: bool) -> tuple[bool, bool]:
        """The start makes pipes that nobody has read, a read sees to that."""
        after = op is self._made or (state and op not in self._drains)
        return after, False  # what comes after an error is another question

    def choose(self, item: Branch, arm: int, state: bool, *, truth: bool) -> bool:
        """Who looks at the process first knows whether there is anything to read."""
        del arm, truth
        return state and item not in self._about

    def _is_free(self, item: Branch, test: cst.BaseExpression | None) -> bool:
        """Whether a test has nothing to do with the process: neither it nor what was found out since tells of it."""
        if test is None or item.kind not in {"if", "ternary"}:
            return False
        for node in inner_nodes(test):
            if isinstance(node, cst.Name):
                home = item.block.scope.lookup(node.value)
                writes = home.bindings.get(node.value, []) if home is not None else []
                later = any(each.function is self.function and each.index > self._made.index for each in writes)
                if node.value in self._related or later:
                    return False
        return True

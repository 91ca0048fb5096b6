"""What a process does last: behind ``os._exit`` and ``os.execv`` there is no loop any more, and no task to wait.

An operation counts as one of the last if every path from it goes straight to such a call: nothing is awaited on the
way, and nothing leaves the function before.  Exceptions are left out of account.  ``sys.exit`` is not one of these
calls: it only raises, and what handles that may go on for long.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.ops import (
    Block,
    Branch,
    Call,
    ClassBody,
    Jump,
    Loop,
    Op,
    Raise,
    Return,
    Suspend,
    Try,
    With,
    Yield,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Compound, Item

_ENDS = frozenset(
    f"os.{name}"
    for name in ("_exit", "abort", "execl", "execle", "execlp", "execlpe", "execv", "execve", "execvp", "execvpe")
)
_LAST_NAMES = frozenset(name.rpartition(".")[2] for name in _ENDS)
_LEAVES = (Suspend, Return, Raise, Jump, Yield)


class ProcessEnds:
    """Knows which operations of one module are followed by the end of the process."""

    def __init__(self, module: Module) -> None:
        self._module = module

    @cached_property
    def _ends(self) -> frozenset[Call]:
        """The calls that end the process."""
        return frozenset(
            call
            for call in self._module.calls()
            if last_name(call.node.func) in _LAST_NAMES and self._module.names_of(call.node.func, call) & _ENDS
        )

    def follows(self, op: Op) -> bool:
        """Whether the process ends right behind an operation."""
        if not any(end.function is op.function and end.index > op.index for end in self._ends):
            return False
        block, at = op.block, op.at
        while True:
            for item in block.items[at + 1 :]:
                found = self._passes(item)
                if found is not None:
                    return found
            owner = block.owner
            if owner is None or isinstance(owner, Loop):
                return False
            last = owner.exit if isinstance(owner, With) else owner.final if isinstance(owner, Try) else None
            if last is not None and block is not last and any(_leaves(each) for each in last.ops()):
                return False
            if isinstance(owner, Branch) and any(block is test for test, _ in owner.arms):
                found = self._passes(owner)  # the test of an arm: the arms follow
                if found is not None:
                    return found
            block, at = owner.block, owner.at

    def _passes(self, item: Item) -> bool | None:
        """Whether the process ends in an item (True), or something else may come first (False); None: neither."""
        todo: list[Item] = [item]
        if isinstance(item, Op):
            return True if item in self._ends else False if _leaves(item) else None
        if self._ends_in(item):
            return True
        while todo:
            each = todo.pop()
            if _leaves(each):
                return False
            if not isinstance(each, Op):
                todo.extend(inner for block in each.blocks() for inner in block.items)
        return None

    def _ends_in(self, item: Compound) -> bool:
        """Whether each way through a compound ends the process."""
        blocks: list[Block]
        if isinstance(item, Branch):
            if item.orelse is None:
                return False
            blocks = [*(body for _, body in item.arms), item.orelse]
        elif isinstance(item, (With, Try, ClassBody)):
            blocks = [item.body]
        else:
            return False
        return all(self._ends_block(block) for block in blocks)

    def _ends_block(self, block: Block) -> bool:
        for item in block.items:
            if isinstance(item, Op):
                if item in self._ends:
                    return True
                if _leaves(item):
                    return False
            elif not any(_leaves(op) for inner in item.blocks() for op in inner.ops()):
                continue
            else:
                return False
        return False


def _leaves(item: Item) -> bool:
    """Whether an operation leaves the function, or lets other tasks run first."""
    return isinstance(item, _LEAVES) or (isinstance(item, Call) and last_name(item.node.func) in {"exit", "quit"})

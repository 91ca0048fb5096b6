"""Reaching definitions of one name, found by walking backwards through the structure.

Only asked for names with several bindings, so nothing is computed for the rest (nearly all).  The answer is an
over-approximation: a binding in a branch reaches beyond it, one in a loop reaches the loop's start.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Block, Branch, Compound, Loop, Op, Try, With, Write

if TYPE_CHECKING:
    from flake8_asyncsafe.model.scopes import Function, Scope

Found = dict[Write, None]


def latest(scope: Scope, name: str, op: Op) -> list[Write]:
    """Those writes of ``name`` (bound in ``scope``) that its reader at ``op`` may see.

    What other functions write (``global``, ``nonlocal``) may have happened at any time.
    """
    writes = scope.bindings[name]
    if len(writes) == 1:
        return writes
    index = scope.indices.get(name)
    if index is None:
        index = scope.indices[name] = Index(writes)
    return index.latest(op)


class Index:
    """The writes of one name, arranged for look-ups."""

    def __init__(self, writes: list[Write]) -> None:
        self._writes = writes
        own: dict[Function, list[Write]] = {}
        for write in writes:
            own.setdefault(write.block.function, []).append(write)
        self._within = {function: Definitions(each) for function, each in own.items()}
        self._elsewhere: dict[Function, list[Write]] = {}

    def latest(self, op: Op) -> list[Write]:
        """The writes that may be the latest ones at ``op``; all of them where none comes before it."""
        function = op.block.function
        within = self._within.get(function)
        found = within.reaching(op) if within is not None else []
        if not found or len(self._within) == 1:
            return found or self._writes
        elsewhere = self._elsewhere.get(function)
        if elsewhere is None:
            elsewhere = [write for write in self._writes if write.block.function is not function]
            self._elsewhere[function] = elsewhere
        return [*found, *elsewhere]


class Definitions:
    """The writes of one name in one function, by block, and the compounds of each block that hold some."""

    def __init__(self, writes: list[Write]) -> None:
        self._here: dict[Block, list[Write]] = {}
        for write in writes:
            self._here.setdefault(write.block, []).append(write)
        self._inner: dict[Block, list[Compound]] = {}
        holding: set[Compound] = set()
        for start in self._here:
            owner = start.owner
            while owner is not None and owner not in holding:
                holding.add(owner)
                self._inner.setdefault(owner.block, []).append(owner)
                owner = owner.block.owner
        self._holding = holding
        for each in self._inner.values():
            each.sort(key=_place)
        self._places = {block: [write.at for write in each] for block, each in self._here.items()}
        self._inner_places = {block: [item.at for item in each] for block, each in self._inner.items()}

    def reaching(self, op: Op) -> list[Write]:
        """The writes that may be the latest one at ``op``."""
        found: Found = {}
        block: Block | None = op.block
        at = op.at
        while block is not None:
            if self._before(block, at, found):
                break
            owner = block.owner
            if owner is None or self._around(owner, block, found):
                break
            block, at = owner.block, owner.at
        return list(found)

    def _around(self, owner: Compound, block: Block, found: Found) -> bool:
        """Add what a compound did before one of its blocks was entered; true if one write certainly happened."""
        if isinstance(owner, Branch):
            return self._tested(owner, block, found)
        if isinstance(owner, Loop):
            # the head has just run, except before the else of a for loop: that may never have bound anything
            just_ran = block is owner.body or (block is owner.orelse and owner.kind == "while")
            if just_ran and self._before(owner.head, len(owner.head.items), found):
                return True
            if owner in self._holding:  # the previous turn: whatever the loop binds may reach its own start
                for inner in owner.blocks():
                    self._collect(inner, found)
        elif owner in self._holding:
            if isinstance(owner, Try) and block is not owner.body:
                for inner in owner.blocks() if block is owner.final else (owner.body,):
                    if inner is not block:
                        self._collect(inner, found)
            elif isinstance(owner, With) and block is owner.exit:
                self._collect(owner.body, found)
        return False

    def _tested(self, branch: Branch, block: Block, found: Found) -> bool:
        """Add the writes in the tests that ran before ``block``, an arm of ``branch``."""
        if branch not in self._holding:
            return False
        ran: list[Block] = []
        for test, body in branch.arms:
            if test is block:
                break
            if body is block:
                if self._before(test, len(test.items), found):
                    return True
                break
            ran.append(test)
        for test in reversed(ran):
            if branch.kind == "match":  # a pattern that failed may have bound some of its names
                self._collect(test, found)
            elif self._before(test, len(test.items), found):
                return True
        return False

    def _before(self, block: Block, at: int, found: Found) -> bool:
        """Add the writes in ``block`` before ``at``; true if one certainly happened: then nothing earlier reaches."""
        count = bisect_left(self._places.get(block, ()), at)
        last = self._here[block][count - 1] if count else None
        after = last.at if last is not None else -1
        inner = self._inner.get(block)
        if inner is not None:
            places = self._inner_places[block]
            for item in reversed(inner[bisect_left(places, after) : bisect_left(places, at)]):
                for each in item.blocks():
                    self._collect(each, found)
                if self._certain(item):
                    return True
        if last is not None:
            found[last] = None
        return last is not None

    def _certain(self, item: Compound) -> bool:
        """Whether a compound that was left certainly wrote."""
        here = self._here
        if isinstance(item, With):
            return item.body in here
        if isinstance(item, Branch):
            if item.kind != "match" and item.arms[0][0] in here:  # the first test always runs
                return True
            return item.orelse in here and all(body in here for _, body in item.arms)
        if isinstance(item, Try):
            return item.final in here
        return isinstance(item, Loop) and item.kind == "while" and item.head in here

    def _collect(self, block: Block, found: Found) -> None:
        stack = [block]
        while stack:
            current = stack.pop()
            found.update(dict.fromkeys(self._here.get(current, ())))
            for item in self._inner.get(current, ()):
                stack.extend(item.blocks())


def _place(item: Compound) -> int:
    return item.at

"""Reaching definitions of one name, found by walking backwards through the structure.

Only asked for names with several bindings, so nothing is computed for the rest (nearly all).  The answer is an
over-approximation: a binding in a branch reaches beyond it, one in a loop reaches the loop's start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.ops import Block, Branch, ClassBody, Compound, Loop, Op, Try, With, Write

if TYPE_CHECKING:
    from collections.abc import Iterable


def reaching(writes: Iterable[Write], op: Op) -> list[Write]:
    """Return those of ``writes`` (all of one name, in the function of ``op``) that may be the latest one at ``op``."""
    here: dict[Block, list[Write]] = {}
    for write in writes:
        here.setdefault(write.block, []).append(write)
    within = _containers(here)
    found: list[Write] = []
    block: Block | None = op.block
    at = op.at
    while block is not None:
        if _before(block, at, here, within, found):
            return found
        owner = block.owner
        if owner is None:
            break
        if isinstance(owner, Loop):
            # the head has just run, except before the else of a for loop: that may never have bound anything
            just_ran = block is owner.body or (block is owner.orelse and owner.kind == "while")
            if just_ran and _before(owner.head, len(owner.head.items), here, within, found):
                return found
            if owner in within:  # the previous turn: whatever the loop binds may reach its own start
                for inner in owner.blocks():
                    _collect(inner, here, within, found)
        elif isinstance(owner, Try):
            if block is not owner.body and owner in within:
                _collect(owner.body, here, within, found)
                if block is owner.final:
                    for inner in owner.blocks():
                        if inner is not block:
                            _collect(inner, here, within, found)
        elif isinstance(owner, With):
            if block is owner.exit:
                _collect(owner.body, here, within, found)
        elif isinstance(owner, Branch) and _tested(owner, block, here, within, found):
            return found
        block, at = owner.block, owner.at
    return found


def latest(writes: list[Write], op: Op) -> list[Write]:
    """Those of ``writes`` of one name that its reader at ``op`` may see.

    What other functions write (``global``, ``nonlocal``) may have happened at any time.
    """
    own = [write for write in writes if write.function is op.function]
    found = reaching(own, op) if len(own) > 1 else own
    return [*found, *(write for write in writes if write.function is not op.function)] if found else writes


def _containers(here: dict[Block, list[Write]]) -> set[Compound]:
    within: set[Compound] = set()
    for start in here:
        block: Block | None = start
        while block is not None and block.owner is not None and block.owner not in within:
            within.add(block.owner)
            block = block.owner.block
    return within


def _before(
    block: Block, at: int, here: dict[Block, list[Write]], within: set[Compound], found: list[Write]
) -> bool:
    """Add the writes in ``block`` before place ``at``; true if one certainly happened: then nothing earlier reaches."""
    direct = [write for write in here.get(block, ()) if write.at < at]
    last = direct[-1].at if direct else -1
    for item in reversed(block.items[last + 1 : at] if within else ()):
        if isinstance(item, Compound) and item in within:
            for inner in item.blocks():
                _collect(inner, here, within, found)
            if isinstance(item, (With, ClassBody)) and item.body in here and not isinstance(item, ClassBody):
                return True
            if isinstance(item, Branch) and _everywhere(item, here):
                return True
            if isinstance(item, Try) and item.final in here:
                return True
            if isinstance(item, Loop) and item.kind == "while" and item.head in here:
                return True
    if direct:
        if direct[-1] not in found:
            found.append(direct[-1])
        return True
    return False


def _tested(
    branch: Branch, block: Block, here: dict[Block, list[Write]], within: set[Compound], found: list[Write]
) -> bool:
    """Add the writes in the tests that ran before ``block``, an arm of ``branch``; true if one certainly happened."""
    ran: list[Block] = []
    for test, body in branch.arms:
        if test is block:
            break
        ran.append(test)
        if body is block:
            if _before(test, len(test.items), here, within, found):
                return True
            ran.pop()
            break
    for test in reversed(ran):
        if branch.kind == "match":  # a pattern that failed may have bound some of its names
            _collect(test, here, within, found)
        elif _before(test, len(test.items), here, within, found):
            return True
    return False


def _everywhere(branch: Branch, here: dict[Block, list[Write]]) -> bool:
    if branch.kind != "match" and branch.arms[0][0] in here:  # the first test always runs
        return True
    return branch.orelse in here and all(body in here for _, body in branch.arms)


def _collect(block: Block, here: dict[Block, list[Write]], within: set[Compound], found: list[Write]) -> None:
    stack = [block]
    while stack:
        current = stack.pop()
        for write in here.get(current, ()):
            if write not in found:
                found.append(write)
        for item in current.items:
            if isinstance(item, Compound) and item in within:
                stack.extend(item.blocks())

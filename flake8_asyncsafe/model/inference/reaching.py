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
            # the previous turn: whatever the loop binds may reach its own start
            if owner in within:
                for inner in owner.blocks():
                    _collect(inner, here, within, found)
            if block is not owner.head and _before(owner.head, len(owner.head.items), here, within, found):
                return found
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
        elif isinstance(owner, Branch):
            for test, body in owner.arms:
                if test is block or (body is block and _before(test, len(test.items), here, within, found)):
                    break
        block, at = owner.block, owner.at
    return found


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
    """Add the writes in ``block`` before place ``at``; true if one of them certainly happened (nothing earlier reaches)."""
    direct = [write for write in here.get(block, ()) if write.at < at]
    last = direct[-1].at if direct else -1
    for item in reversed(block.items[last + 1 : at] if within else ()):
        if isinstance(item, Compound) and item in within:
            for inner in item.blocks():
                _collect(inner, here, within, found)
            if isinstance(item, (With, ClassBody)) and item.body in here and not isinstance(item, ClassBody):
                return True
            if isinstance(item, Branch) and item.orelse is not None and _everywhere(item, here):
                return True
    if direct:
        if direct[-1] not in found:
            found.append(direct[-1])
        return True
    return False


def _everywhere(branch: Branch, here: dict[Block, list[Write]]) -> bool:
    assert branch.orelse is not None
    return all(body in here for _, body in branch.arms) and branch.orelse in here


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

"""What happens next after an operation, in textual order of evaluation, until something is tested or done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import libcst as cst

from flake8_asyncsafe.model.ops import Branch, Call, Jump, Loop, Op, Raise, Return, Try, With, Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.ops import Block, Item

#: how a look ahead ends: state is tested again; somebody acts; the function returns with nothing done
Next = Literal["tests", "acts", "returns"]
_LOGS = frozenset({"debug", "info", "warning", "error", "exception", "log", "critical", "print", "trace"})
_HARMLESS = frozenset(
    ["time", "monotonic", "perf_counter", "len", "min", "max", "notify", "notify_all", "release", "acquire", "clear", "wait", "wait_for", "is_set", "locked", "current_thread", "get_ident", "sleep", "checkpoint", "int", "float", "bool", "abs"]
)
_STEPS = 200


def called_name(node: cst.BaseExpression) -> str:
    """The last name of what a call calls."""
    func = node.func if isinstance(node, cst.Call) else node
    if isinstance(func, cst.Attribute):
        return func.attr.value
    return func.value if isinstance(func, cst.Name) else ""


def acts(op: Op) -> bool:
    """Whether an operation does something with the state of the program: not a log line, nor a look at the clock."""
    if isinstance(op, Call):
        name = called_name(op.node)
        return name not in _LOGS and name not in _HARMLESS
    if isinstance(op, Write):
        if isinstance(op.node, (cst.Attribute, cst.Subscript)):
            return True
        return op.how in {"assign", "ann", "walrus"} and isinstance(op.value, (cst.Attribute, cst.Subscript))
    if isinstance(op, Return):
        return isinstance(op.value, (cst.Attribute, cst.Subscript))
    return False


def after(op: Op) -> tuple[Next, Op | None]:
    """What comes first after ``op``: a test of a branch or loop, an act (with the operation), or the function's end."""
    seen: set[int] = set()
    block, at = op.block, op.at + 1
    steps = 0
    while steps < _STEPS:
        steps += 1
        for item in _run(block, at):
            if isinstance(item, Op):
                if item is op:
                    return "tests", None
                if acts(item):
                    return "acts", item
                if isinstance(item, (Return, Raise)):
                    return "returns", None
                if isinstance(item, Jump):
                    loop = _loop_of(item)
                    if loop is None:
                        return "returns", None
                    if isinstance(item.node, cst.Continue):
                        if not loop.endless:
                            return "tests", None
                        if id(loop) in seen:
                            return "tests", None
                        seen.add(id(loop))
                        block, at = loop.body, 0
                    else:
                        block, at = loop.block, loop.at + 1
                    break
            elif isinstance(item, (Branch, Loop)):
                if isinstance(item, Loop) and item.kind == "while" and item.endless:
                    block, at = item.body, 0
                    break
                return "tests", None
            elif isinstance(item, (With, Try)):
                block, at = item.body, 0
                break
        else:
            owner = block.owner
            if owner is None:
                return "returns", None
            if isinstance(owner, Loop):
                if block is owner.head:
                    block, at = owner.body, 0
                elif owner.kind != "while" or not owner.endless or id(owner) in seen:
                    return "tests", None
                else:
                    seen.add(id(owner))
                    block, at = owner.body, 0
            elif isinstance(owner, With) and block is owner.body:
                block, at = owner.exit, 0
            elif isinstance(owner, Try) and block is owner.body and owner.orelse is not None:
                block, at = owner.orelse, 0
            elif isinstance(owner, Try) and block is not owner.final and owner.final is not None:
                block, at = owner.final, 0
            else:
                block, at = owner.block, owner.at + 1
    return "tests", None


def _run(block: Block, at: int) -> Iterator[Item]:
    yield from block.items[at:]


def _loop_of(jump: Jump) -> Loop | None:
    block: Block | None = jump.block
    while block is not None and block.owner is not None:
        if isinstance(block.owner, Loop) and block is block.owner.body:
            return block.owner
        block = block.owner.block
    return None

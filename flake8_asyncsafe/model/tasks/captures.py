"""Closures made in a loop that run when the loop has moved on, and what of it they look up then.

A closure holds the variable, not its value.  So three things are asked of each function or lambda that is made in a
loop: which variables of the loop it reads, whether something runs it after the turn that made it (`Deferral`), and
whether that turn waits for it after all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.inference.reaching import latest
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Op, Read, Suspend, With, Write, enclosing
from flake8_asyncsafe.model.tasks.deferral import KEEPERS, Deferral, Deferred
from flake8_asyncsafe.model.tasks.nodes import is_inside, leaves
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function, Scope

#: methods that give another item with every call
_NEXT = frozenset(
    {"accept", "get_nowait", "pop", "popleft", "popitem", "recv", "recvfrom", "receive", "readline", "fetchone"}
)
#: calls by which a turn of a loop may wait for what it started
_WAITS = frozenset(
    {
        "join", "result", "wait", "shutdown", "gather", "wait_for", "as_completed", "exception", "run_until_complete",
        "run", "run_forever", "wait_until_complete", "get",
    }
)  # fmt: skip
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Capture:
    """``read`` in ``closure`` looks up a variable of ``loop`` when the closure runs, which ``deferred`` is later."""

    read: Read
    name: str
    closure: Function
    loop: Loop
    deferred: Deferred


class LoopCaptures:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._deferral = Deferral(module)
        self._paused: dict[Loop, tuple[int, int, int]] = {}
        self._used: dict[tuple[Loop, str], bool] = {}

    def captures(self) -> Iterator[Capture]:
        """The first late look-up of each closure that has one."""
        for closure in self._module.functions:
            if closure.place is None or closure.kind == "module":
                continue
            loops = [
                compound
                for compound, block in enclosing(closure.place.block)
                if isinstance(compound, Loop) and block is not compound.orelse and self._runs_through(compound)
            ]
            if loops:
                found = next(self._late(closure, loops), None)
                if found is not None:
                    yield found

    def _runs_through(self, loop: Loop) -> bool:
        """Whether a loop makes its closures in one go; a generator expression does if it is unpacked or listed."""
        if loop.kind != "generator":
            return True
        display = self._module.parents.get(loop.node)
        while isinstance(display, cst.CompFor):
            display = self._module.parents.get(display)
        if not isinstance(display, cst.GeneratorExp):
            return False
        use = self._module.use(display)
        return use.kind == "unpacked" or (
            use.kind == "argument"
            and isinstance(use.node, cst.Call)
            and dotted_text(use.node.func) in {"list", "tuple", "set", "dict"}
        )

    def _late(self, closure: Function, loops: list[Loop]) -> Iterator[Capture]:
        for read, name, scope in self._captured(closure):
            varying = next((each for each in loops if self._varies(name, scope, each, closure)), None)
            if varying is None:
                continue
            for deferred in self._deferral.of(closure, varying):
                if self._outlives_turn(deferred, varying, name, scope, read, closure):
                    yield Capture(read, name, closure, varying, deferred)

    # -- what is captured ---------------------------------------------------------------------------------------------

    def _captured(self, closure: Function) -> Iterator[tuple[Read, str, Scope]]:
        """(read, name, scope of the variable) for the variables of the enclosing function, in order of evaluation."""
        found: list[tuple[Read, str, Scope]] = []
        inside = {closure.scope}
        stack = [closure.scope]
        while stack:
            scope = stack.pop()
            inside.add(scope)
            stack.extend(scope.children)
            for name, reads in scope.reads.items():
                home = scope.lookup(name)
                if home is None or home in inside or home.kind == "class":
                    continue
                if home.function is closure.parent:
                    found += [(read, name, home) for read in reads if isinstance(read.node, cst.BaseExpression)]
        return iter(sorted(found, key=lambda each: (each[0].function is not closure, each[0].index)))

    def _varies(self, name: str, scope: Scope, loop: Loop, closure: Function) -> bool:
        """Whether each turn of a loop gives the variable another value before it makes the closure."""
        assert closure.place is not None
        writes = scope.bindings.get(name, [])
        if any(write.function is not closure.parent for write in writes):
            return False
        inside = [write for write in writes if is_inside(write, loop)]
        if not inside or not any(self._is_another(write, loop, scope, 0) for write in inside):
            return False
        if self._counts(name, loop, inside):
            return True
        return all(is_inside(write, loop) for write in latest(scope, name, closure.place))

    def _is_another(self, write: Write, loop: Loop, scope: Scope, depth: int) -> bool:
        """Whether what is written differs from turn to turn: the loop's target, or what derives from it."""
        if write.how == "for" and write.block is loop.head:
            return True
        if write.how == "aug":
            return isinstance(write.node, cst.Name) and self._counts(write.node.value, loop, [write])
        if write.how not in {"assign", "ann", "walrus", "with", "for"} or write.value is None or depth > _DEEPEST:
            return False
        for node in inner_nodes(write.value):
            if isinstance(node, cst.Call) and _takes_next(node):
                return True
            if isinstance(node, cst.Name):
                home = write.block.scope.lookup(node.value)
                others = home.bindings.get(node.value, []) if home is not None else []
                if any(
                    each is not write and is_inside(each, loop) and self._is_another(each, loop, scope, depth + 1)
                    for each in others
                ):
                    return True
        return False

    @staticmethod
    def _counts(name: str, loop: Loop, writes: list[Write]) -> bool:
        """``while i < n: ...; i += 1``: the variable of such a loop."""
        test = loop.node.test if isinstance(loop.node, cst.While) else None
        if test is None or not any(write.how == "aug" for write in writes):
            return False
        return any(isinstance(node, cst.Name) and node.value == name for node in inner_nodes(test))

    # -- whether the turn is over by then -----------------------------------------------------------------------------

    def _outlives_turn(
        self, deferred: Deferred, loop: Loop, name: str, scope: Scope, read: Read, closure: Function
    ) -> bool:
        op = deferred.op
        if leaves(op, loop) or self._in_own_group(op, loop):
            return False
        if deferred.how == "stored":
            return not deferred.holder or not self._is_in_use(deferred, loop)
        last_wait, first_pause, last_pause = self._pauses(loop)
        if last_wait > op.index:
            return False
        if deferred.how in {"thread", "later"}:
            return True
        first = min((write.index for write in scope.bindings[name] if is_inside(write, loop)), default=0)
        if last_pause < op.index and first_pause >= first:
            return True
        # the closure gets its turn before the variable changes, as far as its own first suspension
        return read.function is closure and any(each.index < read.index for each in closure.suspends)

    def _pauses(self, loop: Loop) -> tuple[int, int, int]:
        """Where a loop may wait for what it started, last; and where it suspends first and last (-1: nowhere)."""
        found = self._paused.get(loop)
        if found is None:
            function = loop.block.function
            waits = [op.index for op in function.ops if _may_wait(op) and is_inside(op, loop)]
            pauses = [each.index for each in function.suspends if not each.lazy and is_inside(each, loop)]
            bounds = (pauses[0], pauses[-1]) if pauses else (len(function.ops), -1)
            found = self._paused[loop] = (waits[-1] if waits else -1, *bounds)
        return found

    def _is_in_use(self, deferred: Deferred, loop: Loop) -> bool:
        if isinstance(deferred.op.node, cst.Attribute):
            return self._is_used(deferred, loop)
        key = (loop, deferred.holder)
        found = self._used.get(key)
        if found is None:
            found = self._used[key] = self._is_used(deferred, loop)
        return found

    def _in_own_group(self, op: Op, loop: Loop) -> bool:
        """Whether a ``with`` inside the loop bounds what is started: a pool or a task group that it opens."""
        func = op.node.func if isinstance(op, Call) else None
        root = dotted_text(func).partition(".")[0] if func is not None else ""
        for compound, _ in enclosing(op.block):
            if compound is loop:
                break
            if isinstance(compound, With):
                bound = compound.item.asname.name if compound.item.asname is not None else None
                if root and root in {dotted_text(bound), dotted_text(compound.context)}:
                    return True
        return False

    def _only_keeps(self, entry: cst.CSTNode | None) -> bool:
        """``table[key].append(f)``: an entry of a table that something is put into."""
        use = self._module.use(entry) if isinstance(entry, cst.Subscript) else None
        return use is not None and isinstance(use.node, cst.Attribute) and use.node.attr.value in {*KEEPERS, "extend"}

    def _is_used(self, deferred: Deferred, loop: Loop) -> bool:
        """Whether the loop does anything else with the place where closures are kept than to put them there."""
        holder = deferred.holder
        is_item = isinstance(deferred.op.node, cst.Attribute)  # another one in each turn: earlier turns use others
        for each in deferred.op.function.ops:
            if not isinstance(each, Read) or not isinstance(each.node, cst.BaseExpression):
                continue
            if not is_inside(each, loop) or (is_item and each.index < deferred.op.index):
                continue
            text = dotted_text(each.node)
            if text == holder:
                use = self._module.use(each.node)
                place = use.node if use.kind in {"subscripted", "attribute"} else None
                is_target = place is not None and self._module.write_of(place) is not None
                if use.kind != "operand" and not is_target and not self._only_keeps(place):
                    return True
            elif text.startswith(f"{holder}.") and text.rpartition(".")[2] not in {*KEEPERS, "extend", "setdefault"}:
                return True
        return False


def _may_wait(op: Op) -> bool:
    """Whether an operation may wait for what was started: ``join()`` and the like, or ``await future``."""
    if isinstance(op, Call):
        return last_name(op.node.func) in _WAITS
    return (
        isinstance(op, Suspend)
        and isinstance(op.node, cst.Await)
        and isinstance(op.node.expression, (cst.Name, cst.Attribute, cst.Subscript))
    )


def _takes_next(node: cst.Call) -> bool:
    name = last_name(node.func)
    if isinstance(node.func, cst.Name):
        return name in {"next", "anext", "input"}
    return name in _NEXT or (name == "get" and not node.args)

"""Whether a closure that is made in a loop runs only after the turn that made it, and by what.

Followed are the ways that certainly lead to a later run: APIs that start a thread, a task or a callback, and
containers that outlast the turn.  A closure that is called or awaited in place, or given to a function that nothing is
known about, has no such way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Loop, Op, Write
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.uses import Use

_HOW = {
    Where.THREAD: "thread",
    Where.TASK: "task",
    Where.LOOP_CALLBACK: "task",
    Where.SIGNAL: "stored",
    Where.FINALISER: "stored",
}
#: methods that put their argument into a container
KEEPERS = frozenset({"append", "appendleft", "add", "insert", "put_nowait"})
#: methods of whatever has its result later, which run what they are given then
_LATER = frozenset({"add_done_callback", "addCallback", "addCallbacks", "addErrback", "addBoth"})
#: what asks a future for its result at once
_AT_ONCE = frozenset({"result", "get", "exception", "join"})
#: what gives an awaitable for an awaitable
_HAND_ON = frozenset({"wait_for", "shield", "gather", "ensure_future", "create_task", "wrap_future", "wait"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Deferred:
    """``op`` hands the closure over.

    ``how`` it runs then: on a "thread", as a "task" or callback of the loop, "later" when somebody has a result, or
    "stored" in ``holder`` (a dotted name).
    """

    op: Op
    how: str
    holder: str = ""


class Deferral:
    """Follows closures of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def of(self, closure: Function, loop: Loop) -> Iterator[Deferred]:
        """The hand-overs of a closure, made in ``loop``, to what runs it after the turn."""
        if closure.is_generator:
            return
        place = closure.place
        assert place is not None
        if isinstance(closure.node, cst.Lambda):
            yield from self._follow(closure.node, place, closure, loop, called=False)
        elif isinstance(closure.node, cst.FunctionDef) and not closure.decorators and closure.write is not None:
            yield from self._named(closure.name, closure.write, closure, loop, called=False, depth=0)

    def _named(
        self, name: str, write: Write, closure: Function, loop: Loop, *, called: bool, depth: int
    ) -> Iterator[Deferred]:
        """Follow the later reads, in the same turn, of the variable that the closure was bound to."""
        for read in write.block.scope.home(name).read_anywhere(name):
            if read.function is not write.function or read.index < write.index or not is_inside(read, loop):
                continue
            if isinstance(read.node, cst.Name):
                yield from self._follow(read.node, read, closure, loop, called=called, depth=depth + 1)

    def _follow(
        self, node: cst.BaseExpression, op: Op, closure: Function, loop: Loop, *, called: bool, depth: int = 0
    ) -> Iterator[Deferred]:
        """Follow an expression that is the closure or, if ``called``, the coroutine that calling it gave."""
        if depth > _DEEPEST:
            return
        use = self._module.use(node)
        if use.kind == "called" and isinstance(use.node, cst.Call):
            if closure.is_coroutine and not called:
                call = self._module.call_at(use.node)
                if call is not None:
                    yield from self._follow(use.node, call, closure, loop, called=True, depth=depth + 1)
        elif use.kind == "argument" and isinstance(use.node, cst.Call):
            call = self._module.call_at(use.node)
            if call is not None:
                yield from self._given(use, call, closure, loop, called=called, depth=depth)
        elif use.kind == "element":
            yield from self._kept_in(use, op, closure, loop, called=called, depth=depth)
        elif use.kind == "operand" and isinstance(use.node, cst.AugAssign):  # callbacks += [closure]
            yield from self._stored(use.node.target, op, loop)
        elif use.kind == "bound":
            for target in use.targets:
                write = self._module.write_of(target)
                if isinstance(target, cst.Name) and write is not None:
                    yield from self._named(target.value, write, closure, loop, called=called, depth=depth)
                elif write is not None:
                    yield from self._assigned(target, write, loop)

    def _given(
        self, use: Use, call: Call, closure: Function, loop: Loop, *, called: bool, depth: int
    ) -> Iterator[Deferred]:
        """Given to a call: to an API that runs it, to ``partial``, or to a method that keeps it."""
        func = call.node.func
        handed_over = self._module.spawns.handed_over(call)
        for name, runs, given in handed_over:
            if given is not use.through or runs.where not in _HOW or called is not (runs.form is Form.COROUTINE):
                continue
            if name.endswith(".map") and self._module.use(call.node).kind != "dropped":
                continue  # whoever iterates the results waits for them
            api = self._module.catalogue.api(name)
            if self._is_awaited(call.node):
                continue
            if api is not None and api.coroutine:  # to_thread(closure) has not started anything yet
                yield from self._follow(call.node, call, closure, loop, called=True, depth=depth + 1)
                continue
            yield Deferred(call, _HOW[runs.where])
        if not handed_over and not called and self._is_for_later(call):
            yield Deferred(call, "later")
        if "functools.partial" in self._module.names_of(func, call):
            yield from self._follow(call.node, call, closure, loop, called=called, depth=depth + 1)
        elif isinstance(func, cst.Attribute) and func.attr.value in KEEPERS:
            yield from self._stored(func.value, call, loop)

    def _is_for_later(self, call: Call) -> bool:
        """Whether a future of the project's own, or of Twisted, gets a callback; a generator may `yield` that one."""
        func = call.node.func
        known = isinstance(func, cst.Attribute) and func.attr.value in _LATER
        return known and not call.function.is_generator and not self._is_awaited(call.node)

    def _is_awaited(self, node: cst.BaseExpression) -> bool:
        """Whether the turn waits, in the same expression, for what a call gave."""
        for _ in range(_DEEPEST):
            use = self._module.use(node)
            if use.kind == "awaited":
                return True
            if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
                return use.node.attr.value in _AT_ONCE
            above = use.node
            if use.kind == "element" and isinstance(above, cst.BaseElement):
                above = self._module.parents.get(above)
                if not isinstance(above, (cst.List, cst.Tuple, cst.Set)):
                    return False
                node = above
            elif use.kind in {"argument", "unpacked"} and isinstance(above, cst.Call):
                last = last_name(above.func)
                if last in {"run_until_complete", "run"}:
                    return True
                if last not in _HAND_ON:
                    return False
                node = above
            else:
                return False
        return False

    def _kept_in(
        self, use: Use, op: Op, closure: Function, loop: Loop, *, called: bool, depth: int
    ) -> Iterator[Deferred]:
        """In a display; a comprehension whose loop this is keeps one closure of each turn."""
        if isinstance(use.node, cst.BaseComp):
            clause: cst.CSTNode | None = loop.node
            while isinstance(clause, cst.CompFor):
                clause = self._module.parents.get(clause)
            if clause is use.node:
                yield Deferred(op, "stored")
            return
        display = self._module.parents.get(use.node) if use.node is not None else None
        if isinstance(display, (cst.List, cst.Tuple, cst.Set, cst.Dict)):
            outer = self._module.use(display)
            if outer.kind in {"argument", "element", "operand"}:
                func = outer.node.func if isinstance(outer.node, cst.Call) else None
                if func is None or (isinstance(func, cst.Attribute) and func.attr.value in {*KEEPERS, "extend"}):
                    if isinstance(func, cst.Attribute) and isinstance(outer.node, cst.Call):
                        call = self._module.call_at(outer.node)
                        yield from self._stored(func.value, call or op, loop)
                    else:
                        yield from self._follow(display, op, closure, loop, called=called, depth=depth + 1)

    # -- containers ---------------------------------------------------------------------------------------------------

    def _stored(self, holder: cst.BaseExpression, op: Op, loop: Loop) -> Iterator[Deferred]:
        """In a container that the loop does not make anew for each turn."""
        path = dotted_text(_outermost(holder))
        if path and not _written_in(path.partition(".")[0], op, loop):
            yield Deferred(op, "stored", path)

    def _assigned(self, target: cst.BaseExpression, write: Write, loop: Loop) -> Iterator[Deferred]:
        """``table[key] = closure`` with another key in each turn, ``item.attribute = closure`` of the loop's items."""
        if isinstance(target, cst.Subscript):
            varies = any(
                isinstance(each, cst.Name) and _written_in(each.value, write, loop)
                for element in target.slice
                for each in inner_nodes(element.slice)
            )
            if varies:
                yield from self._stored(target.value, write, loop)
        elif isinstance(target, cst.Attribute):
            path = dotted_text(target.value)
            root = path.partition(".")[0]
            scope = write.block.scope.lookup(root) if root else None
            writes = scope.bindings.get(root, []) if scope is not None else []
            if any(each.how == "for" and each.block is loop.head for each in writes):
                yield Deferred(write, "stored", path)


def _outermost(holder: cst.BaseExpression) -> cst.BaseExpression:
    """The table that a container is an entry of: ``table[key].append(f)``, ``table.setdefault(key, []).append(f)``."""
    if isinstance(holder, cst.Subscript):
        return holder.value
    if isinstance(holder, cst.Call) and isinstance(holder.func, cst.Attribute):
        return holder.func.value if holder.func.attr.value == "setdefault" else holder
    return holder


def _written_in(name: str, op: Op, loop: Loop) -> bool:
    scope = op.block.scope.lookup(name)
    writes = scope.bindings.get(name, []) if scope is not None else []
    return any(is_inside(write, loop) and write.how != "aug" for write in writes)

"""Threads that a function starts before it assigns a global or attribute which they cannot do without.

Until then it has no value at all, or the `None` that it was given in its place: the thread calls, indexes or goes over
it, or takes an attribute of it, without asking whether it is there yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Read, Write, is_apart
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.tasks.starts import CONSTRUCTORS, Starts, waits_for_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.tasks.starts import Start

_DEEPEST = 3
#: looks that nothing comes of where there is no value yet
_ASKS = frozenset({"tested", "identity", "compared"})
#: what fails on a `None`
_FAILS = frozenset({"called", "attribute", "subscripted", "iterated", "operand", "context", "unpacked"})


@dataclass(frozen=True, slots=True)
class _State:
    """A global, or an attribute of ``owner``; ``missing``: it has no value at all before."""

    name: str
    owner: Class | None
    missing: bool = False


class Unready:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._starts = module.ask(Starts)

    def found(self) -> Iterator[tuple[Call, Function, str]]:
        """(start of a thread, its function, text of what it needs and gets too late)."""
        for function in self._module.functions:
            if function.kind != "function" or function.name in CONSTRUCTORS:
                continue
            for start in self._starts.of(function):
                if start.what != "thread" or start.target is None or start.target.is_stub:
                    continue
                for state, text in self._later(function, start):
                    if self._needs(start.target, state, start, 0, frozenset()):
                        yield start.call, start.target, text
                        break

    # -- what is assigned late ----------------------------------------------------------------------------------------

    def _later(self, function: Function, start: Start) -> Iterator[tuple[_State, str]]:
        """What a function gives its first value only after a start, on the way that the start is on."""
        seen: set[_State] = set()
        for op in function.ops:
            state = self._state(op.node, op) if isinstance(op, Write) and _gives(op) else None
            if state is None or state in seen or not isinstance(op, Write):
                continue
            seen.add(state)
            if op.index < start.call.index or is_apart(start.call, op) or self._starts.is_handle(op, start.call, start):
                continue
            writes = self._writes(state)
            if all(write.function is function or not _gives(write) for write in writes):
                inherits = state.owner is not None and bool(self._module.classes.external_bases(state.owner))
                missing = not inherits and all(write.function is function for write in writes)
                yield _State(state.name, state.owner, missing), self._module.source(op.node)

    def _state(self, node: cst.CSTNode, op: Op) -> _State | None:
        if isinstance(node, cst.Name):
            scope = op.block.scope.lookup(node.value)
            return _State(node.value, None) if scope is self._module.lowering.module.scope else None
        if isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name):
            owner = self._receiver(op.function, node.value.value)
            return _State(node.attr.value, owner) if owner is not None else None
        return None

    @staticmethod
    def _receiver(function: Function, name: str) -> Class | None:
        """The class whose object a name is: ``self``, also in functions inside a method."""
        each: Function | None = function
        while each is not None:
            if each.receiver == name:
                return each.owner
            if name in each.scope.bindings:
                return None
            each = each.parent
        return None

    def _writes(self, state: _State) -> list[Write]:
        """Every write of it; of an attribute also those by other names for the object."""
        if state.owner is None:
            return list(self._module.lowering.module.scope.bindings.get(state.name, ()))
        own = [write for _, each in self._module.classes.definitions(state.owner, state.name) for write in each]
        for cls in self._module.classes.subclasses(state.owner):
            own += [write for _, each in self._module.classes.definitions(cls, state.name) for write in each]
        return [*dict.fromkeys([*own, *self._by_other_names.get(state.name, ())])]

    @cached_property
    def _by_other_names(self) -> dict[str, list[Write]]:
        found: dict[str, list[Write]] = {}
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Write) or not isinstance(op.node, cst.Attribute):
                    continue
                root = op.node.value
                if not isinstance(root, cst.Name) or self._receiver(function, root.value) is None:
                    found.setdefault(op.node.attr.value, []).append(op)
        return found

    # -- what the thread needs ----------------------------------------------------------------------------------------

    def _needs(self, target: Function, state: _State, start: Start, depth: int, seen: frozenset[Function]) -> bool:
        """Whether a function, or one that it calls, fails where the state has no value yet."""
        if depth > _DEEPEST or target in seen or target.is_stub:
            return False
        waits = next((op.index for op in target.ops if waits_for_word(op)), None)
        kinds = []
        for op in target.ops:
            if waits is not None and op.index > waits:
                break
            if isinstance(op, Write) and (own := self._state(op.node, op)) and self._is(own, state):
                break  # it brings its own
            kind = self._use(op, state) if isinstance(op, Read) else ""
            if kind and not self._is_kept_out(op, start):
                kinds.append(kind)
        if any(kind in _ASKS for kind in kinds):
            return False
        if any(state.missing or kind in _FAILS for kind in kinds):
            return True
        return any(
            edge.how == "call"
            and (waits is None or edge.op.index < waits)
            and (state.owner is None or self._may_be_on(edge.op, state))
            and not self._is_kept_out(edge.op, start)
            and self._needs(edge.callee, state, start, depth + 1, seen | {target})
            for edge in self._module.graph.edges(target)
        )

    def _may_be_on(self, op: Op, state: _State) -> bool:
        """Whether what is called may get to the object: it is one of its own methods, or one of an object like it.

        ``stream.read()`` of any kind of stream is not, although the object that starts the thread is a stream as well.
        """
        func = op.node.func if isinstance(op.node, cst.Call) else None
        if not isinstance(func, cst.Attribute):
            return True
        if isinstance(func.value, cst.Name) and self._receiver(op.function, func.value.value) is not None:
            return True
        types = {getattr(value, "type", None) for value in self._module.values(func.value, op)}
        classes = [each for each in types if isinstance(each, Class)]
        return not classes or any(True for each in classes for _ in self._module.classes.definitions(each, state.name))

    def _is(self, found: _State, state: _State) -> bool:
        if found.name != state.name or (found.owner is None) is not (state.owner is None):
            return False
        if found.owner is None or state.owner is None:
            return True
        classes = self._module.classes
        return found.owner in classes.mro(state.owner) or state.owner in classes.mro(found.owner)

    def _use(self, op: Read, state: _State) -> str:
        """How the state is used by a read of it, or of something that hangs on it; "" if that is something else."""
        node: cst.CSTNode = op.node
        while isinstance(node, (cst.Name, cst.Attribute)):
            found = self._state(node, op)
            if found is not None and self._is(found, state):
                return self._module.use(node).kind
            if not isinstance(node, cst.Attribute):
                break
            node = node.value
        return ""

    def _is_kept_out(self, op: Op, start: Start) -> bool:
        """Whether a lock is held at the start without which the thread does not get that far."""
        held = self._module.critical.held
        return bool({each for each, _ in held(op).must} & {each for each, _ in held(start.call).must})


def _gives(write: Write) -> bool:
    """Whether a write gives a value: no `None`, no mere annotation, no parameter of that name."""
    if write.how == "ann" and write.value is None:
        return False
    return write.how != "del" and not (isinstance(write.value, cst.Name) and write.value.value == "None")

"""Critical sections in which nothing happens, and those of them that wait for a good reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Try, With, Write, enclosing
from flake8_asyncsafe.model.scopes import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function


class EmptySections:
    """The empty critical sections of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._readers: dict[tuple[object, ...], frozenset[str]] = {}

    def of(self, function: Function) -> Iterator[tuple[Enter, Lock]]:
        """The sections of a function whose body does nothing and for which no reason can be seen."""
        for op in function.ops:
            if isinstance(op, Enter) and _is_empty(op.scope):
                lock = self._module.locks.entered(op)
                if lock is not None and self._is_certain(lock, op) and not self._waits(lock, op):
                    yield op, lock

    def _is_certain(self, lock: Lock, op: Enter) -> bool:
        """Whether this is a lock that keeps others out, of which somebody else may be the holder."""
        context = op.node.item
        if (lock.traits is not None and lock.traits.is_outside) or isinstance(context, cst.Call):
            return False  # the holder is another process, whose work is done when it lets go
        if op.function.name.startswith("test"):
            return False  # that it can be taken is what is tested
        root = lock.path.root
        if root[0] != "local":
            return True
        if lock.traits is None:
            return False
        scope, name = root[1], root[2]
        if not isinstance(scope, Scope) or scope is not op.function.scope or not isinstance(name, str):
            return True
        return all(write.how == "param" for write in scope.bindings.get(name, ()))

    def _waits(self, lock: Lock, op: Enter) -> bool:
        """Whether the section is a sound wait: for the holder that was just seen, or for all who may not know yet."""
        function = op.function
        if any(isinstance(compound, Try) and block is not compound.body for compound, block in enclosing(op.block)):
            return True  # somebody else got there first
        for call in function.calls:
            for asked in ("locked", "acquire"):
                seen = self._module.locks.method_call(call, asked) if call.index < op.index else None
                if seen is not None and seen.identity == lock.identity:
                    return True
        return self._is_gate(lock) or self._turns_away(lock, op)

    def _is_gate(self, lock: Lock) -> bool:
        """Whether somebody shuts and opens the lock for others: ``Buffer(pause=lock.acquire, resume=lock.release)``."""
        locks, sections = self._module.locks, self._module.critical
        wanted = locks.owned(lock)
        for call in self._module.calls():
            for arg in call.node.args:
                given = arg.value
                if isinstance(given, cst.Attribute) and given.attr.value in {"acquire", "release"}:
                    handed = locks.lock(given.value, call)
                    if handed is not None and locks.owned(handed) == wanted:
                        return True
        return any(
            locks.owned(held.lock) == wanted
            for function in sections.summaries.changers
            for held, takes in sections.summaries.net(function)
            if not takes
            and not any(locks.owned(taken.lock) == wanted for taken in sections.operations.taken_by(function))
        )

    def _turns_away(self, lock: Lock, op: Enter) -> bool:
        """Whether state that users of the lock look at was changed before: whoever comes in later knows."""
        changed = {
            dotted_text(each.node)
            for each in op.function.ops[: op.index]
            if isinstance(each, Write) and isinstance(each.node, (cst.Attribute, cst.Name)) and _is_flag(each)
        }
        changed |= {  # self.stopping.set()
            dotted_text(each.node.func.value)
            for each in op.function.ops[: op.index]
            if isinstance(each, Call)
            and isinstance(each.node.func, cst.Attribute)
            and each.node.func.attr.value in {"set", "clear", "cancel"}
        }
        return any(path in changed for read in self._looked_at(lock, op) for path in (read, read.rpartition(".")[0]))

    def _looked_at(self, lock: Lock, op: Op) -> frozenset[str]:
        """What the other functions that take a lock read, or work in: ``with CancelScope() as self._scope:``."""
        wanted = self._module.locks.owned(lock)
        key = (op.function, *wanted)
        found = self._readers.get(key)
        if found is None:
            sections = self._module.critical
            users = [
                function
                for function in self._module.functions
                if function is not op.function
                and sections.flow(function) is not None
                and any(
                    self._module.locks.owned(held.lock) == wanted for held in sections.operations.taken_by(function)
                )
            ]
            found = self._readers[key] = frozenset(
                dotted_text(each.node)
                for user in users
                for each in user.ops
                if isinstance(each.node, (cst.Attribute, cst.Name))
                and (not isinstance(each, Write) or each.how == "with")
            )
        return found


def _is_flag(write: Write) -> bool:
    """``self.closed = True``, ``self.current = None``."""
    value = write.value
    return write.how == "assign" and isinstance(value, cst.Name) and value.value in {"True", "False", "None"}


def _is_empty(scope: With) -> bool:
    node = scope.node
    only_bound = all(isinstance(item, Write) and item.how == "with" for item in scope.body.items)
    return only_bound and isinstance(node, cst.With) and _does_nothing(node)


def _does_nothing(node: cst.With) -> bool:
    """Whether the body is ``pass``, ``...`` or a string."""
    statements: list[cst.BaseSmallStatement] = []
    body = node.body
    if isinstance(body, cst.SimpleStatementSuite):
        statements += body.body
    else:
        for line in body.body:
            if not isinstance(line, cst.SimpleStatementLine):
                return False
            statements += line.body
    return all(
        isinstance(each, cst.Pass)
        or (isinstance(each, cst.Expr) and isinstance(each.value, (cst.Ellipsis, cst.SimpleString)))
        for each in statements
    )

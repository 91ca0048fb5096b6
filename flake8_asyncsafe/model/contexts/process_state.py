"""State of the whole process that is changed for a while: the working directory, the environment, ``sys.stdout``..."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.contexts.places import Kind
from flake8_asyncsafe.model.contexts.question import Contexts
from flake8_asyncsafe.model.inference.calls import ENTERS
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Suspend, Write, enclosing
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import External, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

#: functions that change it, and what
_CALLS = {
    "os.chdir": "working directory",
    "os.fchdir": "working directory",
    "os.umask": "umask",
    "os.putenv": "environment",
    "os.unsetenv": "environment",
    "locale.setlocale": "locale",
    "socket.setdefaulttimeout": "default timeout of sockets",
}
#: context managers that change it until they are left
_CONTEXTS = {
    "contextlib.chdir": "working directory",
    "contextlib.redirect_stdout": "standard output",
    "contextlib.redirect_stderr": "standard error",
    "warnings.catch_warnings": "warning filters",
}
_PATCHES = ("unittest.mock.patch", "mock.patch")
#: attributes of modules that are such state
_STORES = {
    "sys.stdout": "standard output",
    "sys.stderr": "standard error",
    "sys.stdin": "standard input",
    "os.environ": "environment",
}
_LAST_NAMES = frozenset(name.rpartition(".")[2] for name in _CALLS)
_STORED_NAMES = frozenset(name.rpartition(".")[2] for name in _STORES)
_ENVIRON_METHODS = frozenset({"update", "pop", "setdefault", "clear", "popitem"})
_WORDS = (
    "chdir", "umask", "environ", "putenv", "setlocale", "setdefaulttimeout", "redirect_std", "catch_warnings", "patch",
    "sys.std", "defaultcontext",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """At ``op`` some state (``what``) is changed; ``detail`` tells which part of it ("": all of it)."""

    op: Op
    node: cst.CSTNode
    what: str
    detail: str = ""

    def may_undo(self, other: Change) -> bool:
        """Whether this puts back what the other changed."""
        return self.what == other.what and (not self.detail or not other.detail or self.detail == other.detail)


@dataclass(frozen=True, slots=True)
class Spell:
    """State that is changed for a while: from ``start`` on; ``suspends`` while it is so, if the task does."""

    start: Change
    suspends: Suspend | None


class ProcessState:
    """The changes of such state in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._changes: dict[Function, list[Change]] = {}
        self._is_test = _is_test(module)

    @property
    def relevant(self) -> bool:
        """Whether the module says any of the words, or may enter what another one has."""
        return self._module.linked or self.is_said

    @cached_property
    def is_said(self) -> bool:
        """Whether the module says any of the words."""
        return any(word in self._module.lowered_source for word in _WORDS)

    def across_awaits(self) -> Iterator[tuple[Change, Suspend]]:
        """(change, await) for what coroutines change for a while in which they are suspended."""
        for function in self._module.coroutines:
            for spell in self.spells(function):
                if spell.suspends is not None:
                    yield spell.start, spell.suspends

    def on_threads(self) -> Iterator[tuple[Change, Function]]:
        """(change, function) for what a function changes for a while, as one that another thread runs then does too."""
        contexts = self._module.ask(Contexts)
        if not contexts.starts_threads:
            return
        found = [(function, spell.start) for function in self._module.functions for spell in self.spells(function)]
        for function, change in found:
            if not any(reach.kind is Kind.THREAD for reach in contexts.of(function)):
                continue
            for other, another in found:
                if another.what != change.what:
                    continue
                pair = contexts.concurrent(function, other, change.op, another.op)
                if pair is not None and pair.first.kind is pair.second.kind is Kind.THREAD:
                    yield change, other
                    break

    # -- one function -------------------------------------------------------------------------------------------------

    def spells(self, function: Function) -> Iterator[Spell]:
        """The times for which a function changes something."""
        yield from self._blocks(function)
        open_: list[Change] = []
        for change in self.changes(function):
            begun = next((each for each in open_ if _undoes(change, each)), None)
            if begun is None:
                open_.append(change)
                continue
            open_.remove(begun)
            between = (
                each for each in function.suspends if begun.op.index < each.index < change.op.index and not each.lazy
            )
            yield Spell(begun, next(between, None))

    def _blocks(self, function: Function) -> Iterator[Spell]:
        for op in function.ops:
            if isinstance(op, Enter):
                what = self._of_context(op.node.item, op) or self._of_helper(op)
                if what is not None:
                    inside = (each for each in op.scope.body.ops() if isinstance(each, Suspend) and not each.lazy)
                    yield Spell(Change(op, op.node.item, what), next(inside, None))
            elif isinstance(op, Call) and op.node.args and self._module.names_of(op.node.func, op) & ENTERS:
                what = self._of_context(op.node.args[0].value, op)
                if what is not None:
                    block = next(((c, b) for c, b in enclosing(op.block)), None)
                    behind = (
                        each
                        for each in (block[1].ops() if block is not None else function.ops)
                        if isinstance(each, Suspend) and each.index > op.index
                    )
                    yield Spell(Change(op, op.node, what), next(behind, None))

    def _of_context(self, expression: cst.BaseExpression, op: Op) -> str | None:
        """What a context manager changes."""
        names = (
            {value.type for value in self._module.values(expression, op) if isinstance(value, Instance)}
            if not isinstance(expression, cst.Call)
            else self._module.names_of(expression.func, op)
        )
        for name in names:
            if not isinstance(name, str):
                continue
            if name in _CONTEXTS:
                return None if self._captures_on_purpose(expression, op) else _CONTEXTS[name]
            if not self._is_test and any(name == each or name.startswith(f"{each}.") for each in _PATCHES):
                return "what is patched"
        return None

    def _captures_on_purpose(self, expression: cst.BaseExpression, op: Op) -> bool:
        """Whether output goes to a stream of a class of the project: all output is meant to, as long as it lasts."""
        given = expression.args[0].value if isinstance(expression, cst.Call) and expression.args else None
        values = self._module.values(given, op) if given is not None else ()
        return bool(values) and all(
            isinstance(value, Instance)
            and isinstance(value.type, Class)
            and not any(base.startswith("io.") for base in self._module.classes.external_bases(value.type))
            for value in values
        )

    def _of_helper(self, op: Enter) -> str | None:
        """What a context manager of this module changes before its yield and puts back behind it."""
        callees = [
            edge.callee
            for edge in self._module.graph.edges(op.function)
            if edge.op is op and edge.how in {"enter", "exit"} and edge.callee is not op.function
        ]
        for callee in callees:
            what = self._module.outside.held_state(callee) if callee.is_stub else self.held_at_yield(callee)
            if what:
                return what
        return self._held_by_pair(callees[0], callees[-1]) if len(callees) > 1 else None

    def held_at_yield(self, function: Function) -> str | None:
        """What a function, as a context manager, changes before its yield and puts back behind it."""
        changes = self.changes(function) if function.yields else []
        for each in function.yields:
            before = [change for change in changes if change.op.index < each.index]
            after = [change for change in changes if change.op.index > each.index]
            for change in before:
                if any(other.may_undo(change) for other in after):
                    return change.what
            for spell in self._blocks(function):
                if isinstance(spell.start.op, Enter) and any(y is each for y in spell.start.op.scope.body.ops()):
                    return spell.start.what
        return None

    def held_state(self, function: Function) -> str | None:
        """What is changed while the block of a context manager runs which ``function``, or its class, is."""
        if function.yields:
            return self.held_at_yield(function)
        if function.owner is None or function.name not in {"__enter__", "__aenter__"}:
            return None
        exit_ = self._module.classes.method(function.owner, function.name.replace("enter", "exit"))
        return self._held_by_pair(function, exit_) if exit_ is not None else None

    def _held_by_pair(self, enter: Function, exit_: Function) -> str | None:
        """What ``__enter__`` changes and ``__exit__`` puts back."""
        first, last = self.changes(enter), self.changes(exit_)
        return next((each.what for each in first if any(other.may_undo(each) for other in last)), None)

    def changes(self, function: Function) -> list[Change]:
        """The changes that a function makes itself, in the order of evaluation."""
        found = self._changes.get(function)
        if found is None:
            found = self._changes[function] = [
                change for op in function.ops for change in self._change(op) if isinstance(op, (Call, Write))
            ]
        return found

    def _change(self, op: Op) -> Iterator[Change]:
        if isinstance(op, Call):
            func = op.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _ENVIRON_METHODS:
                if self._is_environ(func.value, op):
                    first = op.node.args[0].value if op.node.args and func.attr.value != "update" else None
                    yield Change(op, op.node, "environment", self._module.source(first) if first is not None else "")
                return
            for each in self._module.names_of(func, op) & _CALLS.keys() if self._may_change(func, op) else ():
                if each == "locale.setlocale" and len(op.node.args) < 2:
                    continue  # it asks
                first = op.node.args[0].value if _CALLS[each] == "environment" and op.node.args else None
                yield Change(op, op.node, _CALLS[each], self._module.source(first) if first is not None else "")
        elif isinstance(op, Write):
            yield from self._store(op)

    @staticmethod
    def _may_change(func: cst.BaseExpression, op: Op) -> bool:
        """Whether a call is, by its name, one of those that change something; an import may have named it otherwise."""
        if isinstance(func, cst.Attribute):
            return func.attr.value in _LAST_NAMES
        if not isinstance(func, cst.Name):
            return False
        scope = op.block.scope.lookup(func.value)
        writes = scope.bindings[func.value] if scope is not None else []
        return any(
            str(write.detail).rpartition(".")[2] in _LAST_NAMES if write.how == "import" else write.how == "assign"
            for write in writes
        )

    def _store(self, op: Write) -> Iterator[Change]:
        node = op.node
        if isinstance(node, cst.Subscript) and self._is_environ(node.value, op):
            key = self._module.source(node)[len(self._module.source(node.value)) + 1 : -1]
            yield Change(op, node, "environment", key)
        elif isinstance(node, cst.Attribute) and op.how != "del" and self._may_be_state(node):
            for name in self._full_names(node, op) & _STORES.keys():
                yield Change(op, node, _STORES[name])
            if self._full_names(node.value, op) & {"decimal.DefaultContext"}:
                yield Change(op, node, "decimal.DefaultContext", node.attr.value)

    @staticmethod
    def _may_be_state(node: cst.Attribute) -> bool:
        if node.attr.value in _STORED_NAMES:
            return True
        return last_name(node.value) == "DefaultContext"

    def _is_environ(self, expression: cst.BaseExpression, op: Op) -> bool:
        text = dotted_text(expression)
        return text.endswith("environ") and "os.environ" in self._full_names(expression, op)

    def _full_names(self, expression: cst.BaseExpression, op: Op) -> set[str]:
        """The dotted names of an outside thing, also of one that the catalogue does not have."""
        if isinstance(expression, cst.Attribute):
            names = self._module.names_of(expression.value, op)
            return {f"{name}.{expression.attr.value}" for name in names}
        return {value.name for value in self._module.values(expression, op) if isinstance(value, External)}


def _undoes(later: Change, change: Change) -> bool:
    """Whether a later change may follow on one and put it back."""
    if not later.may_undo(change):
        return False
    arms = {id(compound): block for compound, block in enclosing(change.op.block) if isinstance(compound, Branch)}
    return not any(
        id(compound) in arms and arms[id(compound)] is not block for compound, block in enclosing(later.op.block)
    )


def _is_test(module: Module) -> bool:
    path = module.path.replace("\\", "/")
    last = path.rpartition("/")[2]
    return (
        last.startswith(("test_", "conftest"))
        or last.endswith("_test.py")
        or any(f"/{each}/" in f"/{path}" for each in ("tests", "test", "testing", "_tests"))
        or module.imports("pytest")
    )

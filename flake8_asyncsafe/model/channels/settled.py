"""Futures that two parties settle: an attribute or a variable, or the entries of a table.

A table of futures hands each of them to one party if whoever settles one takes it out, or if whoever waits does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import required
from flake8_asyncsafe.model.channels.handlers import is_expected
from flake8_asyncsafe.model.channels.identity import KINDS, Channels
from flake8_asyncsafe.model.channels.parties import Parties
from flake8_asyncsafe.model.locks.identity import Lock
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Loop, Read, Write, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function

_SETTLES = frozenset({"set_result", "set_exception"})
_ASKS = frozenset({"done", "cancelled", "set_running_or_notify_cancel"})
#: what a second settlement raises: who takes that knows of it
_LATE = frozenset({"InvalidStateError", "Exception", "BaseException"})
#: methods of a table or a list that give (some of) what is in it
_GIVES = frozenset({"get", "values", "items", "copy", "pop", "popitem", "popleft"})
_TAKES_OUT = frozenset({"pop", "popitem", "popleft", "clear", "remove", "discard"})
_PUTS = frozenset({"append", "appendleft", "add", "setdefault", "insert"})
_COPIES = frozenset({"list", "tuple", "set", "sorted", "reversed", "iter", "next", "enumerate", "zip"})
_SOON = frozenset({"call_soon", "call_soon_threadsafe", "run_sync_soon", "partial"})
_TIMERS = frozenset({"call_later", "call_at", "Timer"})
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Settlement:
    """A call (or a method that is handed to somebody) which settles a future that another may have settled before."""

    node: cst.BaseExpression
    future: str
    method: str


class Settlements:
    """The calls of ``set_result`` and ``set_exception`` in one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)

    def settled_twice(self) -> Iterator[Settlement]:
        """The calls that settle a future which another function settles too, without a look whether it is done."""
        identities = dict.fromkeys((*self._channels.by_identity, *self._handed))
        for identity in identities:
            uses = self._channels.by_identity.get(identity, ())
            if (uses and uses[0].channel.kind != "future") or identity[0] == "item":
                continue
            settles = [use for use in uses if use.method in _SETTLES]
            handed = self._handed.get(identity, ())
            parties: set[object] = {use.function for use in settles}
            parties |= {op.function if is_soon else node for node, op, is_soon in handed}
            several = len(parties) > 1
            for node, _, _ in handed if several else ():
                yield Settlement(node, self._module.source(node.value), node.attr.value)
            for use in settles:
                if not several and not self._is_settled_by_many(use):
                    continue
                if not self._asked(use.call, use.channel.text) and not is_expected(use.call, _LATE):
                    yield Settlement(use.call.node, use.channel.text, use.method)
        yield from self._of_tables()

    @cached_property
    def _handed(self) -> dict[tuple[object, ...], list[tuple[cst.Attribute, Op, bool]]]:
        """(method, where, whether it is run once and soon) of each future whose methods are given to somebody to call.

        ``loop.call_later(5, answer.set_exception, error)`` is a party of its own; what ``call_soon`` runs is as if it
        were called.
        """
        found: dict[tuple[object, ...], list[tuple[cst.Attribute, Op, bool]]] = {}
        for function in self._module.functions:
            for op in function.ops:
                node = op.node
                if not isinstance(op, Read) or not isinstance(node, cst.Attribute) or node.attr.value not in _SETTLES:
                    continue
                use = self._module.use(node)
                if use.kind != "argument" or not isinstance(use.node, cst.Call):
                    continue
                channel = self._channels.of(node.value, op, "future")
                if channel is not None:
                    is_soon = last_name(use.node.func) in _SOON
                    found.setdefault(channel.identity, []).append((node, op, is_soon))
        return found

    def _is_settled_by_many(self, use: Use) -> bool:
        """Whether one function that settles a future which it has not made runs several times for it.

        It is started by several threads or tasks, or several sources of events are given it to call.
        """
        function, origin = use.function, use.channel.origin
        made = self._module.call_at(origin) if origin is not None else None
        if (
            made is None
            or made.function is function
            or any(isinstance(item, Loop) for item, _ in enclosing(made.block))
        ):
            return False
        if use.channel.identity[0] == "self" and made.function.name != "__init__":
            return False  # there is another one for each
        parties = self._module.ask(Parties)
        if parties.starts(function) < 2 and parties.handed_out(function) < 2:
            return False
        return not self._is_counted(use)

    @staticmethod
    def _is_counted(use: Use) -> bool:
        """Whether the function itself changes what decides whether it settles: ``left -= 1; if not left: ...``."""
        function = use.function
        changed = set()
        for op in function.ops:
            node: cst.CSTNode | None = op.node if isinstance(op, Write) else None
            if isinstance(node, cst.Subscript):
                node = node.value
            elif isinstance(op, Call) and op is not use.call and isinstance(op.node.func, cst.Attribute):
                node = op.node.func.value
            if isinstance(node, (cst.Name, cst.Attribute)) and (text := dotted_text(node)):
                root = text.partition(".")[0]
                if root == function.receiver or op.block.scope.lookup(root) is not function.scope:
                    changed.add(text)
        return any(
            isinstance(node, (cst.Name, cst.Attribute)) and _is_of(dotted_text(node), changed)
            for _, test, _ in required(use.call)
            for node in inner_nodes(test)
        )

    def _asked(self, op: Op, text: str) -> bool:
        """Whether the function asked before whether the future is done."""
        return any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value in _ASKS
            and self._module.source(call.node.func.value) == text
            for call in op.function.calls
            if call.index < op.index
        )

    # -- tables -------------------------------------------------------------------------------------------------------

    def _of_tables(self) -> Iterator[Settlement]:
        for table, calls in self._entries.items():
            settlers = {call.function for call in calls}
            emptied = self._emptied.get(table, set())
            if len(settlers) < 2 or settlers <= emptied or table not in self._of_futures:
                continue  # what is settled is taken out
            if emptied - settlers and not settlers & self._timed:
                continue  # who waits for it takes it out: too late only for a timer, which knows of no answer
            for call in calls:
                func = call.node.func
                assert isinstance(func, cst.Attribute)
                if call.function in emptied or not self._is_looked_up(func.value, call):
                    left = settlers - emptied - {call.function}
                    if not left:
                        continue  # whoever came before has taken out what was settled
                text = self._module.source(func.value)
                if not self._asked_in(call.function) and not is_expected(call, _LATE):
                    yield Settlement(call.node, text, func.attr.value)

    def _is_looked_up(self, node: cst.BaseExpression, op: Op) -> bool:
        """Whether one entry is asked for, which may be asked for again, not all of them."""
        if not isinstance(node, cst.Name):
            return True
        scope = op.block.scope.lookup(node.value)
        return scope is not None and all(write.how != "for" for write in scope.bindings[node.value])

    @cached_property
    def _timed(self) -> frozenset[Function]:
        """The functions that timers run."""
        return frozenset(
            spawn.function
            for spawn in self._module.spawns.all()
            if spawn.function is not None and spawn.name.rpartition(".")[2] in _TIMERS
        )

    @staticmethod
    def _asked_in(function: Function) -> bool:
        """Whether a function asks any future whether it is done: the one that it settles, by whatever name."""
        return any(
            isinstance(call.node.func, cst.Attribute) and call.node.func.attr.value in _ASKS for call in function.calls
        )

    @cached_property
    def _entries(self) -> dict[tuple[object, ...], list[Call]]:
        """The settling calls on what is in each table, in the order of the text."""
        found: dict[tuple[object, ...], list[Call]] = {}
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _SETTLES:
                table = self._table_of(func.value, call, 0)
                if table is not None:
                    found.setdefault(table, []).append(call)
        return found

    def _table_of(self, node: cst.BaseExpression, op: Op, depth: int) -> tuple[object, ...] | None:
        """The table that an expression is an entry of, or a view or copy of."""
        if depth > _DEEPEST:
            return None
        if isinstance(node, cst.Subscript):
            return self._key(node.value, op) or self._table_of(node.value, op, depth + 1)
        if isinstance(node, cst.Call):
            func = node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _GIVES:
                return self._key(func.value, op) or self._table_of(func.value, op, depth + 1)
            if isinstance(func, cst.Name) and func.value in _COPIES:
                return next((table for arg in node.args if (table := self._table_of(arg.value, op, depth + 1))), None)
            return None
        if not isinstance(node, cst.Name):
            return self._key(node, op)
        scope = op.block.scope.lookup(node.value)
        writes = [
            write for write in (scope.bindings[node.value] if scope is not None else []) if write.value is not None
        ]
        if scope is None or not writes or scope.kind == "module" or any(w.function is not op.function for w in writes):
            return self._key(node, op) if depth else None
        for write in writes:
            value = write.value
            if value is None or value is node:
                continue
            table = self._table_of(value, write, depth + 1)
            if table is not None:
                return table
        return None

    def _key(self, node: cst.BaseExpression, op: Op) -> tuple[object, ...] | None:
        """What tells a table that more than one function can reach from others."""
        if not isinstance(node, (cst.Name, cst.Attribute)):
            return None
        path, single = self._module.locks.path(node, op)
        key = self._module.locks.owned(Lock(path, "", None))
        return key if single and key[0] in {"self", "module", "global", "class"} else None

    @cached_property
    def _emptied(self) -> dict[tuple[object, ...], set[Function]]:
        """The functions that take something out of each table, or replace it."""
        found: dict[tuple[object, ...], set[Function]] = {}
        for function in self._module.functions:
            for op in function.ops:
                node = op.node
                holder: cst.BaseExpression | None = None
                if isinstance(op, Write) and isinstance(node, cst.Subscript) and op.how == "del":
                    holder = node.value
                elif (
                    isinstance(op, Write)
                    and isinstance(node, (cst.Attribute, cst.Name))
                    and op.how in {"assign", "ann"}
                ):
                    holder = (
                        node if function.name not in {"__init__", "<module>"} and function.kind != "module" else None
                    )
                elif isinstance(op, Call) and isinstance(op.node.func, cst.Attribute):
                    holder = op.node.func.value if op.node.func.attr.value in _TAKES_OUT else None
                elif isinstance(node, cst.Attribute) and node.attr.value in _TAKES_OUT and not self._is_called(node):
                    holder = node.value  # `future.add_done_callback(self.waiting.remove)`
                key = self._key(holder, op) if holder is not None else None
                if key is not None:
                    found.setdefault(key, set()).add(function)
        return found

    def _is_called(self, node: cst.Attribute) -> bool:
        return self._module.use(node).kind == "called"

    @cached_property
    def _of_futures(self) -> set[tuple[object, ...]]:
        """The tables into which a future is put, or whose annotation says that it holds some."""
        found: set[tuple[object, ...]] = set()
        for function in self._module.functions:
            for op in function.ops:
                node = op.node
                holder: cst.BaseExpression | None = None
                given: list[cst.BaseExpression] = []
                if isinstance(op, Write) and isinstance(node, cst.Subscript) and op.value is not None:
                    holder, given = node.value, [op.value]
                elif isinstance(op, Write) and isinstance(node, (cst.Attribute, cst.Name)) and op.how == "ann":
                    text = op.detail if isinstance(op.detail, cst.CSTNode) else None
                    holder = node if text is not None and "Future" in self._module.source(text) else None
                    given = []
                    if holder is not None:
                        key = self._key(holder, op)
                        found.update({key} if key is not None else ())
                    continue
                elif (
                    isinstance(op, Call)
                    and isinstance(op.node.func, cst.Attribute)
                    and op.node.func.attr.value in _PUTS
                ):
                    holder, given = op.node.func.value, [arg.value for arg in op.node.args]
                if holder is None or not any(self._is_future(each, op) for each in given):
                    continue
                key = self._key(holder, op)
                if key is not None:
                    found.add(key)
        return found

    def _is_future(self, node: cst.BaseExpression, op: Op) -> bool:
        if isinstance(node, cst.Tuple):
            return any(self._is_future(each.value, op) for each in node.elements)
        types = (self._channels.type_of(value) for value in self._module.values(node, op))
        return any(name is not None and KINDS[name] == "future" for name in types)


def _is_of(text: str, changed: set[str]) -> bool:
    """Whether a path is one of those that are changed, or a part of one."""
    return any(text == each or text.startswith(f"{each}.") for each in changed)


__all__ = ["Settlement", "Settlements"]

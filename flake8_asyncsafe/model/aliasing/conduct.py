"""What a function does to a container that it is given, and what it relies on while it does.

It iterates over it, tests it and acts on that, reads it and writes back what follows from that, or works out a figure
that goes for the container as it was: between the two, others may change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import CHANGING, RESIZING, path_of
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.methods import bound_once
from flake8_asyncsafe.model.contexts.asks import catches
from flake8_asyncsafe.model.ops import Branch, Call, Iterate, Loop, Op, Read, Try, Write, enclosing
from flake8_asyncsafe.syntax.walk import inner_nodes, names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Function

_VIEWS = frozenset({"items", "keys", "values"})
#: changes that any number of workers may make without looking: they add, or put something under a key
_ADDING = frozenset({"append", "appendleft", "add", "extend", "update", "setdefault"})
#: what is raised where an element is not there any more
_LACKS = ("IndexError", "KeyError", "LookupError")
#: what works a figure out of all elements of a container
_MEASURES = frozenset({"sum", "len", "max", "min", "fsum", "mean"})
_WALKS = "iterates over it"
_TESTED = "tests it and acts on that later"


@dataclass(slots=True)
class Conduct:
    """What a function does to a parameter: operations that change it, and what it relies on.

    It ``iterates`` over it; it ``decides`` by it; it ``expects`` to find an element there again; it ``drains`` it while
    there is something in it.
    """

    changes: list[Op]
    removes: list[Op]
    iterates: str = ""
    decides: str = ""
    expects: str = ""
    drains: str = ""

    @property
    def takes_away(self) -> bool:
        """Whether it takes elements out of the container, not only what is stored under a key."""
        return any(isinstance(op, Call) or (isinstance(op, Write) and op.how == "del") for op in self.removes)


class Conducts:
    """Answers for the functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._known: dict[tuple[Function, str, bool], Conduct] = {}

    def of(self, function: Function, name: str, *, tasks: bool) -> Conduct:
        """What a function does to one of its parameters, as one of several tasks or threads."""
        key = (function, name, tasks)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._look(function, name, tasks=tasks)
        return found

    def _look(self, function: Function, name: str, *, tasks: bool) -> Conduct:
        conduct = Conduct([], [])
        if len(function.scope.bindings.get(name, ())) != 1:
            return conduct
        paths = self._paths(function, name)
        suspends = [op.index for op in function.suspends if not op.lazy]

        def pauses(start: int, end: int) -> bool:
            return not tasks or any(start < at < end for at in suspends)

        tested: list[tuple[int, Block, bool]] = []
        read: list[tuple[int, str]] = []
        figures: list[tuple[int, str]] = []
        for op in function.ops:
            if self._module.critical.any_locks and self._module.critical.held(op).may:
                continue
            if isinstance(op, Iterate) and self._steps(op.iterable) in paths:
                end = self._end(op)
                if (isinstance(op.node, cst.For) and pauses(op.index, end)) or (not tasks and _is_view(op.iterable)):
                    conduct.iterates = conduct.iterates or _WALKS
                elif not tasks:  # a comprehension, which may well be over before a list gets more
                    conduct.expects = conduct.expects or _WALKS
                continue
            chosen = {loop for at, arm, loop in tested if pauses(at, op.index) and _within(op.block, arm)}
            acts = False in chosen
            if isinstance(op, Call):
                ready = bool(chosen) and catches(self._module, op, *_LACKS)
                self._called(op, paths, conduct, acts=acts and not ready, drains=True in chosen and not ready)
                if path_of(op.node.func) and path_of(op.node.func)[:-1] in paths and self._looked_up(op.node):
                    read.append((op.index, self._looked_up(op.node)))
            elif isinstance(op, Write) and isinstance(op.node, cst.Subscript) and path_of(op.node.value) in paths:
                text = self._module.source(op.node)
                known = any(each == text and pauses(at, op.index) for at, each in read)
                used = frozenset(names_in(op.value))
                old = any(each in used and pauses(at, op.index) for at, each in figures)
                self._stored(op, conduct, known=known, old=old, acts=acts, tasks=tasks)
            elif isinstance(op, Read) and isinstance(op.node, cst.Subscript) and path_of(op.node.value) in paths:
                read.append((op.index, self._module.source(op.node)))
                used = frozenset(names_in(*op.node.slice))
                if any(each in used and pauses(at, op.index) for at, each in figures) and not _is_asked(op):
                    conduct.expects = conduct.expects or "takes what it found there earlier"
            elif isinstance(op, Write) and isinstance(op.node, cst.Name):
                if self._measures(op, paths):
                    figures.append((op.index, op.node.value))
                elif op.how == "for" and op.value is not None:  # for i in range(count)
                    used = frozenset(names_in(op.value))
                    figures += [(at, op.node.value) for at, each in figures if each in used]
            tested += self._tests(op, {path[0] for path in paths})
        return conduct

    @staticmethod
    def _paths(function: Function, name: str) -> frozenset[Path]:
        """The names that a parameter has in a function: its own, and those that are bound once to it."""
        found = {name}
        for op in function.ops:
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and isinstance(op.value, cst.Name):
                write = bound_once(op.node.value, op.block.scope)
                if write is op and not op.path and op.value.value in found:
                    found.add(op.node.value)
        return frozenset((each,) for each in found)

    @staticmethod
    def _called(op: Call, paths: frozenset[Path], conduct: Conduct, *, acts: bool, drains: bool) -> None:
        """A method is called; ``acts``: in the arm that a test of the object chose; ``drains``: in such a loop."""
        func = op.node.func
        if not isinstance(func, cst.Attribute) or path_of(func.value) not in paths:
            return
        method = func.attr.value
        if method in CHANGING and method not in {"sort", "reverse"}:
            (conduct.changes if method in _ADDING else conduct.removes).append(op)
            if method not in _ADDING and method in RESIZING["dict"] | RESIZING["list"]:
                conduct.decides = conduct.decides or (_TESTED if acts else "")
                conduct.drains = conduct.drains or (_TESTED if drains else "")

    def _measures(self, op: Write, paths: frozenset[Path]) -> bool:
        """``total = sum(weights.values())``: a figure that goes for the container as it was then."""
        value = op.value if op.how in {"assign", "ann", "walrus"} and not op.path else None
        for each in inner_nodes(value) if value is not None else ():
            if isinstance(each, cst.Call) and each.args and last_name(each.func) in _MEASURES:
                given = each.args[0].value
                walked = given.for_in.iter if isinstance(given, (cst.GeneratorExp, cst.ListComp)) else given
                if self._steps(walked) in paths:
                    return True
        return False

    def _stored(self, op: Write, conduct: Conduct, *, known: bool, old: bool, acts: bool, tasks: bool) -> None:
        """An entry is bound or deleted; ``known``: what was there has been read before; ``old``: by an old figure."""
        if op.how in {"del", "aug"}:
            conduct.removes.append(op)
        else:
            conduct.changes.append(op)
        if op.how == "aug":
            stale = not tasks or old or self._awaits_in(op)
        else:
            stale = op.how != "del" and (old or (known and self._stale(op, op.function)))
        if stale:
            conduct.removes.append(op)
            conduct.decides = conduct.decides or "reads it and writes the result back"
        if op.how == "del" and acts:
            conduct.decides = conduct.decides or _TESTED

    def _looked_up(self, node: cst.CSTNode) -> str:
        """An element as it is written: ``d[k]``, also of ``d.get(k, 0)``; empty for anything else."""
        if isinstance(node, cst.Subscript):
            return self._module.source(node)
        func = node.func if isinstance(node, cst.Call) else None
        if not isinstance(node, cst.Call) or not isinstance(func, cst.Attribute) or func.attr.value != "get":
            return ""
        return f"{self._module.source(func.value)}[{self._module.source(node.args[0].value)}]" if node.args else ""

    def _stale(self, op: Write, function: Function) -> bool:
        """Whether what is written was computed from what was read there: ``n = d[k]; ...; d[k] = n + 1``."""
        target = self._module.source(op.node)
        if op.value is None:
            return False
        for each in inner_nodes(op.value):
            if self._looked_up(each) == target:
                return True
            if isinstance(each, cst.Name):
                for write in function.scope.bindings.get(each.value, ()):
                    if write.value is not None and any(
                        self._looked_up(part) == target for part in inner_nodes(write.value)
                    ):
                        return True
        return False

    @staticmethod
    def _awaits_in(op: Write) -> bool:
        """``d[k] += await f()``: read before the pause, written after it."""
        return op.value is not None and any(isinstance(each, cst.Await) for each in inner_nodes(op.value))

    @staticmethod
    def _tests(op: Op, names: set[str]) -> Iterator[tuple[int, Block, bool]]:
        """(place, arm, whether it is a loop's) of what is done by a test that reads a name in this operation."""
        if not isinstance(op, Read) or op.root not in names:
            return
        for compound, block in enclosing(op.block):
            if isinstance(compound, Branch):
                for test, body in compound.arms:
                    if test is block:
                        yield op.index, body, False
            elif isinstance(compound, Loop) and compound.kind == "while" and block is compound.head:
                yield op.index, compound.body, True

    def _steps(self, node: cst.BaseExpression) -> Path:
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _VIEWS:
            return path_of(node.func.value)
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "enumerate":
            return path_of(node.args[0].value) if node.args else ()
        return path_of(node)

    @staticmethod
    def _end(op: Iterate) -> int:
        for item in op.block.items[op.at + 1 :]:
            if isinstance(item, Loop) and item.node is op.node:
                last = op.index
                for each in item.body.ops():
                    last = max(last, each.index)
                return last + 1
        return op.index


def _is_asked(op: Op) -> bool:
    """Whether an operation is looked into before: it stands in a branch, or somebody catches that it fails."""
    return any(
        (isinstance(compound, Branch) and all(block is not test for test, _ in compound.arms))
        or (isinstance(compound, Try) and block is compound.body and compound.handlers)
        for compound, block in enclosing(op.block)
    )


def _within(block: Block, arm: Block) -> bool:
    return block is arm or any(inner is arm for _, inner in enclosing(block))


def _is_view(iterable: cst.BaseExpression) -> bool:
    """``table.items()``"""
    func = iterable.func if isinstance(iterable, cst.Call) and not iterable.args else None
    return isinstance(func, cst.Attribute) and func.attr.value in _VIEWS

"""Threads, processes, timers and executors that are started and that nobody waits for or ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.contexts.handles import Handles
from flake8_asyncsafe.model.contexts.made import MadeThreads
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Read
from flake8_asyncsafe.model.values import External

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

_EXECUTORS = frozenset({"concurrent.futures.ThreadPoolExecutor", "concurrent.futures.ProcessPoolExecutor"})
#: methods that end, or wait for, one of these
_ENDS = frozenset({"join", "cancel", "terminate", "kill", "shutdown", "close"})
#: methods of containers that keep what they are given
_KEEPERS = frozenset({"append", "add", "appendleft", "insert"})


#: methods that give what a collection holds, and builtins that walk over one
_LOOKS = frozenset({"values", "items", "get", "pop", "popitem", "copy"})
_WALKS = frozenset({"enumerate", "reversed", "sorted", "list", "tuple", "iter"})


class Unjoined:
    """Answers for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._handles = module.ask(Handles)
        self._ended: frozenset[str] | None = None
        self._whole: frozenset[str] | None = None

    def all(self) -> Iterator[tuple[Call, str]]:
        """(start, what) for each that is started and certainly neither joined, ended nor given to others."""
        threads = self._module.ask(MadeThreads)
        seen: set[cst.CSTNode] = set()
        for made in threads.all():
            if threads.is_daemon(made) or threads.starts_itself(made.cls):
                continue
            start = self._start(made.call)
            if start is not None and start.node not in seen and not self._is_cared_for(made.call):
                seen.add(start.node)
                yield start, made.kind
        for call in self._module.calls():
            targets = self._module.targets(call)
            if targets and all(isinstance(each, External) and each.name in _EXECUTORS for each in targets):
                use = self._module.use(call.node)
                if use.kind == "bound" and not self._is_cared_for(call):
                    yield call, "executor"

    def _start(self, made: Call) -> Call | None:
        use = self._module.use(made.node)
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute) and use.node.attr.value == "start":
            above = self._module.parents.get(use.node)
            if isinstance(above, cst.Call):
                return self._module.call_at(above)
        starts = self._handles.starts(made.node)
        return starts[0] if starts and isinstance(starts[0], Call) else None

    def _is_cared_for(self, made: Call) -> bool:
        """Whether somebody joins or ends it, or may do so."""
        if self._handles.joins(made.node):
            return True
        use = self._module.use(made.node)
        if use.kind == "attribute":
            return False
        if use.kind == "bound":
            return any(self._may_be_ended(target, made) for target in use.targets)
        if use.kind == "element" and isinstance(use.node, (cst.ListComp, cst.SetComp, cst.DictComp)):
            outer = self._module.use(use.node)
            return outer.kind != "bound" or any(self._may_be_ended(target, made) for target in outer.targets)
        func = use.node.func if use.kind == "argument" and isinstance(use.node, cst.Call) else None
        if isinstance(func, cst.Attribute) and func.attr.value in _KEEPERS:
            return self._may_be_ended(func.value, made)
        return True

    def _may_be_ended(self, target: cst.BaseExpression, made: Op) -> bool:
        """Whether what a variable or attribute holds is ended by that name, or handed to others."""
        path = dotted_text(target)
        if not path:
            return True
        last = path.rpartition(".")[2]
        if "." not in path:
            scope = made.block.scope.lookup(path) or made.block.scope
            if scope.kind != "function":
                return last in self._ended_names() or self._is_public(last)
            if any(write.how.startswith("param") for write in scope.bindings.get(path, ())):
                return True
            return any(self._is_given(read, path) for read in scope.read_anywhere(path))
        return last in self._ended_names() or last in self._handed_over()

    @staticmethod
    def _is_public(name: str) -> bool:
        return not name.startswith("_")

    def _is_given(self, read: Read, path: str) -> bool:
        node = read.node
        text = dotted_text(node) if isinstance(node, cst.BaseExpression) else ""
        if text == path and isinstance(node, cst.BaseExpression):
            use = self._module.use(node)
            if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
                return use.node.attr.value in _ENDS
            if use.kind == "argument" and isinstance(use.node, cst.Call):
                func = use.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in _KEEPERS:
                    return self._may_be_ended(func.value, read)
                if isinstance(func, cst.Name) and func.value == "len":
                    return False
                if isinstance(func, cst.Name) and func.value in _WALKS:
                    return self._leaves(use.node)
            if use.kind == "subscripted" and isinstance(use.node, cst.Subscript):
                return self._leaves(use.node)
            return self._leaves(node)
        method = text.removeprefix(f"{path}.").partition(".")[0]
        above = self._module.parents.get(node)
        if method in _LOOKS and isinstance(above, cst.Call):
            return self._leaves(above)
        return method in _ENDS

    def _leaves(self, node: cst.BaseExpression) -> bool:
        """Whether a collection, or an element of it, is ended or gets to others by the use that an expression has."""
        use = self._module.use(node)
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
            return use.node.attr.value in _ENDS
        if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)):
            return self._is_handed_on(use.node.target)
        return use.kind not in {"iterated", "tested", "identity", "dropped"}

    def _is_handed_on(self, target: cst.BaseExpression) -> bool:
        """Whether the variables of a loop over threads give them to others; that it ends them, `Handles` knows."""
        if isinstance(target, cst.Tuple):
            return any(self._is_handed_on(element.value) for element in target.elements[1:])  # enumerate, items
        if not isinstance(target, cst.Name):
            return True
        return any(
            isinstance(read.node, cst.Name)
            and self._module.use(read.node).kind not in {"attribute", "iterated", "tested", "identity", "formatted"}
            for read in self._module.reads_of(target)
        )

    def _ended_names(self) -> frozenset[str]:
        """The last names of what some call of the module ends: ``timer`` of ``self.timer.cancel()``."""
        if self._ended is None:
            found = set()
            for call in self._module.calls():
                func = call.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in _ENDS:
                    found.add(dotted_text(func.value).rpartition(".")[2])
            self._ended = frozenset(found)
        return self._ended

    def _handed_over(self) -> frozenset[str]:
        """The names of attributes that are read as a whole: others may get what they hold."""
        if self._whole is None:
            found = set()
            for function in self._module.functions:
                for op in function.ops:
                    if isinstance(op, Read) and isinstance(op.node, cst.Attribute):
                        kind = self._module.use(op.node).kind
                        if kind not in {"called", "attribute", "tested", "identity", "iterated"}:
                            found.add(op.node.attr.value)
            self._whole = frozenset(found)
        return self._whole

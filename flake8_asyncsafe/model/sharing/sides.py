"""Which functions of a module run in child processes only, and which may well run in the parent."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.contexts.places import Kind
from flake8_asyncsafe.model.ops import Call, Read

if TYPE_CHECKING:
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

#: decorators that leave it to the caller where a function runs
_CALLED_BY_NAME = frozenset(
    {"property", "staticmethod", "classmethod", "cached_property", "setter", "override", "final", "contextmanager"}
)
#: what calls a function at the end of a process, or of an object
_REGISTER = frozenset({"register", "_register_atexit", "finalize", "Finalize", "signal", "add_signal_handler"})


class Sides:
    """The code of one module by the process that runs it."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._contexts = module.ask(Contexts)

    @cached_property
    def children(self) -> dict[Function, None]:
        """The functions that run in child processes only."""
        if not any(context.kind is Kind.PROCESS for context in self._contexts.contexts):
            return {}
        found = dict.fromkeys(each for each in self._module.functions if self._contexts.of(each))
        todo = list(found)
        while todo:  # who is started or called by others than them runs in the parent, as far as anybody knows
            function = todo.pop()
            if function in found and not self._leads_from(function, found):
                del found[function]
                todo += [edge.callee for edge in self._module.graph.edges(function)]
                todo += self._started_by.get(function, ())
        return found

    def _leads_from(self, function: Function, children: dict[Function, None]) -> bool:
        """Whether all that leads to a function are processes, and code that runs in them."""
        reaches = self._contexts.of(function)
        sites = (reach.context.site for reach in reaches)
        if all(site is not None and site.function is function for site in sites):
            return False  # what starts a process has run somewhere before it
        for reach in reaches:
            site = reach.context.site
            if reach.kind is not Kind.PROCESS and (site is None or site.function not in children):
                return False
        if self._is_registered(function, children):
            return False
        return all(caller in children for caller, _ in self._module.graph.callers(function))

    def _is_registered(self, function: Function, children: dict[Function, None]) -> bool:
        """Whether the parent hands a function to what calls it when it ends: ``atexit.register(stop)``."""
        scope = function.write.block.scope if function.write is not None else None
        sites = {site for reach in self._contexts.of(function) if (site := reach.context.site) is not None}
        for read in scope.read_anywhere(function.name) if scope is not None and scope.kind == "module" else ():
            use = self._module.use(read.node) if isinstance(read.node, cst.Name) else None
            call = self._module.call_at(use.node) if use is not None and isinstance(use.node, cst.Call) else None
            if use is None or use.kind != "argument" or call is None or read.function in children or call in sites:
                continue
            if last_name(call.node.func) in _REGISTER:
                return True
        return False

    @cached_property
    def _started_by(self) -> dict[Function, list[Function]]:
        """The functions that run in what a function starts."""
        found: dict[Function, list[Function]] = {}
        for function in self._module.functions:
            for reach in self._contexts.of(function):
                if reach.context.site is not None:
                    found.setdefault(reach.context.site.function, []).append(function)
        return found

    @cached_property
    def _named_by_children(self) -> frozenset[str]:
        """What code of the children names without calling it: callbacks that it registers, perhaps."""
        found: set[str] = set()
        for function in self.children:
            for op in function.ops:
                if isinstance(op, Read) and isinstance(op.node, (cst.Name, cst.Attribute)):
                    parent = self._module.parents.get(op.node)
                    if not (isinstance(parent, cst.Call) and parent.func is op.node):
                        found.add(op.node.attr.value if isinstance(op.node, cst.Attribute) else op.node.value)
        return frozenset(found)

    @cached_property
    def _hidden(self) -> frozenset[Function]:
        """The code that runs where children run, as far as anybody knows: all that leads to it begins there.

        A method that nobody calls by its name, of an object that lives in a child, is called by what the child
        registers it with, or by ``getattr(self, f"_{request}")`` there.
        """
        found = set(self._module.functions)
        todo = list(found)
        while todo:
            function = todo.pop()
            if function in found and not self._is_hidden(function, found):
                found.remove(function)
                todo += [edge.callee for edge in self._module.graph.edges(function)]
                todo += self._started_by.get(function, ())
        return frozenset(found)

    def _is_hidden(self, function: Function, hidden: set[Function]) -> bool:
        if function in self.children or function.name in self._named_by_children:
            return True
        leads = {caller for caller, _ in self._module.graph.callers(function)}
        leads.update(
            reach.context.site.function
            for reach in self._contexts.of(function)
            if reach.context.site is not None and reach.step is None
        )
        return leads <= hidden if leads else self._is_unseen(function)

    def _is_unseen(self, function: Function) -> bool:
        """Whether a function that nobody calls by name is a private method of an object that lives in a child."""
        if function.owner not in self._computed:
            return False
        private = function.name.startswith("_") and not function.name.endswith("__")
        return private or self._computed[function.owner]

    @cached_property
    def _computed(self) -> dict[Class, bool]:
        """The classes with methods that only children run, with whether one of those makes names of methods."""
        found: dict[Class, bool] = {}
        for function in self.children:
            if function.owner is not None:
                looks = any(isinstance(op, Call) and _looks_up(op, function.receiver) for op in function.ops)
                found[function.owner] = looks or found.get(function.owner, False)
        return found

    def is_parents(self, function: Function) -> bool:
        """Whether a function may well run in the parent: nothing that is not in sight decides where it runs."""
        if function in self._hidden:
            return False
        reaches = self._contexts.of(function)
        if any(reach.kind in {Kind.MAIN, Kind.CALLER} for reach in reaches):
            return True
        if any(reach.context.site is None for reach in reaches):
            return False  # a framework calls it, in whichever process that runs
        outer = function
        while outer.parent is not None and outer.parent.kind != "module":
            outer = outer.parent
        if outer is not function and (outer in self.children or outer.name in self._named_by_children):
            return False
        for each in function.decorators:
            node = each.func if isinstance(each, cst.Call) else each
            name = node.attr.value if isinstance(node, cst.Attribute) else getattr(node, "value", "")
            if name not in _CALLED_BY_NAME:
                return False
        return True


def _looks_up(call: Call, receiver: str | None) -> bool:
    """``getattr(self, f"_{request}_handler")``."""
    func, args = call.node.func, call.node.args
    if not (isinstance(func, cst.Name) and func.value == "getattr" and len(args) > 1):
        return False
    of = args[0].value
    return isinstance(of, cst.Name) and of.value == receiver and not isinstance(args[1].value, cst.SimpleString)

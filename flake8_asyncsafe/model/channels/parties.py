"""How many there are who run some functions at the same time: started twice, in a loop, or by a pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Loop, Read, enclosing
from flake8_asyncsafe.model.values import ClassRef, Coroutine

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from flake8_asyncsafe.model.channels.identity import Channel
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Class, Function

_APART = frozenset({Where.THREAD, Where.PROCESS, Where.TASK})
_DEEPEST = 5
#: what gives a callback no longer to be called
_TAKEN_BACK = frozenset({"off", "remove", "unsubscribe", "disconnect", "unregister", "discard", "detach", "unbind"})


def worker_classes(module: Module) -> Iterator[tuple[Function, Class, str]]:
    """(its run method, the class, "thread" or "process") for each class here that is a thread or process."""
    catalogue = module.catalogue
    for function in module.functions:
        owner = function.owner
        if function.name != "run" or owner is None or function.write is None:
            continue
        if function.write.block.scope is not owner.scope:
            continue
        for base in module.classes.external_bases(owner):
            names = set(catalogue.lineage(catalogue.canonical(base)))
            if "threading.Thread" in names or "multiprocessing.Process" in names:
                yield function, owner, "thread" if "threading.Thread" in names else "process"
                break


def made_at(module: Module, owner: Class) -> list[Call]:
    """Where objects of a class are made."""
    return [
        call
        for call in module.calls()
        if any(isinstance(value, ClassRef) and value.cls is owner for value in module.targets(call))
    ]


class Parties:
    """The starters of functions of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        #: (once or many times) by what keeps the thread or task, or by the place if nothing does
        self._starts: dict[Function, dict[Hashable, int]] = {}
        self._runs = {run: owner for run, owner, _ in worker_classes(module)}
        started: set[cst.CSTNode] = set()
        counted: set[tuple[Function, cst.CSTNode]] = set()
        for spawn in module.spawns.all():
            if spawn.function is None or spawn.where not in _APART:
                continue
            if spawn.how == "hook":
                continue
            node: cst.CSTNode = spawn.value.node if isinstance(spawn.value, Coroutine) else spawn.op.node
            started.add(node)
            if (spawn.function, node) not in counted:  # of a loop that may be of one kind or another
                counted.add((spawn.function, node))
                self._count(spawn.function, spawn.op, node)
        for run, owner in self._runs.items():
            for call in made_at(module, owner):
                self._count(run, call, call.node)
        for function in module.coroutines:
            for _, edge in module.graph.callers(function):
                node = edge.node
                if not edge.awaited or node in started or not isinstance(node, cst.Call):
                    continue
                # made in a row for somebody who runs them together: gather(*[work() for _ in range(4)])
                if self._in_comprehension(node) and module.use(node).kind != "awaited":
                    self._count(function, edge.op, node)

    def _count(self, function: Function, op: Op, node: cst.CSTNode) -> None:
        many = self._in_loop(op) or self._in_comprehension(node)
        places = self._starts.setdefault(function, {})
        handle = self._handle(op) or node
        places[handle] = max(places.get(handle, 0), 2 if many else 1)

    def _handle(self, op: Op) -> str:
        """The attribute that keeps what is started: ``self._thread = Thread(target=self._run)`` again is a restart."""
        if not isinstance(op.node, cst.Call):
            return ""
        use = self._module.use(op.node)
        kept = [target for target in use.targets if isinstance(target, cst.Attribute)]
        return dotted_text(kept[0]) if use.kind == "bound" and kept else ""

    @staticmethod
    def _in_loop(op: Op) -> bool:
        return any(isinstance(item, Loop) and block is item.body for item, block in enclosing(op.block))

    def _in_comprehension(self, node: cst.CSTNode) -> bool:
        parent: cst.CSTNode | None = self._module.parents.get(node)
        for _ in range(12):
            if parent is None or isinstance(parent, (cst.FunctionDef, cst.BaseSmallStatement)):
                return False
            if isinstance(parent, (cst.ListComp, cst.SetComp, cst.GeneratorExp, cst.DictComp)):
                return True
            parent = self._module.parents.get(parent)
        return False

    def starts(self, function: Function, own: Class | None = None) -> int:
        """How often a function is started beside others, also through those that call it; 2 stands for many.

        ``own`` is a class of threads each of which has the object in question for itself.
        """
        seen = {function}
        todo = [(function, 0)]
        total = 0
        while todo:
            each, depth = todo.pop()
            found = sum(self._starts.get(each, {}).values())
            total += min(found, 1) if own is not None and self._runs.get(each) is own else found
            for caller, _ in self._module.graph.callers(each) if depth < _DEEPEST else ():
                if caller not in seen:
                    seen.add(caller)
                    todo.append((caller, depth + 1))
        return total

    def handed_out(self, function: Function) -> int:
        """To how many a function is given to be called back: ``source.subscribe(fire)``; 2 stands for many."""
        if function.write is None:
            return 0
        home = function.write.block.scope
        total = 0
        for each in self._module.functions:
            for op in each.ops:
                node = op.node
                if not isinstance(op, Read) or not isinstance(node, (cst.Name, cst.Attribute)):
                    continue
                if isinstance(node, cst.Name):
                    known = node.value == function.name and op.block.scope.lookup(node.value) is home
                else:
                    known = (
                        node.attr.value == function.name
                        and function.owner is not None
                        and each.owner is function.owner
                        and op.root == each.receiver
                        and isinstance(node.value, cst.Name)
                    )
                use = self._module.use(node)
                if not known or use.kind != "argument" or not isinstance(use.node, cst.Call):
                    continue
                if words(last_name(use.node.func)) & _TAKEN_BACK:
                    if each is function:
                        return 1  # `source.off("x", fire)`: the first call is the last
                else:
                    total += 2 if self._in_loop(op) or self._in_comprehension(node) else 1
        return total

    def thread_of(self, channel: Channel) -> Class | None:
        """The class of threads whose constructor makes a channel, so that each has one of its own."""
        made = self._module.call_at(channel.origin) if channel.origin is not None else None
        owner = made.function.owner if made is not None and channel.identity[0] == "self" else None
        if made is None or made.function.name != "__init__":
            return None
        return next((each for each in self._runs.values() if owner in self._module.classes.mro(each)), None)

    def are_several(self, functions: Iterable[Function], own: Class | None = None) -> bool:
        """Whether several parties run the functions: two of them that are started, or one that is started twice."""
        return sum(self.starts(function, own) for function in dict.fromkeys(functions)) > 1

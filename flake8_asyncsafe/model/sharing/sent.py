"""What is sent to other processes: jobs and arguments of pools, targets and arguments of processes.

The parent walks over the iterable of ``pool.map`` itself, but its elements are sent; a process that is forked is sent
nothing, one of another start method everything that it is made with.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, last_name
from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.values import Instance
from flake8_asyncsafe.syntax.walk import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call

_EXECUTORS = "concurrent.futures.ProcessPoolExecutor"
_THREADS = "multiprocessing.pool.ThreadPool"
_POOLS = "multiprocessing.pool.Pool"
#: methods of pools, and whether what follows the function are iterables that the parent walks over
_METHODS = {
    "submit": False, "apply": False, "apply_async": False, "map": True, "imap": True, "imap_unordered": True,
    "map_async": True, "starmap": True, "starmap_async": True,
}  # fmt: skip
#: what starts processes as the module has set it
_OF_DEFAULT = frozenset({"multiprocessing.Process", "multiprocessing.Pool", "multiprocessing.pool.Pool"})
#: start methods of processes that pickle what these are given
_PICKLING = frozenset({"spawn", "forkserver"})
#: what gives the elements of what it is given, alone or in tuples
_REGROUPS = frozenset({"zip", "product", "chain", "list", "tuple", "enumerate", "zip_longest", "repeat", "cycle"})
#: names for collections, and collections in collections, are followed so far
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Sent:
    """``node`` goes to another process; ``pooled``: as a part of a job, not when the process is made.

    ``within``: it is, or is in, this argument of the call, which may be a name for the collection that holds it.
    """

    node: cst.BaseExpression
    pooled: bool = True
    within: cst.BaseExpression | None = None


class SentToProcesses:
    """What the calls of one module send."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def by(self, call: Call) -> Iterator[Sent]:
        """The expressions that a call sends to another process."""
        func = call.node.func
        name = last_name(func)
        if name in _METHODS and isinstance(func, cst.Attribute):
            if self._is_pool(func.value, call):
                yield from self._arguments(call, walked=_METHODS[name])
        elif name == "run_in_executor":
            pool = argument(call.node, "executor", 0)
            if pool is not None and self._is_pool(pool, call):
                yield from (Sent(arg.value) for arg in call.node.args[1:] if not arg.star)
        elif name == "Process" and self._is_spawned(call):
            yield from (Sent(each, pooled=False) for each in _making(call.node, ("target", 1), ("args", 3)))
        elif name == "Pool" and self._is_spawned(call):
            yield from (Sent(each, pooled=False) for each in _making(call.node, ("initializer", 1), ("initargs", 2)))
        elif name == "ProcessPoolExecutor":
            context = argument(call.node, "mp_context", 1)
            if context is not None and self._pickles(context, call):
                given = _making(call.node, ("initializer", 2), ("initargs", 3))
                yield from (Sent(each, pooled=False) for each in given)

    def _arguments(self, call: Call, *, walked: bool) -> Iterator[Sent]:
        applied = last_name(call.node.func).startswith("apply")
        for place, arg in enumerate([arg for arg in call.node.args if not arg.star]):
            if walked and place:
                named = arg.value if isinstance(arg.value, cst.Name) else None
                yield from (Sent(each, within=named) for each in self._items(arg.value, call, 0))
            elif place and applied:
                yield from (Sent(each) for each in _packed(arg.value))
            else:
                yield Sent(arg.value)

    def _items(self, node: cst.BaseExpression, op: Call, depth: int) -> Iterator[cst.BaseExpression]:
        """The expressions of the elements of a collection, as far as they mean the same outside of it."""
        if depth > _DEEPEST:
            return
        if isinstance(node, (cst.List, cst.Tuple, cst.Set)):
            for element in node.elements:
                yield from self._item(element.value, op, depth)
        elif isinstance(node, (cst.ListComp, cst.GeneratorExp, cst.SetComp)):
            own = frozenset(_bound_in(node.for_in))
            for each in self._item(node.elt, op, depth):
                meant = each.func if isinstance(each, cst.Call) else each  # open(name): a file, whatever it is called
                if isinstance(each, cst.Lambda) or own.isdisjoint(names_in(meant)):
                    yield each
        elif isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Multiply):
            yield from self._items(node.left, op, depth + 1)
        elif isinstance(node, cst.Call) and last_name(node.func) in _REGROUPS:
            inner = self._item if last_name(node.func) == "repeat" else self._items
            for arg in node.args[:_DEEPEST]:
                yield from inner(arg.value, op, depth + 1)
        elif isinstance(node, cst.Name):
            write = bound_once(node.value, op.block.scope)
            value = bound_value(write) if write is not None and write.function is op.function else None
            if value is not None:
                yield from self._items(value, op, depth + 1)

    def _item(self, node: cst.BaseExpression, op: Call, depth: int) -> Iterator[cst.BaseExpression]:
        if isinstance(node, cst.Tuple):
            yield from self._items(node, op, depth + 1)
        else:
            yield node

    def _is_pool(self, expression: cst.BaseExpression, op: Call) -> bool:
        catalogue = self._module.catalogue
        for value in self._module.values(expression, op):
            if not isinstance(value, Instance):
                continue
            of = value.type
            bases = [of] if isinstance(of, str) else list(self._module.classes.external_bases(of))
            for base in bases:
                lineage = catalogue.lineage(catalogue.canonical(base))
                if _THREADS in lineage:
                    break  # the class derives from that of processes, but its jobs are given nothing by pickle
                if _EXECUTORS in lineage or _POOLS in lineage or "multiprocessing.Pool" in lineage:
                    return True
        return False

    def _is_spawned(self, call: Call) -> bool:
        """Whether a process is made by a context that pickles what it is given: spawn or forkserver."""
        func = call.node.func
        if self._method_set and self._module.names_of(func, call) & _OF_DEFAULT:
            return True
        if not isinstance(func, cst.Attribute):
            return False
        return self._pickles(func.value, call)

    def _pickles(self, context: cst.BaseExpression, op: Call) -> bool:
        """Whether a context is known to start processes that are sent what they are given."""
        for value in self._module.values(context, op):
            if (
                isinstance(value, Instance)
                and value.origin is not None
                and last_name(value.origin.func) == "get_context"
            ):
                method = argument(value.origin, "method", 0)
                return isinstance(method, cst.SimpleString) and method.evaluated_value in _PICKLING
        return False

    @cached_property
    def _method_set(self) -> bool:
        """Whether the module sets such a start method for all processes, and no other."""
        methods = [
            argument(call.node, "method", 0)
            for call in self._module.calls()
            if last_name(call.node.func) == "set_start_method"
        ]
        return bool(methods) and all(
            isinstance(each, cst.SimpleString) and each.evaluated_value in _PICKLING for each in methods
        )


def _making(call: cst.Call, callee: tuple[str, int], args: tuple[str, int]) -> Iterator[cst.BaseExpression]:
    """The function and its arguments that a process, or each process of a pool, is made with."""
    function = argument(call, *callee)
    if function is not None:
        yield function
    packed = [argument(call, *args), argument(call, "kwargs", 4 if callee[0] == "target" else None)]
    for each in packed:
        if isinstance(each, (cst.Tuple, cst.List, cst.Dict)):
            yield from _packed(each)


def _packed(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """The arguments in ``args=(a, b)`` and ``kwargs={"c": d}``; what is neither is one itself."""
    if isinstance(node, cst.Dict):
        yield from (element.value for element in node.elements if isinstance(element, cst.DictElement))
    elif isinstance(node, (cst.Tuple, cst.List)):
        yield from (element.value for element in node.elements)
    else:
        yield node


def _bound_in(loop: cst.CompFor) -> Iterator[str]:
    """The variables of a comprehension."""
    yield from names_in(loop.target)
    if loop.inner_for_in is not None:
        yield from _bound_in(loop.inner_for_in)

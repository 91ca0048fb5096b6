"""What the parameters of a function are given: by calls, and by what starts it elsewhere.

``worker(queue)``, ``create_task(worker(queue))``, ``Thread(target=worker, args=(queue,))`` and
``pool.submit(worker, queue)`` all give ``worker`` the same object.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument
from flake8_asyncsafe.model.values import ClassRef, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Write
    from flake8_asyncsafe.model.scopes import Function


@dataclass(frozen=True, slots=True)
class Binding:
    """Parameter ``param`` of ``function`` is given ``value`` at ``op``; ``spawned``: for a run of its own elsewhere."""

    function: Function
    param: Write
    value: cst.BaseExpression
    op: Op
    spawned: bool = False

    @property
    def name(self) -> str:
        """The name of the parameter."""
        assert isinstance(self.param.node, cst.Param)
        return self.param.node.name.value


class Bindings:
    """All bindings of parameters of one module's own functions that can be seen in it."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._all: tuple[Binding, ...] | None = None
        self._by_function: dict[Function, list[Binding]] = {}

    def all(self) -> tuple[Binding, ...]:
        """Every binding, in the order of the calls."""
        if self._all is None:
            self._all = (*self._of_calls(), *self._of_spawns())
            for binding in self._all:
                self._by_function.setdefault(binding.function, []).append(binding)
        return self._all

    def of(self, function: Function) -> list[Binding]:
        """The bindings of one function's parameters."""
        self.all()
        return self._by_function.get(function, [])

    def _of_calls(self) -> Iterator[Binding]:
        for call in self._module.calls():
            if not call.node.args:
                continue
            for target in self._module.targets(call):
                if isinstance(target, (FunctionRef, Method)):
                    function, bound = target.function, isinstance(target, Method)
                elif isinstance(target, ClassRef):
                    made = self._module.classes.method(target.cls, "__init__")
                    if made is None:
                        continue
                    function, bound = made, True
                else:
                    continue
                if not function.is_stub:
                    yield from _match(function, call.node.args, call, skip=bound and function.receiver is not None)

    def _of_spawns(self) -> Iterator[Binding]:
        for spawn in self._module.spawns.all():
            function = spawn.function
            if function is None or spawn.how != "call" or function.is_stub or not isinstance(spawn.op.node, cst.Call):
                continue
            if isinstance(spawn.argument, cst.Call) and not _makes_partial(spawn.argument):
                continue  # `create_task(worker(queue))`: the inner call says it all
            args = list(handed_arguments(spawn.op.node, spawn.argument))
            yield from _match(function, args, spawn.op, skip=function.receiver is not None, spawned=True)


def handed_arguments(call: cst.Call, callee: cst.BaseExpression) -> Iterator[cst.Arg]:
    """The arguments with which an API will call ``callee``: ``args=(a,)``, ``kwargs={...}``, or those behind it."""
    args = argument(call, "args", None)
    kwargs = argument(call, "kwargs", None)
    if isinstance(args, (cst.Tuple, cst.List)):
        yield from (cst.Arg(element.value) for element in args.elements if isinstance(element, cst.Element))
    if isinstance(kwargs, cst.Dict):
        for each in kwargs.elements:
            if isinstance(each, cst.DictElement) and isinstance(each.key, cst.SimpleString):
                yield cst.Arg(each.value, keyword=cst.Name(str(each.key.evaluated_value)))
    if args is not None or kwargs is not None:
        return
    behind = False
    for arg in call.args:
        if arg.value is callee:
            behind = True
        elif behind and arg.keyword is None and not arg.star:
            if isinstance(arg.value, (cst.Tuple, cst.List)) and len(call.args) == 2:
                yield from (cst.Arg(element.value) for element in arg.value.elements)
            else:
                yield arg


def _makes_partial(node: cst.Call) -> bool:
    func = node.func
    name = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
    return name == "partial"


def _match(
    function: Function, args: Sequence[cst.Arg], op: Call | Op, *, skip: bool, spawned: bool = False
) -> Iterator[Binding]:
    """Each argument with the parameter that it is bound to; ``skip``: the first parameter is the object itself."""
    params = [write for write in function.params if isinstance(write.node, cst.Param) and not _is_collecting(write)]
    named = {write.node.name.value: write for write in params if isinstance(write.node, cst.Param)}
    place = 1 if skip else 0
    for arg in args:
        if arg.star:
            return
        if arg.keyword is not None:
            write = named.get(arg.keyword.value)
        else:
            write = params[place] if place < len(params) else None
            place += 1
        if write is not None:
            yield Binding(function, write, arg.value, op, spawned)


def _is_collecting(write: Write) -> bool:
    return isinstance(write.node, cst.Param) and write.node.star in {"*", "**"}

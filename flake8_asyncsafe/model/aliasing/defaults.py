"""Objects that are made once, as a default, and shared by everybody who leaves the argument out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import CHANGING, Containers, container_of
from flake8_asyncsafe.model.calls.arguments import argument, given_for, last_name
from flake8_asyncsafe.model.contexts import Contexts
from flake8_asyncsafe.model.ops import Call, Op, Write
from flake8_asyncsafe.model.values import FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_MAKERS = frozenset({"list", "dict", "set", "defaultdict", "OrderedDict", "Counter", "deque", "bytearray"})
#: objects of which each owner is meant to have one
_SESSIONS = frozenset(
    {"requests.Session", "httpx.Client", "httpx.AsyncClient", "aiohttp.ClientSession", "sqlite3.Connection"}
)
_QUEUES = frozenset(
    {f"{module}.{name}" for module in ("queue", "asyncio") for name in ("Queue", "LifoQueue", "PriorityQueue")}
    | {"queue.SimpleQueue", "multiprocessing.Queue", "multiprocessing.JoinableQueue", "multiprocessing.SimpleQueue"}
)
_EVENTS = frozenset(f"{module}.Event" for module in ("threading", "asyncio", "multiprocessing", "anyio", "trio"))
#: what looks at its argument, or copies it, and keeps nothing of it
_COPIES = frozenset(
    {"list", "dict", "set", "tuple", "frozenset", "sorted", "len", "bool", "any", "all", "sum", "min", "max", "repr",
     "str", "copy", "deepcopy", "enumerate", "isinstance", "print", "debug", "info"}
)  # fmt: skip
_DEEPEST = 3
_DATACLASS = frozenset({"dataclass", "define", "frozen", "mutable", "attrs", "s"})


class SharedDefaults:
    """The defaults of one module that are shared by tasks or threads."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def found(self) -> Iterator[tuple[cst.BaseExpression, str, str]]:
        """(default, what it is, whose) for each default that its users share: mutable, or a lock, queue or session."""
        for function in self._module.functions:
            for write in function.params:
                if write.value is not None and isinstance(write.node, cst.Param):
                    place = function.write or write
                    name = write.node.name.value
                    # `def make(base, __lock=Lock())`: nobody is to pass it, the one object is meant
                    what = self._is_one(write.value, place) if not name.startswith("_") else ""
                    if not what and is_mutable(write.value) and self._is_changed(function, name, write.value):
                        what = "a mutable object that is changed here"
                    if what:
                        yield write.value, what, f"parameter `{name}`"
        yield from self._of_context_variables()
        yield from self._of_fields()

    def _is_one(self, node: cst.BaseExpression, op: Op) -> str:
        """Whether an expression makes a lock, queue or session here and now."""
        if not isinstance(node, cst.Call):
            return ""
        for value in self._module.values(node, op):
            if not isinstance(value, Instance) or value.origin is not node:
                continue
            if self._module.locks.traits(value) is not None:
                return "a lock"
            if isinstance(value.type, str):
                for name in self._module.catalogue.lineage(self._module.catalogue.canonical(value.type)):
                    if name in _QUEUES:
                        return "a queue"
                    if name in _EVENTS:
                        return "an event"
                    if name in _SESSIONS:
                        return "a session"
        return ""

    def _is_changed(self, function: Function, name: str, default: cst.BaseExpression) -> bool:
        """Whether a function that several tasks or threads run changes a default, or an element of it, in place."""
        if sum(write.how != "aug" for write in function.scope.bindings.get(name, ())) != 1:
            return False  # `items = list(items)`
        if not function.is_async and self._module.ask(Contexts).on_thread(function) is None:
            return False
        return self._changes(function, name, default, _DEEPEST)

    def _changes(self, function: Function, name: str, default: cst.BaseExpression, depth: int) -> bool:
        """Whether a function changes its parameter, or an element of it: itself, or by what it passes it on to."""
        containers = self._module.ask(Containers)
        empty = not getattr(default, "elements", ()) and not isinstance(default, cst.Call)
        return any(
            _is_name(node if empty else container_of(node), name)
            for op in function.ops
            if (where := changed(op)) is not None
            for node, _ in containers.origins(where, op)
        ) or (depth > 0 and any(self._changes(*each, default, depth - 1) for each in self._passed_on(function, name)))

    def _passed_on(self, function: Function, name: str) -> Iterator[tuple[Function, str]]:
        """(function of the module, parameter) that a function gives its parameter to as it is."""
        for call in function.calls:
            if not any(_is_name(arg.value, name) for arg in call.node.args):
                continue
            for target in self._module.targets(call):
                callee = target.function if isinstance(target, (FunctionRef, Method)) else None
                if callee is None or callee.is_stub or callee is function:
                    continue
                for each in callee.parameter_names(bound=True, stars=False):
                    given = given_for(call.node, callee, each)
                    if given is not None and _is_name(given, name) and len(callee.scope.bindings.get(each, ())) == 1:
                        yield callee, each

    def _of_context_variables(self) -> Iterator[tuple[cst.BaseExpression, str, str]]:
        if not self._module.imports("contextvars"):
            return
        for call in self._module.calls():
            if "contextvars.ContextVar" in self._module.names_of(call.node.func, call):
                given = argument(call.node, "default", None)
                if given is not None and is_mutable(given) and self._may_be_changed(call):
                    yield given, "a mutable object", "context variable"

    def _may_be_changed(self, made: Call) -> bool:
        """Whether what a context variable gives may be changed in place.

        Not where the module sets the variable itself, and changes nothing of what it gets nor hands it out: it copies.
        """
        targets = self._module.use(made.node).targets
        name = last_name(targets[0]) if targets else ""
        if not name:
            return True
        got = [
            call
            for call in self._module.calls()
            if isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value == "get"
            and last_name(call.node.func.value) == name
        ]
        sets = any(
            isinstance(call.node.func, cst.Attribute)
            and call.node.func.attr.value == "set"
            and last_name(call.node.func.value) == name
            for call in self._module.calls()
        )
        if not got or not sets:
            return True
        nodes = frozenset(call.node for call in got)
        if any(self._is_handed_out(call.node, _DEEPEST) for call in got):
            return True
        containers = self._module.ask(Containers)
        return any(
            where is not None and any(node in nodes for node, _ in containers.origins(where, op))
            for function in {call.function for call in got}
            for op in function.ops
            for where in (changed(op),)
        )

    def _is_handed_out(self, node: cst.BaseExpression, depth: int) -> bool:
        """Whether what an expression gives is returned, stored or passed on as it is, not as a copy."""
        use = self._module.use(node)
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return last_name(use.node.func) not in _COPIES
        if use.kind == "bound" and depth:
            return any(
                not isinstance(target, cst.Name)
                or any(
                    self._is_handed_out(read.node, depth - 1)
                    for read in self._module.reads_of(target)
                    if isinstance(read.node, cst.Name)
                )
                for target in use.targets
            )
        return use.kind in {"returned", "yielded", "element"}

    def _of_fields(self) -> Iterator[tuple[cst.BaseExpression, str, str]]:
        """``lock: Lock = Lock()`` in a dataclass: evaluated once, for all objects."""
        for cls in self._module.lowering.classes:
            node = cls.node
            if not any(
                last_name(each.decorator.func if isinstance(each.decorator, cst.Call) else each.decorator) in _DATACLASS
                for each in node.decorators
            ):
                continue
            for name, writes in cls.scope.bindings.items():
                for write in writes:
                    if write.how == "ann" and write.value is not None and not is_class_variable(write.detail):
                        given = argument(write.value, "default", None) if isinstance(write.value, cst.Call) else None
                        what = self._is_one(given or write.value, write)
                        if what:
                            yield given or write.value, what, f"field `{name}`"


def changed(op: Op) -> cst.BaseExpression | None:
    """The container that an operation changes in place."""
    if isinstance(op, Call):
        func = op.node.func
        return func.value if isinstance(func, cst.Attribute) and func.attr.value in CHANGING else None
    if isinstance(op, Write) and isinstance(op.node, cst.Subscript):
        return op.node.value
    return op.node if isinstance(op, Write) and op.how == "aug" and isinstance(op.node, cst.Name) else None


def is_mutable(node: cst.BaseExpression) -> bool:
    """Whether an expression makes a container that can be changed in place."""
    if isinstance(node, cst.Call):
        return last_name(node.func) in _MAKERS
    return isinstance(node, (cst.List, cst.Dict, cst.Set, cst.ListComp, cst.DictComp, cst.SetComp))


def _is_name(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name


def is_class_variable(annotation: object) -> bool:
    """``ClassVar[...]`` is meant to be shared."""
    inner = annotation.annotation if isinstance(annotation, cst.Annotation) else annotation
    while isinstance(inner, cst.Subscript):
        inner = inner.value
    return isinstance(inner, (cst.Name, cst.Attribute)) and last_name(inner) == "ClassVar"

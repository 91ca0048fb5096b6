"""One object in many places: ``[Lock()] * n``, ``[[]] * n``, ``dict.fromkeys(keys, [])``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.changes import ElementChanges
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import Coroutine, Display, External, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: packages whose objects exist to tell parties apart, or to keep them apart
_CONCURRENCY = frozenset({"threading", "_thread", "asyncio", "queue", "multiprocessing", "concurrent", "trio", "anyio"})
_CONTAINERS = frozenset(
    {"builtins.list", "builtins.dict", "builtins.set", "builtins.bytearray", "collections.deque",
     "collections.defaultdict", "collections.OrderedDict", "collections.Counter"}
)  # fmt: skip
_MADE_EMPTY = frozenset({"list", "dict", "set", "deque", "bytearray", "Counter", "OrderedDict"})
_MAKERS = frozenset({"create_task", "ensure_future", "create_future", "allocate_lock"})
_DISPLAYS = (cst.List, cst.Dict, cst.Set, cst.ListComp, cst.DictComp, cst.SetComp)


@dataclass(frozen=True, slots=True)
class Repeated:
    """``node`` puts one object, made by ``element``, in many places; ``count`` is the number of them, if written."""

    node: cst.BaseExpression
    element: cst.BaseExpression
    count: cst.BaseExpression | None
    keys: cst.BaseExpression | None = None
    synchronises: bool = False


class Repetitions:
    """The repeated references of one module that do harm."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._ops: dict[cst.CSTNode, Op] | None = None

    def harmful(self) -> Iterator[Repeated]:
        """Repeated locks and the like; containers and objects where one place is changed in sight."""
        for each, result in self._candidates():
            kind = self._kind(each.element)
            if kind is None:
                continue
            changes = self._module.ask(ElementChanges)
            if changes.are_replaced(result):
                continue
            if kind == "synchronises":
                yield Repeated(each.node, each.element, each.count, each.keys, synchronises=True)
            elif changes.are_changed(result, kind if isinstance(kind, Class) else None):
                yield each
            elif _is_empty(each.element) and self._goes_out_of_sight(result):
                yield each  # what is empty is made to be filled

    def _goes_out_of_sight(self, collection: cst.BaseExpression) -> bool:
        """Whether a function returns a collection to others than are in sight."""
        changes = self._module.ask(ElementChanges)
        returned = any(self._module.use(each).kind == "returned" for each in changes.everywhere(collection))
        return returned and next(changes.elements(collection), None) is None

    def _candidates(self) -> Iterator[tuple[Repeated, cst.BaseExpression]]:
        """(repeated reference, the expression of the collection that it makes)."""
        for node in tuple(self._module.parents):
            kind = type(node)  # libcst's nodes have an abstract base, which makes each `isinstance` that fails dear
            if kind is not cst.BinaryOperation and kind is not cst.Call:
                continue
            if isinstance(node, cst.BinaryOperation):
                if not isinstance(node.operator, cst.Multiply):
                    continue
                for display, count in ((node.left, node.right), (node.right, node.left)):
                    if isinstance(display, (cst.List, cst.Tuple)) and not _at_most_one(count):
                        for element in display.elements:
                            if isinstance(element, cst.Element):
                                yield Repeated(node, element.value, count), node
            elif isinstance(node, cst.Call) and len(node.args) == 2 and not any(arg.star for arg in node.args):
                yield from self._made_by_call(node)

    def _made_by_call(self, node: cst.Call) -> Iterator[tuple[Repeated, cst.BaseExpression]]:
        func, (first, second) = node.func, node.args
        if isinstance(func, cst.Attribute) and func.attr.value == "fromkeys":
            if isinstance(func.value, (cst.Name, cst.Dict, cst.Attribute)) and not _at_most_one(first.value):
                yield Repeated(node, second.value, None, keys=first.value), node
            return
        name = func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
        call = self._module.call_at(node) if name == "repeat" else None
        if call is None or "itertools.repeat" not in self._module.names_of(func, call) or _at_most_one(second.value):
            return
        use = self._module.use(node)
        outer = use.node if use.kind == "argument" else None
        maker = outer.func if isinstance(outer, cst.Call) else None
        if isinstance(outer, cst.Call) and isinstance(maker, cst.Name) and maker.value in {"list", "tuple"}:
            yield Repeated(node, first.value, second.value), outer

    def _kind(self, element: cst.BaseExpression) -> str | Class | None:
        """What is repeated: "synchronises", "container", a class of this module; None for what may be shared."""
        if isinstance(element, _DISPLAYS):
            return "container"
        if isinstance(element, cst.BinaryOperation) and isinstance(element.operator, cst.Multiply):
            return "container" if isinstance(element.left, cst.List) or isinstance(element.right, cst.List) else None
        op = self._op(element)
        if op is None:
            return None
        if isinstance(element, cst.Call) and self._module.names_of(element.func, op) & _CONTAINERS:
            return "container"
        values = self._module.values(element, op)
        if len(values) != 1 or isinstance(values[0], Coroutine):
            return None
        value = values[0]
        if isinstance(element, cst.Name):  # a name says that it is one object; that one of its places is changed, not
            return "container" if isinstance(value, Display) and isinstance(value.node, _DISPLAYS) else None
        if not isinstance(element, cst.Call) or not isinstance(value, Instance):
            return None
        if isinstance(value.type, Class):
            return value.type if value.origin is element else None
        return "synchronises" if self._synchronises(element, op, value.type) else None

    def _synchronises(self, call: cst.Call, op: Op, type_name: str) -> bool:
        """Whether a call makes a lock, a queue, an event, a task or the like, and a new one."""
        if type_name.partition(".")[0] not in _CONCURRENCY:
            return False
        names = [
            target.name.rpartition(".")[2]
            for target in self._module.evaluator.calls.targets(call, op)
            if isinstance(target, External)
        ]
        if not names:
            last = call.func.attr.value if isinstance(call.func, cst.Attribute) else ""
            return last in _MAKERS
        return all(
            name in _MAKERS or (name[:1].isupper() and not name.endswith(("Error", "Exception", "Empty", "Full")))
            for name in names
        )

    def _op(self, node: cst.BaseExpression) -> Op | None:
        if self._ops is None:
            self._ops = {op.node: op for function in self._module.functions for op in function.ops}
        return self._ops.get(node)


def _is_empty(element: cst.BaseExpression) -> bool:
    """``[]``, ``{}``, ``set()``, ``list()``, ``collections.Counter()``."""
    if isinstance(element, (cst.List, cst.Dict, cst.Set)):
        return not element.elements
    if not isinstance(element, cst.Call):
        return False
    return (not element.args and last_name(element.func) in _MADE_EMPTY) or last_name(element.func) == "defaultdict"


def _at_most_one(count: cst.BaseExpression) -> bool:
    """``* 1``, ``* 0``, ``* -1``, ``fromkeys(["a"], ...)``: nothing is repeated."""
    if isinstance(count, cst.Integer):
        return count.value in {"0", "1"}
    if isinstance(count, cst.UnaryOperation):
        return isinstance(count.operator, cst.Minus)
    if isinstance(count, (cst.List, cst.Tuple, cst.Set)):
        return len(count.elements) < 2 and all(isinstance(each, cst.Element) for each in count.elements)
    return isinstance(count, cst.SimpleString) and len(count.value) < 4

"""Futures that a helper got from a pool for its caller, and where the caller waits for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.ops import Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Channel
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op
    from flake8_asyncsafe.model.scopes import Function

SUBMITS = ("submit", "apply_async")
WAITS = frozenset({"result", "exception", "get", "wait"})
ALL_OF = frozenset({"concurrent.futures.wait", "concurrent.futures.as_completed"})
_ADDS = frozenset({"append", "add", "appendleft", "insert"})
#: what gives the same elements
_PASSING = frozenset({"as_completed", "list", "tuple", "set", "reversed", "sorted", "enumerate", "tqdm", "iter", "zip"})
_VIEWS = frozenset({"values", "keys", "items", "copy"})
_DEEPEST = 4


class Futures:
    """Follows the futures of one module by the names that they are bound to."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._handed: dict[tuple[Function, tuple[object, ...]], bool] = {}

    def of_helpers(self, function: Function, pool: Channel) -> frozenset[cst.CSTNode]:
        """The calls of a function that give it a future of the pool, though another function submits."""
        return frozenset(
            edge.node
            for edge in self._module.graph.edges(function)
            if edge.how == "call"
            and isinstance(edge.node, cst.Call)
            and not edge.callee.is_stub
            and edge.callee is not function
            and self._hands_out(edge.callee, pool)
        )

    def _hands_out(self, helper: Function, pool: Channel) -> bool:
        """Whether what a plain function returns is a future that it got from the pool."""
        key = (helper, pool.identity)
        if key not in self._handed:
            self._handed[key] = False
            if not helper.is_async and not helper.is_generator and not helper.decorators and helper.returns:
                made = {use.call.node for use in self._channels.on(pool, *SUBMITS) if use.function is helper}
                futures = frozenset({*made, *self.of_helpers(helper, pool)})
                self._handed[key] = bool(futures) and all(
                    each.value is not None and self._is_one(each.value, each, futures, 0) for each in helper.returns
                )
        return self._handed[key]

    def waits(self, function: Function, futures: frozenset[cst.CSTNode]) -> Iterator[Call]:
        """The calls in a function that wait for one of these, or for all in a collection of them."""
        for call in function.calls if futures else ():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in WAITS:
                if self._is_one(func.value, call, futures, 0):
                    yield call
            elif (
                call.node.args
                and self._module.names_of(func, call) & ALL_OF
                and self._are_some(call.node.args[0].value, call, futures, 0)
            ):
                yield call

    def _is_one(self, node: cst.BaseExpression, op: Op, futures: frozenset[cst.CSTNode], depth: int) -> bool:
        if node in futures:
            return True
        if not isinstance(node, cst.Name) or depth > _DEEPEST:
            return False
        for write in (writes := self._writes(node, op)):
            if write.value is None:
                if write.how != "ann":
                    return False
            elif write.how == "for":
                if not self._are_some(write.value, write, futures, depth + 1):
                    return False
            elif write.path or not self._is_one(write.value, write, futures, depth + 1):
                return False
        return any(write.value is not None for write in writes)

    def _are_some(self, node: cst.BaseExpression, op: Op, futures: frozenset[cst.CSTNode], depth: int) -> bool:
        """Whether the elements (or keys, or values) of a collection are such futures."""
        if depth > _DEEPEST:
            return False
        if isinstance(node, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
            return node.elt in futures
        if isinstance(node, cst.DictComp):
            return node.key in futures or node.value in futures
        if isinstance(node, (cst.List, cst.Tuple, cst.Set)):
            return any(self._is_one(each.value, op, futures, depth + 1) for each in node.elements)
        if isinstance(node, cst.Call):
            func = node.func
            name = func.attr.value if isinstance(func, cst.Attribute) else getattr(func, "value", "")
            if isinstance(func, cst.Attribute) and name in _VIEWS and not node.args:
                return self._are_some(func.value, op, futures, depth + 1)
            return name in _PASSING and any(
                self._are_some(arg.value, op, futures, depth + 1) for arg in node.args if arg.keyword is None
            )
        if not isinstance(node, cst.Name):
            return False
        writes = [write for write in self._writes(node, op) if write.value is not None]
        return any(
            write.how in {"assign", "ann"}
            and write.value is not None
            and self._are_some(write.value, write, futures, depth + 1)
            for write in writes
        ) or (bool(writes) and self._are_added(node.value, op, futures, depth))

    def _are_added(self, name: str, op: Op, futures: frozenset[cst.CSTNode], depth: int) -> bool:
        """``jobs.append(later(url))``, ``jobs[url] = later(url)``, ``jobs[later(url)] = url``."""
        for each in op.function.ops:
            node = each.node
            if isinstance(each, Write) and isinstance(node, cst.Subscript):
                key = node.slice[0].slice if len(node.slice) == 1 else None
                parts = [each.value, key.value if isinstance(key, cst.Index) else None]
                holder = node.value
            elif isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _ADDS:
                parts = [arg.value for arg in node.args]
                holder = node.func.value
            else:
                continue
            if (
                isinstance(holder, cst.Name)
                and holder.value == name
                and any(part is not None and self._is_one(part, each, futures, depth + 1) for part in parts)
            ):
                return True
        return False

    @staticmethod
    def _writes(name: cst.Name, op: Op) -> list[Write]:
        """What binds a local name of the function (or of a comprehension in it)."""
        scope = op.block.scope.lookup(name.value)
        if scope is None or scope.kind in {"module", "class"}:
            return []
        writes: list[Write] = scope.bindings.get(name.value, [])
        return writes if all(write.function is op.function for write in writes) else []

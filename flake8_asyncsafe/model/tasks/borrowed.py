"""Resources of a ``with`` block that a task or thread started in it still uses when the block has closed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.aliasing.containers import path_of, shown
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.ops import Call, Loop, Suspend, With, Yield, enclosing
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.tasks.starts import Starts
from flake8_asyncsafe.model.values import Coroutine, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.tasks.starts import Start

#: calls by which a block may wait for what it started, or never ends
_WAITS = frozenset(
    {"join", "result", "wait", "gather", "wait_for", "as_completed", "exception", "run_until_complete", "cancel",
     "serve_forever", "run_forever", "sleep_forever", "wait_closed", "shutdown", "start_and_wait", "wait_stopped",
     "run_until_disconnected", "idle", "aclose"}
)  # fmt: skip
#: context managers that close nothing which others could miss
_HARMLESS = (
    "contextlib.nullcontext", "contextlib.suppress", "unittest.mock", "pytest", "warnings", "decimal", "contextvars",
    "asyncio.timeout", "asyncio.timeout_at", "concurrent.futures", "asyncio.Runner", "time", "structlog",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Borrowed:
    """The task or thread started at ``node`` uses ``name``, which the end of ``block`` closes.

    ``group`` is the task group around the block that runs the task, if there is one.
    """

    node: cst.CSTNode
    what: str
    name: str
    block: With
    group: str


class BorrowedResources:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._starts = module.ask(Starts)

    def outlived(self) -> Iterator[Borrowed]:
        """Every start of something that uses what the block around it closes, and that nobody waits for."""
        for function in self._module.functions:
            blocks = [each for each in _blocks(function) if isinstance(each, With)]
            if not blocks:
                continue
            for start in self._starts.of(function):
                found = self._of(start)
                if found is not None:
                    yield found

    def _of(self, start: Start) -> Borrowed | None:
        if self._module.use(start.call.node).kind == "awaited" and last_name(start.call.node.func) != "start":
            return None
        root = _root(start.call.node.func)
        for compound, block in enclosing(start.call.block):
            if not isinstance(compound, With) or block is not compound.body:
                continue
            if root and root in _bound(compound):
                return None  # the group or pool is closed, and waited for, before any block around it
            name = next((each for each in _bound(compound) if self._uses(start, each)), None)
            if name is not None and self._closes(compound) and not self._waits(start, compound):
                group = self._group(compound, root)
                return Borrowed(start.call.node, start.what, name, compound, group)
        return None

    def _group(self, block: With, root: str) -> str:
        """The name of the task group around the block that the task is started in."""
        for compound, _ in enclosing(block.block):
            if isinstance(compound, With) and root and root in _bound(compound) and self._is_group(compound):
                return root
        return ""

    def _is_group(self, block: With) -> bool:
        return "task-group" in self._scopes(block)

    def _scopes(self, block: With) -> set[str]:
        return {
            known.scope
            for value in self._module.values(block.context, block.enter)
            if isinstance(value, Instance) and isinstance(value.type, str)
            if (known := self._module.catalogue.type(value.type)) is not None and known.scope
        } | {
            known.scope
            for name in self._names(block)
            if (known := self._module.catalogue.type(name)) is not None and known.scope
        }

    def _names(self, block: With) -> frozenset[str]:
        node = block.context
        return self._module.names_of(node.func if isinstance(node, cst.Call) else node, block.enter)

    # -- the block ----------------------------------------------------------------------------------------------------

    def _closes(self, block: With) -> bool:
        """Whether leaving the block ends what it lends: no lock, no scope, nothing that keeps working."""
        if self._scopes(block):
            return False
        names = set(self._names(block))
        for value in self._module.values(block.context, block.enter):
            if isinstance(value, Instance) and isinstance(value.type, str):
                names.add(value.type)
                known = self._module.catalogue.type(value.type)
                if known is not None and known.lock is not None:
                    return False
            if isinstance(value, Instance) and isinstance(value.type, Class):
                for base in self._module.classes.external_bases(value.type):
                    names.add(base)
        if any(name.startswith(_HARMLESS) for name in names):
            return False
        words = last_name(block.context.func if isinstance(block.context, cst.Call) else block.context).lower()
        return not any(word in words for word in ("lock", "semaphore", "timeout", "span", "group", "nursery", "scope"))

    def _waits(self, start: Start, block: With) -> bool:
        """Whether the block, after the start, may wait for what it started, or for good."""
        for op in block.body.ops():
            if op.index <= start.call.index and not isinstance(op, Suspend):
                continue
            if isinstance(op, Yield) and op.index > start.call.index:
                return True  # the body of a context manager's user, or of a test
            if isinstance(op, Call) and op is not start.call and last_name(op.node.func) in _WAITS:
                return True
            if isinstance(op, Suspend) and isinstance(op.node, cst.Await) and op.index > start.call.index:
                expression = op.node.expression
                if isinstance(expression, (cst.Name, cst.Attribute, cst.Subscript)):
                    return True
                if isinstance(expression, cst.Call) and self._is_driven(expression):
                    return True
        return any(isinstance(compound, Loop) and compound.endless for compound in _blocks_in(block))

    @staticmethod
    def _is_driven(node: cst.Call) -> bool:
        """``await finish(task)``: whoever gets the handle may wait for it."""
        given = {arg.value.value for arg in node.args if isinstance(arg.value, cst.Name)}
        return any("task" in name or "future" in name or "thread" in name for name in given)

    # -- the use ------------------------------------------------------------------------------------------------------

    def _uses(self, start: Start, name: str) -> bool:
        """Whether what is started gets the object of that name, or looks it up itself."""
        nodes = [arg.value for arg in start.call.node.args]
        if start.made is not None:
            nodes += [arg.value for arg in start.made.args]
        if any(self._hands_over(node, name, start.call, first=True) for node in nodes):
            return True
        target = start.target
        return target is not None and self._captures(target, start.call.function, name)

    def _captures(self, target: Function, function: Function, name: str) -> bool:
        home = function.scope.lookup(name)
        return (
            target is not function
            and target.parent is function
            and home is not None
            and name in target.scope.reads
            and target.scope.lookup(name) is home
        )

    def _hands_over(self, node: cst.BaseExpression, name: str, op: Op, *, first: bool) -> bool:
        todo = [node]
        while todo:
            each = todo.pop()
            if isinstance(each, cst.Name) and each.value == name:
                return True
            if isinstance(each, cst.Attribute):
                # a bound method as the function to run; other attributes are values of their own
                if first and each is node and shown(path_of(each)).startswith(f"{name}."):
                    return self._is_method_use(each, op)
            elif isinstance(each, (cst.Tuple, cst.List)):
                todo += [element.value for element in each.elements]
            elif isinstance(each, cst.Dict):
                todo += [element.value for element in each.elements if isinstance(element, cst.DictElement)]
            elif isinstance(each, cst.Call) and self._is_kept(each, op):
                todo += [arg.value for arg in each.args]
                if isinstance(each.func, cst.Attribute) and isinstance(each.func.value, cst.Name):
                    todo.append(each.func.value)
        return False

    def _is_method_use(self, node: cst.Attribute, op: Op) -> bool:
        use = self._module.use(node)
        if use.kind != "argument" or not isinstance(use.node, cst.Call):
            return False
        given = [arg for arg in use.node.args if arg.value is node]
        if given and given[0].keyword is not None:
            return given[0].keyword.value == "target"
        del op
        return use.node.args[0].value is node

    def _is_kept(self, node: cst.Call, op: Op) -> bool:
        """Whether a call only makes a coroutine or a partial, which keep their arguments."""
        if last_name(node.func) == "partial":
            return True
        call = self._module.call_at(node)
        values = self._module.values(node, call or op)
        return any(isinstance(value, Coroutine) for value in values) or (
            self._module.use(node).kind == "argument"
            and isinstance(op, Call)
            and last_name(op.node.func) in {"create_task", "ensure_future"}
            and op.node.args[:1] != ()
            and op.node.args[0].value is node
        )


def _blocks(function: Function) -> Iterator[object]:
    stack = [function.body]
    while stack:
        block = stack.pop()
        for item in block.items:
            if hasattr(item, "blocks"):
                yield item
                stack.extend(item.blocks())


def _blocks_in(block: With) -> Iterator[object]:
    stack = [block.body]
    while stack:
        inner = stack.pop()
        for item in inner.items:
            if hasattr(item, "blocks"):
                yield item
                stack.extend(item.blocks())


def _bound(block: With) -> tuple[str, ...]:
    """The names by which a block's resource is known in it."""
    found: list[str] = []
    if block.item.asname is not None:
        target = block.item.asname.name
        if isinstance(target, (cst.Tuple, cst.List)):
            found += [each.value.value for each in target.elements if isinstance(each.value, cst.Name)]
        elif isinstance(target, cst.Name):
            found.append(target.value)
    if isinstance(block.context, cst.Name):
        found.append(block.context.value)
    elif isinstance(block.context, cst.Call) and last_name(block.context.func) in {"closing", "aclosing"}:
        found += [arg.value.value for arg in block.context.args if isinstance(arg.value, cst.Name)]
    return tuple(found)


def _root(node: cst.BaseExpression) -> str:
    path = path_of(node)
    return path[0] if len(path) > 1 else ""

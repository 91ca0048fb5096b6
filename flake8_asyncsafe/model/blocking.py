"""Which operations block the thread that performs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Api, Category
from flake8_asyncsafe.model.arguments import argument, passes
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Loop, Op, enclosing
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


@dataclass(frozen=True, slots=True)
class Blocking:
    """One operation that blocks.

    ``op`` is the call (or the entry of a with whose end blocks), ``node`` the expression to report, ``api`` the entry of
    the catalogue (None for the user's own patterns), ``name`` its canonical name, ``advice`` the user's words.
    """

    op: Op
    node: cst.BaseExpression
    category: Category
    name: str
    api: Api | None = None
    advice: str = ""


class BlockingCalls:
    """Finds the blocking operations of functions, once per function."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, tuple[Blocking, ...]] = {}
        self._cpu = module.settings.cpu
        self._patterns = module.settings.blocking_calls

    def of(self, function: Function) -> tuple[Blocking, ...]:
        """The operations in the function's own body that block, in evaluation order."""
        found = self._memo.get(function)
        if found is None:
            found = self._memo[function] = tuple(self._find(function))
        return found

    def callable(self, value: Value) -> Api | None:
        """The catalogue's entry of an outside callable that blocks when it is called, else None."""
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            if api is not None and api.blocks is not None and (api.blocks is not Category.CPU_HEAVY or self._cpu):
                return api
        return None

    def _find(self, function: Function) -> Iterator[Blocking]:
        for op in function.ops:
            if isinstance(op, Call):
                blocking = self._call(op)
            elif isinstance(op, Enter) and not op.scope.is_async:
                blocking = self._leaving(op)
            else:
                continue
            if blocking is not None:
                yield blocking

    def _call(self, call: Call) -> Blocking | None:
        module = self._module
        targets = module.targets(call)
        awaited: bool | None = None
        for target in self._with_inline(call, targets):
            if not isinstance(target, (External, ExternalMethod)):
                continue
            advice = self._matching(target.name)
            api = module.catalogue.api(target.name)
            category = api.blocks if api is not None else None
            if advice is None and (category is None or (category is Category.CPU_HEAVY and not self._cpu)):
                continue
            if awaited is None:
                awaited = module.use(call.node).kind == "awaited"
            if awaited and category is not Category.SLEEP:
                continue  # an API whose sync and async forms share names
            if any(isinstance(value, Coroutine) for value in module.values(call.node, call)):
                continue
            if api is not None and advice is None and self._excused(call, api, target):
                continue
            return Blocking(call, call.node, category or Category.WAIT, target.name, api, advice or "")
        return None

    def _with_inline(self, call: Call, targets: tuple[Value, ...]) -> Iterator[Value]:
        """The targets, and what they call in place: ``map(time.sleep, delays)``, ``sorted(key=...)``."""
        yield from targets
        for _, value in self._module.spawns.inline(call):
            yield from self._module.evaluator.calls.callable_of(value)

    def _matching(self, name: str) -> str | None:
        for pattern in self._patterns:
            if pattern.matches(name):
                return pattern.advice or "an asynchronous counterpart"
        return None

    def _excused(self, call: Call, api: Api, target: External | ExternalMethod) -> bool:
        evaluator = self._module.evaluator
        if any(passes(test, call.node, evaluator, call) for test in api.unless):
            return True
        if isinstance(target, ExternalMethod):
            receiver = target.receiver
            if api.made_unless:
                # what made the receiver is not in sight: it may well be one that does not block
                # (a receiver whose maker is unknown is excused where one made with the defaults would be)
                if (receiver.origin is None and any(test.passes_absent() for test in api.made_unless)) or any(receiver.origin is not None and passes(test, receiver.origin, evaluator, call) for test in api.made_unless
                ):
                    return True
            if api.blocks is Category.WAIT and self._settled(call):
                return True
        return False

    def _settled(self, call: Call) -> bool:
        """Whether the future that is asked for its result is known to be done."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in {"result", "exception"}:
            return False
        path = dotted_text(func.value)
        if not path:
            return False
        for compound, block in enclosing(call.block):
            if isinstance(compound, Branch):
                for (_, body), test in zip(compound.arms, compound.tests, strict=True):
                    if body is block and test is not None and _asks_done(test, path):
                        return True
            if isinstance(compound, Loop) and self._completed(compound, path, call):
                return True
        if self._finished(call, path):
            return True
        return self._module.spawns.is_done_callback(call.function, path)

    def _completed(self, loop: Loop, path: str, call: Call) -> bool:
        iterable = loop.node.iter if isinstance(loop.node, (cst.For, cst.CompFor)) else None
        target = loop.node.target if isinstance(loop.node, (cst.For, cst.CompFor)) else None
        if iterable is None or not isinstance(target, cst.Name) or target.value != path:
            return False
        for value in self._module.values(iterable, call):
            if isinstance(value, Instance) and value.origin is not None:
                names = self._module.names_of(value.origin.func, call)
                if names & {"concurrent.futures.as_completed", "concurrent.futures.wait"}:
                    return True
        if isinstance(iterable, cst.Call):
            return "concurrent.futures.as_completed" in self._module.names_of(iterable.func, call)
        # `done, _ = futures.wait(fs)`: the loop runs over a name bound from it, or over the very list waited for
        return self._finished(call, dotted_text(iterable))

    def _finished(self, call: Call, path: str) -> bool:
        """Whether ``futures.wait`` was called on ``path`` earlier in this function, or gave it."""
        if not path:
            return False
        waits = {"concurrent.futures.wait", "asyncio.wait"}
        for earlier in call.function.calls:
            if earlier.index >= call.index:
                break
            if not self._module.names_of(earlier.node.func, earlier) & waits:
                continue
            first = argument(earlier.node, "fs", 0)
            if first is not None and path in _paths(first):
                return True
            use = self._module.use(earlier.node)
            through = self._module.parents.get(use.node) if use.kind == "awaited" and use.node is not None else None
            statement = through if isinstance(through, cst.Assign) else use.node
            if isinstance(statement, cst.Assign):
                for target in statement.targets:
                    if path in _paths(target.target):
                        return True
            if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
                above = self._module.use(use.node)
                if any(path in _paths(target) for target in above.targets):
                    return True
        return False

    def _leaving(self, enter: Enter) -> Blocking | None:
        """``with ThreadPoolExecutor():`` waits for the jobs when it ends."""
        context = enter.node.item
        for value in self._module.values(context, enter):
            if isinstance(value, Instance) and isinstance(value.type, str):
                known = self._module.catalogue.type(value.type)
                if known is not None and known.exit_blocks is not None:
                    return Blocking(enter, context, known.exit_blocks, f"{value.type}.__exit__")
        return None


def _asks_done(test: cst.BaseExpression, path: str) -> bool:
    todo = [test]
    while todo:
        node = todo.pop()
        if isinstance(node, cst.BooleanOperation) and isinstance(node.operator, cst.And):
            todo += [node.left, node.right]
        elif isinstance(node, cst.Call) and dotted_text(node.func) == f"{path}.done":
            return True
    return False


def _paths(node: cst.BaseExpression) -> set[str]:
    if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
        return {dotted_text(element.value) for element in node.elements}
    return {dotted_text(node)}

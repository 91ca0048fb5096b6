"""Outcomes that nobody looks at: of ``gather`` and ``wait``, of jobs for pools and other loops.

An exception that is stored in a future or returned in a list has been raised for nobody.  Ignoring it is right after
the tasks were cancelled, where they are looked at afterwards or have a done callback, and where their functions catch
everything themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, with_partial
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Op, Read, Try, enclosing
from flake8_asyncsafe.model.tasks.failures import Failures, is_clean_up
from flake8_asyncsafe.model.values import NONE, Constant, External, ExternalMethod, FunctionRef, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_SUBMIT = frozenset(
    f"concurrent.futures.{kind}.submit" for kind in ("Executor", "ThreadPoolExecutor", "ProcessPoolExecutor")
)
_MAP = frozenset(f"concurrent.futures.{kind}.map" for kind in ("Executor", "ThreadPoolExecutor", "ProcessPoolExecutor"))
_ELSEWHERE = frozenset({"asyncio.run_coroutine_threadsafe"})
#: what gives the outcome of the awaitable it is given
_HAND_ON = frozenset(
    {
        "asyncio.wait_for", "asyncio.shield", "asyncio.run", "asyncio.Runner.run",
        "asyncio.AbstractEventLoop.run_until_complete",
    }
)  # fmt: skip
#: what is asked of a task by which its failure comes to light
_LOOKS = frozenset({"result", "exception", "add_done_callback"})
#: verbs by which tasks are told to end
_ENDS = frozenset({"kill", "shutdown", "stop", "terminate", "throw"})
_MUTATES = frozenset({"clear", "append", "add", "discard", "remove", "extend"})


@dataclass(frozen=True, slots=True)
class Unobserved:
    """``node`` is the call whose outcome is lost; ``how``: gather, wait, submit, map or threadsafe."""

    node: cst.Call
    how: str


class Outcomes:
    """Finds them, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._failures = module.ask(Failures)
        # kept for each function: it may gather a thousand times
        self._first_cancel: dict[Function, int] = {}
        self._looking: dict[Function, bool] = {}
        self._puts: dict[Function, dict[str, list[Call]]] = {}

    def unobserved(self) -> Iterator[Unobserved]:
        """Every call of the module whose outcome is lost."""
        for call in self._module.calls():
            names = self._names(call) if self._may_matter(call) else frozenset()
            if not names:
                continue
            if names <= {"asyncio.gather"}:
                if self._returns_exceptions(call) and self._is_ignored(call) and self._matters(call):
                    yield Unobserved(call.node, "gather")
            elif names <= {"asyncio.wait"}:
                if self._waits_for_all(call) and self._is_ignored(call, only_awaited=True) and self._matters(call):
                    yield Unobserved(call.node, "wait")
            elif names <= _SUBMIT or names <= _ELSEWHERE:
                job = argument(call.node, "coro" if names <= _ELSEWHERE else "fn", 0)
                if self._module.colour.is_dropped(call.node) and not (
                    job is not None and self._failures.cannot_get_lost(job, call)
                ):
                    yield Unobserved(call.node, "submit" if names <= _SUBMIT else "threadsafe")
            elif names <= _MAP and self._module.colour.is_dropped(call.node):
                job = argument(call.node, "fn", 0)
                if job is None or not self._failures.cannot_get_lost(job, call):
                    yield Unobserved(call.node, "map")

    def _names(self, call: Call) -> frozenset[str]:
        """The outside APIs that a call may call, also by a ``partial`` of them."""
        targets = self._module.targets(call)
        return frozenset(each.name for each in targets if isinstance(each, (External, ExternalMethod)))

    @staticmethod
    def _may_matter(call: Call) -> bool:
        func = call.node.func
        if isinstance(func, cst.Name):
            return True
        return isinstance(func, cst.Attribute) and func.attr.value in {
            "gather", "wait", "submit", "map", "run_coroutine_threadsafe",
        }  # fmt: skip

    # -- gather and wait ----------------------------------------------------------------------------------------------

    def _returns_exceptions(self, call: Call) -> bool:
        given = argument(with_partial(call, self._module.evaluator), "return_exceptions", None)
        return given is not None and self._module.values(given, call) == (Constant(True),)

    def _waits_for_all(self, call: Call) -> bool:
        node = with_partial(call, self._module.evaluator)
        timeout = argument(node, "timeout", None)
        when = argument(node, "return_when", None)
        if timeout is not None and self._module.values(timeout, call) != (NONE,):
            return False
        return when is None or dotted_text(when).rpartition(".")[2] == "ALL_COMPLETED"

    def _is_ignored(self, call: Call, *, only_awaited: bool = False) -> bool:
        node: cst.BaseExpression = call.node
        awaited = False
        while True:
            use = self._module.use(node)
            if use.kind == "awaited" and isinstance(use.node, cst.Await):
                node, awaited = use.node, True
                continue
            if use.kind == "argument" and isinstance(use.node, cst.Call):
                if not self._module.colour.callee_names(use, call) & _HAND_ON:
                    return False
                node, awaited = use.node, awaited or dotted_text(use.node.func).rpartition(".")[2].startswith("run")
                continue
            break
        if only_awaited and not awaited:
            return False
        if use.kind == "bound" and not awaited:
            return self._only_awaited(use.targets)
        if use.kind == "bound" and all(isinstance(target, cst.Tuple) for target in use.targets):
            return all(self._is_unread(element.value) for target in use.targets for element in _elements(target))
        return use.kind == "dropped" or self._module.is_never_read(use)

    def _only_awaited(self, targets: tuple[cst.BaseExpression, ...]) -> bool:
        """``g = gather(...)``, then nothing but ``await g``."""
        reads = [read for target in targets if isinstance(target, cst.Name) for read in self._module.reads_of(target)]
        if not reads or not all(isinstance(target, cst.Name) for target in targets):
            return False
        for read in reads:
            use = self._module.use(read.node) if isinstance(read.node, cst.Name) else None
            if use is None or use.kind != "awaited" or not isinstance(use.node, cst.Await):
                return False
            after = self._module.use(use.node)
            if after.kind != "dropped" and not self._module.is_never_read(after):
                return False
        return True

    def _is_unread(self, target: cst.BaseExpression) -> bool:
        return isinstance(target, cst.Name) and next(self._module.reads_of(target), None) is None

    # -- whether it matters -------------------------------------------------------------------------------------------

    def _matters(self, call: Call) -> bool:
        """Whether something may be lost: no clean-up, nobody who looks at the tasks, and functions that may fail."""
        function = call.function
        if self._is_cleaning_up(function) or _in_finally(call) or self._cancelled_before(call):
            return False
        given = [each for arg in call.node.args if arg.keyword is None for each in _jobs(arg.value)]
        if not given or all(self._is_safe(each, call) for each in given):
            return False
        return all(
            self._is_fresh(each) if isinstance(each, cst.Call) else self._is_ours(dotted_text(each), call)
            for each in given
        )

    def _is_fresh(self, job: cst.Call) -> bool:
        """Whether a call does not only pass on a future of somebody else, as ``wrap_future`` does."""
        call = self._module.call_at(job)
        apis = self._module.apis(call) if call is not None else ()
        return not apis or any(api.runs or api.coroutine or (api.awaitable and not api.returns) for api in apis)

    def _is_ours(self, path: str, call: Call) -> bool:
        """Whether all tasks at a path were started here, and nobody looks at them."""
        made = list(self._made_for(path, call)) if path else []
        return bool(made) and all(self._starts(each, op) for each, op in made) and self._is_private(path, call)

    def _starts(self, job: cst.BaseExpression, op: Op) -> bool:
        """Whether an expression makes a coroutine or a task, and does not only pass on somebody else's."""
        if not isinstance(job, cst.Call):
            return False
        if any(True for _ in self._handed_over(job)):
            return True
        return self._module.colour.coroutine(job, op) is not None

    @staticmethod
    def _is_cleaning_up(function: Function | None) -> bool:
        while function is not None and function.kind != "module":
            if is_clean_up(function.name):
                return True
            function = function.parent
        return False

    def _cancelled_before(self, call: Call) -> bool:
        function = call.function
        first = self._first_cancel.get(function)
        if first is None:
            named = (
                op.index
                for op in function.ops
                if isinstance(op, Read) and isinstance(op.node, cst.Attribute) and op.node.attr.value == "cancel"
            )
            called = (each.index for each in function.calls if self._cancels(each, 0))
            never = len(function.ops)
            first = self._first_cancel[function] = min(next(named, never), next(called, never))
        return first < call.index

    def _cancels(self, call: Call, depth: int) -> bool:
        func = call.node.func
        last = func.attr.value if isinstance(func, cst.Attribute) else dotted_text(func)
        words = last.strip("_").lower().split("_")
        if "cancel" in last or (depth == 0 and _ENDS & {words[0], words[-1]}):
            return True
        return depth < 2 and any(
            isinstance(target, (FunctionRef, Method))
            and any(self._cancels(each, depth + 1) for each in target.function.calls)
            for target in self._module.targets(call)
        )

    def _is_safe(self, job: cst.BaseExpression, op: Op) -> bool:
        """Whether a job that is gathered (a coroutine, or a task of one) deals with its own exceptions."""
        if isinstance(job, cst.Call):
            for _, _, given in self._handed_over(job):
                return self._failures.cannot_get_lost(given, op)
            return self._failures.cannot_get_lost(job, op)
        path = dotted_text(job)
        made = list(self._made_for(path, op)) if path else []
        return bool(made) and all(isinstance(each, cst.Call) and self._is_safe(each, place) for each, place in made)

    def _handed_over(self, node: cst.Call) -> tuple[tuple[str, object, cst.BaseExpression], ...]:
        call = self._module.call_at(node)
        return self._module.spawns.handed_over(call) if call is not None else ()

    def _made_for(self, path: str, op: Op) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """What is put into a collection, or bound to a name."""
        owner = op.function.owner if path.startswith(("self.", "cls.")) else None
        ours = [each for each in self._module.functions if each.owner is owner] if owner is not None else [op.function]
        for call in (call for each in ours for call in self._put(each).get(path, ())):
            for job in (job for arg in call.node.args for job in _jobs(arg.value)):
                yield from self._opened(job, call)
        yield from self._bound_to(path, op)
        for write in owner.attributes.get(path.partition(".")[2], ()) if owner is not None else ():
            for job in _jobs(write.value) if write.value is not None else ():
                if not _is_empty(job):
                    yield job, write

    def _put(self, function: Function) -> dict[str, list[Call]]:
        """The calls that put something into collections, by the dotted name of those."""
        found = self._puts.get(function)
        if found is None:
            found = self._puts[function] = {}
            for call in function.calls:
                func = call.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in _MUTATES:
                    found.setdefault(dotted_text(func.value), []).append(call)
        return found

    def _opened(self, job: cst.BaseExpression, op: Op) -> Iterator[tuple[cst.BaseExpression, Op]]:
        """A job, or what the local name that it is was bound to."""
        bound = list(self._bound_to(job.value, op)) if isinstance(job, cst.Name) else []
        yield from bound or [(job, op)]

    def _bound_to(self, path: str, op: Op) -> Iterator[tuple[cst.BaseExpression, Op]]:
        scope = op.block.scope.lookup(path) if "." not in path else None
        for write in scope.bindings.get(path, ()) if scope is not None else ():
            for job in _jobs(write.value) if write.value is not None else ():
                if not _is_empty(job):
                    yield job, write

    def _is_private(self, path: str, call: Call) -> bool:
        """Whether the tasks at a path are this function's, or its class's, alone, and nobody looks at them."""
        root = path.partition(".")[0]
        function = call.function
        scope = call.block.scope.lookup(root)
        if scope is None:
            return False
        if root in {"self", "cls"} and path.count(".") == 1 and function.owner is not None:
            ours = [each for each in self._module.functions if each.owner is function.owner]
            return not any(self._looks(each) for each in ours)
        if path != root or scope.function is not function or scope.kind not in {"function", "comprehension"}:
            return False
        if any(write.how not in {"assign", "ann", "aug"} or write.path for write in scope.bindings[root]):
            return False  # a parameter, or taken from somebody else's collection
        if self._looks(function):
            return False
        return not any(
            read.index > call.index and not self._only_mutates(read) for read in scope.read_anywhere(root)
        ) and not any(self._escapes(read, call) for read in scope.read_anywhere(root))

    def _looks(self, function: Function) -> bool:
        """Whether a function asks any future how it ended."""
        found = self._looking.get(function)
        if found is None:
            found = self._looking[function] = any(
                isinstance(op, Read) and isinstance(op.node, cst.Attribute) and op.node.attr.value in _LOOKS
                for op in function.ops
            )
        return found

    @staticmethod
    def _only_mutates(read: Read) -> bool:
        return isinstance(read.node, cst.Attribute) and read.node.attr.value in _MUTATES

    def _escapes(self, read: Read, call: Call) -> bool:
        """Whether somebody else gets the tasks, too: they are returned, stored, or passed to an unknown function."""
        if not isinstance(read.node, cst.Name):
            return False
        use = self._module.use(read.node)
        if use.kind in {"returned", "yielded", "bound"}:
            return True
        if use.kind == "argument" and isinstance(use.node, cst.Call) and use.node is not call.node:
            func = use.node.func
            return not (isinstance(func, cst.Attribute) and func.attr.value in _MUTATES) and dotted_text(func) != "len"
        return False


def _in_finally(op: Op) -> bool:
    return any(isinstance(compound, Try) and block is compound.final for compound, block in enclosing(op.block))


def _elements(node: cst.BaseExpression) -> tuple[cst.BaseElement, ...]:
    return tuple(node.elements) if isinstance(node, (cst.Tuple, cst.List, cst.Set)) else ()


def _jobs(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What is gathered by one argument: the elements of displays and comprehensions, else the expression itself."""
    todo = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, (cst.List, cst.Tuple, cst.Set)):
            todo += [element.value for element in reversed(each.elements)]
        elif isinstance(each, (cst.ListComp, cst.SetComp, cst.GeneratorExp)):
            todo.append(each.for_in.iter if isinstance(each.elt, cst.Name) else each.elt)
        elif isinstance(each, cst.Call) and _is_view(each):
            todo.append(each.args[0].value if each.args else each.func.value)  # type: ignore[attr-defined]
        else:
            yield each


def _is_empty(node: cst.BaseExpression) -> bool:
    """``set()``, ``{}`` or None: nothing is in there yet."""
    if isinstance(node, cst.Call):
        return dotted_text(node.func) in {"list", "set", "dict"} and not node.args
    return (isinstance(node, cst.Dict) and not node.elements) or dotted_text(node) == "None"


def _is_view(node: cst.Call) -> bool:
    """``tasks.values()``, ``list(tasks)``, ``filter(None, tasks)``."""
    if isinstance(node.func, cst.Attribute):
        return not node.args and node.func.attr.value in {"values", "copy"}
    return isinstance(node.func, cst.Name) and node.func.value in {"list", "set", "tuple"} and len(node.args) == 1

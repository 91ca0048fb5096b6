"""Which operations block the thread that performs them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Api, Category
from flake8_asyncsafe.model.calls.arguments import passes
from flake8_asyncsafe.model.calls.fetches import Fetches
from flake8_asyncsafe.model.calls.finished import Finished
from flake8_asyncsafe.model.calls.pauses import Pauses
from flake8_asyncsafe.model.calls.unblocked import UnblockedObjects
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Op, Read, Suspend, Try, enclosing
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_ASK_FOR_LOOP = frozenset({"get_running_loop", "_get_running_loop", "current_async_library", "in_async_context"})
_COLLECT = frozenset({"concurrent.futures.as_completed", "concurrent.futures.wait"})
_END_OF_PROCESS = frozenset(
    f"os.{name}" for name in ("_exit", "abort", "execl", "execle", "execlp", "execv", "execve", "execvp", "execvpe")
)
_DEBUGGERS = frozenset({"builtins.breakpoint", "pdb.set_trace", "pdb.post_mortem", "pdb.pm", "ipdb.set_trace"})


@dataclass(frozen=True, slots=True)
class Blocking:
    """One operation that blocks.

    ``op`` is the call (or the entry of a with whose end blocks, or an iteration), ``node`` the expression (or the
    ``for``) to report, ``api`` the entry of the catalogue (None for the user's own patterns), ``name`` its canonical
    name, ``advice`` the user's words.
    """

    op: Op
    node: cst.CSTNode
    category: Category
    name: str
    api: Api | None = None
    advice: str = ""


class BlockingCalls:
    """Finds the blocking operations of functions, once per function."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._memo: dict[Function, tuple[Blocking, ...]] = {}
        self._asks: dict[Function, int] = {}
        self._fetches: dict[Function, Fetches] = {}
        self._cpu = module.settings.cpu
        self._patterns = module.settings.blocking_calls

    def of(self, function: Function) -> tuple[Blocking, ...]:
        """The operations in the function's own body that block, in evaluation order."""
        found = self._memo.get(function)
        if found is None:
            found = self._memo[function] = tuple(self._find(function))
        return found

    @cached_property
    def _has_lazy_objects(self) -> bool:
        """Whether the module can have objects that block when they are iterated, counted or tested."""
        return any(self._module.imports(root) for root in self._module.catalogue.lazy_roots)

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
        found: dict[cst.CSTNode, Category] = {}
        lazy = self._has_lazy_objects
        for op in function.ops:
            blocking = self._fetching(function, op) if lazy and isinstance(op, (Call, Read, Iterate)) else None
            if blocking is not None:
                pass
            elif isinstance(op, Call):
                blocking = self._call(op)
            elif isinstance(op, Enter) and not op.scope.is_async:
                blocking = self._leaving(op)
            if blocking is None or not self._module.lazy.runs(op):
                continue
            node = blocking.node
            if found.get(_receiver(node)) is blocking.category or found.get(node) is blocking.category:
                found[node] = blocking.category
                continue  # `Popen(cmd).wait()`, `with Popen(cmd):`: one defect
            if isinstance(op, Call) and self._module.callables.is_called_too_early(op):
                continue  # reported for that (ASF113)
            if self._module.ask(Pauses).around(op) or self._is_the_last(op):
                continue
            found[node] = blocking.category
            yield blocking

    def _is_the_last(self, op: Op) -> bool:
        """Whether the process ends right behind an operation: no task is left that could wait for it."""
        for item in op.block.items[op.at + 1 :]:
            if not isinstance(item, Op) or isinstance(item, Suspend):
                return False
            if isinstance(item, Call) and self._module.names_of(item.node.func, item) & _END_OF_PROCESS:
                return True
        return False

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
                origin = receiver.origin
                if any(
                    test.passes_absent() if origin is None else passes(test, origin, evaluator, call)
                    for test in api.made_unless
                ):
                    return True
            if api.blocks is Category.WAIT and self._settled(call):
                return True
            if api.blocks is Category.SUBPROCESS and self._has_ended(call):
                return True
            if api.blocks is Category.NETWORK and self._module.ask(UnblockedObjects).covers(call):
                return True
        return False

    def _settled(self, call: Call) -> bool:
        """Whether the future that is asked for its result is known to be done."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in {"result", "exception"}:
            return False
        path = dotted_text(func.value)
        if not path:
            return self._comes_done(func.value, call)
        return self._is_finished(call, path) or self._module.spawns.is_done_callback(call.function, path)

    def _has_ended(self, call: Call) -> bool:
        """``process.wait()`` of a process that was waited for before only gives its exit code."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "wait":
            return False
        path = dotted_text(func.value)
        return bool(path) and self._is_finished(call, path)

    def _is_finished(self, call: Call, path: str) -> bool:
        return self._module.ask(Finished).is_done(call, path)

    def _comes_done(self, receiver: cst.BaseExpression, call: Call) -> bool:
        """``next(as_completed(fs)).result()``."""
        if isinstance(receiver, cst.Call) and receiver.args:
            inner = receiver.args[0].value
            if isinstance(inner, cst.Call) and "builtins.next" in self._module.names_of(receiver.func, call):
                return "concurrent.futures.as_completed" in self._module.names_of(inner.func, call)
        return False

    # -- waiting without a call ----------------------------------------------------------------------------------------

    def _leaving(self, enter: Enter) -> Blocking | None:
        """``with ThreadPoolExecutor():`` waits for the jobs when it ends."""
        context = enter.node.item
        for value in self._module.values(context, enter):
            if isinstance(value, Instance) and isinstance(value.type, str):
                known = self._module.catalogue.operation_blocks(value.type, "exit")
                if known is not None and not self._jobs_are_awaited(enter):
                    advice = "a thread for the whole block" if known[0] is Category.DATABASE else ""
                    return Blocking(enter, context, known[0], f"{value.type}.__exit__", None, advice)
        return None

    def _jobs_are_awaited(self, enter: Enter) -> bool:
        """Whether somebody has waited for all jobs before an executor is left.

        By ``await loop.run_in_executor(pool, f)``, or in a call that is reported itself: ``pool.submit(f).result()``,
        ``as_completed([pool.submit(f)])``.
        """
        name = enter.node.asname.name if enter.node.asname is not None else None
        if not isinstance(name, cst.Name):
            return False
        inside = enter.scope.body
        reads = [
            read
            for read in self._module.reads_of(name)
            if read.block is inside or any(block is inside for _, block in enclosing(read.block))
        ]
        return bool(reads) and all(
            self._is_waited_for(read.node) for read in reads if isinstance(read.node, cst.BaseExpression)
        )

    def _is_waited_for(self, executor: cst.BaseExpression) -> bool:
        """Whether the job that is given to an executor here is waited for in the same expression."""
        if isinstance(executor, cst.Attribute):
            job = self._module.use(executor)
            submits = executor.attr.value == "submit" and job.kind == "called"
            return submits and isinstance(job.node, cst.Call) and self._is_collected(job.node)
        use = self._module.use(executor)
        func = use.node.func if use.kind == "argument" and isinstance(use.node, cst.Call) else None
        if not isinstance(func, cst.Attribute) or not isinstance(use.node, cst.Call):
            return False
        return func.attr.value == "run_in_executor" and self._module.use(use.node).kind == "awaited"

    def _is_collected(self, job: cst.Call) -> bool:
        """``job.result()``, ``as_completed([job])``, ``wait({job for ...})``: no timeout, and all of them."""
        use = self._module.use(job)
        while use.kind == "element" and use.node is not None:
            above = use.node if isinstance(use.node, cst.BaseExpression) else self._module.parents.get(use.node)
            if not isinstance(above, cst.BaseExpression):
                return False
            use = self._module.use(above)
        if use.kind == "attribute" and isinstance(use.node, cst.Attribute):
            return use.node.attr.value in {"result", "exception"}
        func = use.node.func if use.kind == "argument" and isinstance(use.node, cst.Call) else None
        call = self._module.call_at(use.node) if isinstance(use.node, cst.Call) else None
        if func is None or call is None or len(call.node.args) != 1:
            return False
        return bool(self._module.names_of(func, call) & _COLLECT)

    def waits_until_ready(self, blocking: Blocking) -> bool:
        """Whether what blocks is a method of an object that can be told not to: it waits for its file descriptor."""
        catalogue = self._module.catalogue
        owner = blocking.name.rpartition(".")[0]
        apis = (catalogue.api(f"{owner}.{name}") for name in catalogue.unblockers)
        return any(api is not None and api.unblocks for api in apis)

    def is_seed(self, blocking: Blocking) -> bool:
        """Whether an operation makes its function a blocking one.

        Not a debugger's prompt, which is meant to stop everything, nor what a helper does after it asked whether a loop
        is running.
        """
        return blocking.name not in _DEBUGGERS and not self.knows_of_loop(blocking.op)

    def knows_of_loop(self, op: Op) -> bool:
        """Whether the function of ``op`` asked before it whether a loop is running."""
        function = op.function
        if function not in self._asks:
            self._asks[function] = self._first_question(function)
        return op.index > self._asks[function]

    def _first_question(self, function: Function) -> int:
        """The place of the first call that asks whether a loop is running (behind every operation: there is none)."""
        for call in function.calls:
            func = call.node.func
            name = (
                func.attr.value if isinstance(func, cst.Attribute) else func.value if isinstance(func, cst.Name) else ""
            )
            if name in _ASK_FOR_LOOP:
                guarded = any(isinstance(each, Try) and each.handlers for each, _ in enclosing(call.block))
                if guarded or self._module.use(call.node).kind in {"tested", "compared", "identity"}:
                    return call.index
        return len(function.ops)

    def _fetching(self, function: Function, op: Op) -> Blocking | None:
        """``for row in query:``, ``list(query)``, ``if query:`` ask the database for the rows."""
        fetches = self._fetches.get(function)
        if fetches is None:
            fetches = self._fetches[function] = Fetches(self._module)
        found = fetches.by(op)
        if found is None:
            return None
        return Blocking(op, found.node, found.category, found.name, None, found.instead)


def _receiver(node: cst.CSTNode) -> cst.CSTNode:
    """The object that a method is called on; the node itself where there is none."""
    return node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else node

"""Which operations block the thread that performs them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Api, Category
from flake8_asyncsafe.model.calls.arguments import passes, with_partial
from flake8_asyncsafe.model.calls.endings import ProcessEnds
from flake8_asyncsafe.model.calls.executors import ExecutorBlocks
from flake8_asyncsafe.model.calls.fetches import Fetches
from flake8_asyncsafe.model.calls.finished import Finished
from flake8_asyncsafe.model.calls.forks import ForkedChildren
from flake8_asyncsafe.model.calls.pauses import Pauses
from flake8_asyncsafe.model.calls.questions import Questions
from flake8_asyncsafe.model.calls.short_locks import ShortLocks
from flake8_asyncsafe.model.calls.unblocked import UnblockedObjects
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Enter, Iterate, Op, Read, enclosing
from flake8_asyncsafe.model.values import Coroutine, External, ExternalMethod, Instance, Partial, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: methods that return at once where what they wait for is known to be there
_MAY_BE_SETTLED = {
    Category.WAIT: frozenset({"result", "exception", "join", "get", "recv", "recv_bytes"}),
    Category.SUBPROCESS: frozenset({"wait"}),
}
#: the wait inside a lock that is made of a condition
_CONDITION = ("threading.Condition.wait", "multiprocessing.Condition.wait")
#: methods that take one item, which has to be there each time
_TAKES_ITEM = frozenset({"get", "recv", "recv_bytes"})
#: what reads from a process, which returns at once where the process has ended, or was told so
_PIPE = "subprocess.Popen.stdout"
#: words by which a module may see to it that reading a pipe does not wait
_QUIET_PIPES = ("set_blocking", "O_NONBLOCK", "select")
#: what futures of both kinds have, those of threads and those of asyncio
_ANSWERS = frozenset({"result", "exception"})
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
        catalogue = self._module.catalogue
        return any(
            root in catalogue.lazy_roots
            and (
                root not in catalogue.lazy_names
                or any(name in self._module.lowered_source for name in catalogue.lazy_names[root])
            )
            for root in self._module.evaluator.imported
        )

    def callable(self, value: Value) -> Api | None:
        """The catalogue's entry of an outside callable that blocks when it is called, else None."""
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (External, ExternalMethod)):
            api = self._module.catalogue.api(value.name)
            if api is not None and api.blocks is not None and (api.blocks is not Category.CPU_HEAVY or self._cpu):
                return api
        return None

    def spawned(self, spawn: Spawn) -> Api | None:
        """The entry of an outside callable that blocks with the arguments that it will be called with, else None."""
        api = self.callable(spawn.value)
        made = spawn.made if api is not None and api.unless else None
        if api is None or made is None:
            return api
        excused = any(passes(test, made, self._module.evaluator, spawn.op) for test in api.unless)
        return None if excused else api

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
            if self._module.ask(Pauses).around(op) or self._module.ask(ProcessEnds).follows(op):
                continue
            found[node] = blocking.category
            yield blocking

    def _call(self, call: Call) -> Blocking | None:
        module = self._module
        targets = module.targets(call)
        asynchronous: bool | None = None
        for target in self._with_inline(call, targets):
            if not isinstance(target, (External, ExternalMethod)):
                continue
            advice = self._matching(target.name)
            api = module.catalogue.api(target.name)
            category = api.blocks if api is not None else None
            if advice is None and (category is None or (category is Category.CPU_HEAVY and not self._cpu)):
                continue
            if advice is None and self._is_of_another(target.name, targets):
                continue
            if asynchronous is None:
                asynchronous = self._gives_awaitable(call)
            if asynchronous and category is not Category.SLEEP:
                continue  # an API whose sync and async forms share names
            if any(isinstance(value, Coroutine) for value in module.values(call.node, call)):
                continue
            if api is not None and advice is None and self._excused(call, api, target):
                continue
            return Blocking(call, call.node, category or Category.WAIT, target.name, api, advice or "")
        return None

    def _is_of_another(self, name: str, targets: tuple[Value, ...]) -> bool:
        """Whether a method that its class may not have at all is known of another object that the receiver may be."""
        if len(targets) == 1 or self._module.catalogue.is_listed(name):
            return False
        others = [each.name for each in targets if isinstance(each, (External, ExternalMethod)) and each.name != name]
        return any(map(self._module.catalogue.is_listed, others))

    def _gives_awaitable(self, call: Call) -> bool:
        """Whether the result is awaited, or taken by ``async with`` or ``async for``, here or by the name it gets."""
        use = self._module.use(call.node)
        target = use.targets[0] if use.kind == "bound" and len(use.targets) == 1 else None
        if not isinstance(target, cst.Name):
            return use.waits
        write = self._module.write_of(target)
        if write is None or len(write.block.scope.home(target.value).bindings.get(target.value, ())) != 1:
            return False
        reads = (read.node for read in self._module.reads_of(target))
        return any(isinstance(node, cst.BaseExpression) and self._module.use(node).waits for node in reads)

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
        given = with_partial(call, evaluator)
        if any(passes(test, given, evaluator, call) for test in api.unless):
            return True
        if api.unless and any(arg.star == "**" for arg in given.args):
            return True  # `recv(*args, **kwargs)`: it may well be told not to block
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
            if (
                api.blocks is Category.WAIT
                and api.name.startswith(_CONDITION)
                and self._module.ask(ShortLocks).waits_in(call.function)
            ):
                return True
            if api.blocks in _MAY_BE_SETTLED and self._settled(call, _MAY_BE_SETTLED[api.blocks]):
                return True
            func = call.node.func
            if api.name.startswith(_PIPE) and isinstance(func, cst.Attribute) and self._has_all(func.value, call):
                return True
            if api.blocks is Category.NETWORK and self._module.ask(UnblockedObjects).covers(call):
                return True
            if api.blocks is Category.NETWORK and call.function.is_async and self._is_ready(call, target.name):
                return True
        return False

    def _has_all(self, pipe: cst.BaseExpression, op: Op) -> bool:
        """Whether nothing has to be waited for on the pipe of a process: it has ended, or reading never waits."""
        if any(word in self._module.lowered_source for word in _QUIET_PIPES):
            return True
        path = dotted_text(pipe.value) if isinstance(pipe, cst.Attribute) else ""
        return bool(path) and self._module.ask(Finished).is_done(op, path)

    def _is_ready(self, call: Call, name: str) -> bool:
        """Whether the coroutine waited until the receiver of a call is ready."""
        func = call.node.func
        path = dotted_text(func.value) if isinstance(func, cst.Attribute) else ""
        return bool(path) and self._module.ask(Finished).is_ready(call, path, name)

    def _settled(self, call: Call, methods: frozenset[str]) -> bool:
        """Whether what is waited for is known to be there: a result, the end of a process or thread, an item."""
        func = call.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in methods:
            return False
        if func.attr.value in _ANSWERS and self._may_be_of_the_loop(func.value, call):
            return True
        path = dotted_text(func.value)
        if not path:
            return self._comes_done(func.value, call)
        finished = self._module.ask(Finished)
        if func.attr.value in _TAKES_ITEM:
            return finished.has_item(call, path)
        if finished.is_done(call, path) or self._module.spawns.is_done_callback(call.function, path):
            return True
        return self._is_told(call)

    def _may_be_of_the_loop(self, receiver: cst.BaseExpression, call: Call) -> bool:
        """Whether what is asked for its result may as well be a future of asyncio.

        That one raises InvalidStateError before it is done: who asks either kind knows that it is.
        """
        return any(
            isinstance(value, Instance)
            and isinstance(value.type, str)
            and self._module.catalogue.is_subtype(value.type, "asyncio.Future")
            for value in self._module.values(receiver, call)
        )

    def _is_told(self, call: Call) -> bool:
        """Whether a message said that a future is done: ``if (await receive()) is None: future.result()``.

        None in place of a message ends a stream, and whoever only wants the exception knows that it is there.
        """
        if self._module.use(call.node).kind != "dropped" or call.node.args:
            return False
        for compound, block in enclosing(call.block):
            if not isinstance(compound, Branch):
                continue
            for (_, body), test in zip(compound.arms, compound.tests, strict=True):
                if body is block and isinstance(test, cst.Comparison) and self._is_received(test, call):
                    return True
        return False

    def _is_received(self, test: cst.Comparison, call: Call) -> bool:
        """Whether a test is that of a local which got its value from an await, for being None."""
        name, other = test.left, test.comparisons[0]
        if not isinstance(name, cst.Name) or not isinstance(other.operator, cst.Is):
            return False
        writes = call.function.scope.bindings.get(name.value, ())
        is_none = isinstance(other.comparator, cst.Name) and other.comparator.value == "None"
        return is_none and bool(writes) and all(isinstance(write.value, cst.Await) for write in writes)

    def returns_at_once(self, edge: Edge, blocking: Blocking) -> bool:
        """Whether what blocks in general does not along an edge: its caller has seen to that."""
        if blocking.category is Category.NETWORK and self._module.ask(UnblockedObjects).is_calm(edge.op):
            return True
        return self._finds_item(edge, blocking)

    def _finds_item(self, edge: Edge, blocking: Blocking) -> bool:
        """Whether the caller along an edge knows that the queue of ``self`` from which the callee takes has an item."""
        node = blocking.node
        func = node.func if isinstance(node, cst.Call) else None
        if blocking.op.function is not edge.callee or edge.how != "call" or not isinstance(func, cst.Attribute):
            return False
        path = dotted_text(func.value)
        mine = edge.op.node.func if isinstance(edge.op, Call) else None
        if func.attr.value != "get" or not path.startswith(f"{edge.callee.receiver}.") or edge.callee.receiver is None:
            return False
        if not isinstance(mine, cst.Attribute) or dotted_text(mine.value) != edge.op.function.receiver:
            return False
        others = (each for each in edge.callee.calls if each is not blocking.op)
        if any(dotted_text(each.node.func).startswith(f"{path}.get") for each in others):
            return False  # one item is certain
        at_caller = edge.op.function.receiver + path[len(edge.callee.receiver) :]
        return self._module.ask(Finished).has_item(edge.op, at_caller)

    def _comes_done(self, receiver: cst.BaseExpression, call: Call) -> bool:
        """``next(as_completed(fs)).result()``, ``next(iter(done)).result()``, ``list(done)[0].result()``."""
        inner = receiver.args[0].value if isinstance(receiver, cst.Call) and receiver.args else None
        if isinstance(receiver, cst.Call) and isinstance(inner, cst.Call):
            takes_next = "builtins.next" in self._module.names_of(receiver.func, call)
            if takes_next and "concurrent.futures.as_completed" in self._module.names_of(inner.func, call):
                return True
        return self._module.ask(Finished).all_done(call, receiver)

    # -- waiting without a call ----------------------------------------------------------------------------------------

    def _leaving(self, enter: Enter) -> Blocking | None:
        """``with ThreadPoolExecutor():`` waits for the jobs when it ends."""
        context = enter.node.item
        for value in self._module.values(context, enter):
            if isinstance(value, Instance) and isinstance(value.type, str):
                known = self._module.catalogue.operation_blocks(value.type, "exit")
                if known is not None and self._is_over(enter, context, known[0]):
                    continue
                if known is not None and not self._module.ask(ExecutorBlocks).is_idle_at_end(enter):
                    advice = self._module.offload_block(jobs=known[0] is Category.WAIT)
                    return Blocking(enter, context, known[0], f"{value.type}.__exit__", None, advice)
        return None

    def _is_over(self, enter: Enter, context: cst.BaseExpression, category: Category) -> bool:
        """``if process.poll() is not None: with process: ...``: there is nothing left to wait for at the end."""
        path = dotted_text(context) if category is Category.SUBPROCESS else ""
        return bool(path) and self._module.ask(Finished).is_done(enter, path)

    def is_leaving(self, blocking: Blocking) -> bool:
        """Whether it is the end of a ``with`` that blocks."""
        return isinstance(blocking.op, Enter)

    def only_starts(self, blocking: Blocking) -> bool:
        """Whether what blocks starts something and leaves the waiting to others: ``p = Popen(...)``.

        Such an API gives an object to wait with; where a ``with`` or a method takes that at once, it is one operation.
        """
        if blocking.api is None or blocking.api.returns is None or not isinstance(blocking.node, cst.Call):
            return False
        return self._module.use(blocking.node).kind not in {"context", "attribute"}

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
        """Whether a function asked before ``op`` whether a loop is running, or only a forked child runs ``op``."""
        if op.index > self._module.ask(Questions).first(op.function):
            return True
        return self._module.ask(ForkedChildren).runs(op)

    def _fetching(self, function: Function, op: Op) -> Blocking | None:
        """``for row in query:``, ``list(query)``, ``if query:`` ask the database for the rows."""
        fetches = self._fetches.get(function)
        if fetches is None:
            fetches = self._fetches[function] = Fetches(self._module)
        found = fetches.by(op)
        if found is None or (
            found.name.startswith(_PIPE) and isinstance(op, Iterate) and self._has_all(op.iterable, op)
        ):
            return None
        return Blocking(op, found.node, found.category, found.name, None, found.instead)


def _receiver(node: cst.CSTNode) -> cst.CSTNode:
    """The object that a method is called on; the node itself where there is none."""
    return node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) else node

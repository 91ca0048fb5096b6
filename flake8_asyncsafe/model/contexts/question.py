"""The question `Contexts`: where each function of a module may run, and which of them may run at the same time."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.effects import Step
from flake8_asyncsafe.model.calls.graph import is_on_self
from flake8_asyncsafe.model.contexts.bound import BoundArguments
from flake8_asyncsafe.model.contexts.documented import is_for_loop
from flake8_asyncsafe.model.contexts.entries import Entries
from flake8_asyncsafe.model.contexts.given import GivenCallables
from flake8_asyncsafe.model.contexts.handles import Handles, loops_around
from flake8_asyncsafe.model.contexts.made import MadeThreads
from flake8_asyncsafe.model.contexts.modes import ObjectModes
from flake8_asyncsafe.model.contexts.order import MADE_FIRST, Order
from flake8_asyncsafe.model.contexts.places import Concurrency, Context, Kind, Reach
from flake8_asyncsafe.model.ops import Call
from flake8_asyncsafe.model.scopes import Class, Function, Stub

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op

#: of the contexts of one kind so many are kept for a function: two are needed to show that they are two
_MOST = 3
#: whether a timer starts itself again is looked at for so many functions
_MOST_TIMERS = 50
#: edges of which a call has one, if it is of one function; but to make an object runs several
_CALLS = frozenset({"call", "property", "item"})
_MAKING = frozenset({"__new__", "__init__", "__post_init__"})
#: special methods that users of an object call
_PROTOCOL = frozenset(
    f"__{name}__"
    for name in (
        "call", "contains", "getitem", "setitem", "delitem", "len", "iter", "next", "enter", "exit", "bool", "getattr",
        "add", "sub", "or", "lshift", "iadd", "isub", "ior", "ilshift",
    )
)  # fmt: skip


class Contexts:
    """Which code of a module may run on which thread, task or process: ``module.ask(Contexts)``.

    - `of` gives the contexts of a function, each with its chain; `on_thread` the first that is a worker thread and
      not an event loop of its own there, `on_process` the first that is another process, `on_loop` an event loop.
    - `concurrent` tells whether two functions (or one with itself) may run on two threads at the same time, and
      `concurrent_tasks` the same for tasks and callbacks of one loop; both with the chains that show it.  Given the
      operations that matter, they leave out those before the start and behind the join of the other thread.
    - `contexts` are all that are started, `starts_threads` is a quick test before anything else; `given` tells what
      gets where it runs through parameters of helpers, `bound` what the parameters of entries are given,
      `order` where a context is started and joined.

    A function that nobody in sight starts or calls has no context.  But the public methods of a class that starts a
    thread on its own methods, and the public functions of a module that does so, run on the threads of callers too
    (`Kind.CALLER`), and so does whatever starts a thread; on the loop if their documentation says so.
    """

    def __init__(self, module: Module) -> None:
        self._module = module
        self.handles = module.ask(Handles)
        self.given = GivenCallables(module)
        self._entries = Entries(module, self.handles, self.given)
        self.bound = BoundArguments(module)
        self.order = Order(module, self.handles, self)
        self._modes = ObjectModes(module, self.handles, self.of)
        self._reaches: dict[Function, list[Reach]] | None = None
        self._contexts: list[Context] = []
        self._new_loops: dict[Function, list[tuple[cst.CSTNode, Function]]] = {}
        self._elsewhere: frozenset[Function] | None = None
        self._foreign: list[Context] | None = None

    # -- questions ----------------------------------------------------------------------------------------------------

    @property
    def contexts(self) -> list[Context]:
        """Every context that is started in the module, or by the library that it is written for."""
        self._find()
        return self._contexts

    @property
    def foreign(self) -> list[Context]:
        """The same for what is no function of the module; the entry is the function that starts it instead."""
        if self._foreign is None:
            self._foreign = list(self._entries.foreign())
        return self._foreign

    @property
    def starts_threads(self) -> bool:
        """Whether any code of the module is known to run on a worker thread."""
        return any(context.kind is Kind.THREAD for context in self.contexts)

    def of(self, function: Function) -> tuple[Reach, ...]:
        """Where a function may run, shortest chains first for each context."""
        return tuple(self._find().get(function, ()))

    def on_thread(self, function: Function) -> Reach | None:
        """How a function is sure to get to run on a worker thread without an event loop of its own."""
        found = (each for each in self.of(function) if each.kind is Kind.THREAD and not each.loop and each.sure)
        return next(found, None)

    def on_process(self, function: Function) -> Reach | None:
        """How a function gets to run in another process."""
        return next((each for each in self.of(function) if each.kind is Kind.PROCESS), None)

    def on_loop(self, function: Function) -> Reach | None:
        """How a function gets to run on an event loop."""
        return next((each for each in self.of(function) if each.on_loop), None)

    def in_coroutine(self, function: Function) -> Reach | None:
        """How a coroutine calls a plain function, at once or through others."""
        return next((each for each in self.of(function) if each.sure and each.in_coroutine), None)

    def made(self, cls: Class) -> list[Call]:
        """The calls that make objects of a class of the module, or of one derived from it."""
        return self._entries.made(cls)

    def concurrent(
        self, first: Function, second: Function, here: Op | None = None, there: Op | None = None
    ) -> Concurrency | None:
        """How two functions may run at the same time on two threads of one process; None if they may not.

        ``here`` and ``there`` are the operations that matter in them.  It does not matter in which order the two are
        given.  Pairs that are seen to be started go before those that rest on callers.
        """
        return next(self.pairs(first, second, here, there), None)

    def pairs(
        self, first: Function, second: Function, here: Op | None = None, there: Op | None = None
    ) -> Iterator[Concurrency]:
        """Every way in which two functions may run at the same time, those that are seen to be started first."""
        unsure: list[Concurrency] = []
        for one in self.of(first):
            for other in self.of(second):
                if self._are_two_threads(one, other, here, there) and not self._modes.exclude(one, other, here, there):
                    found = Concurrency(one, other)
                    if found.sure:
                        yield found
                    else:
                        unsure.append(found)
        yield from unsure

    def concurrent_tasks(
        self, first: Function, second: Function, here: Op | None = None, there: Op | None = None
    ) -> Concurrency | None:
        """How two functions may run interleaved on one event loop, as tasks or callbacks; None if they may not."""
        for one in self.of(first):
            for other in self.of(second):
                if one.on_loop and other.on_loop and self._are_two_tasks(one, other, here, there):
                    return Concurrency(one, other)
        return None

    def may_overlap(self, first: Context, second: Context) -> bool:
        """Whether two threads, tasks or callbacks that the module starts may run at the same time, on two threads."""
        return self._are_two_threads(Reach(first, first.entry), Reach(second, second.entry), None, None)

    # -- pairs --------------------------------------------------------------------------------------------------------

    def _are_two_threads(self, one: Reach, other: Reach, here: Op | None, there: Op | None) -> bool:
        if not self._is_worker(one):
            if not self._is_worker(other):
                return False
            one, other, here, there = other, one, there, here
        if Kind.PROCESS in {one.kind, other.kind} or (
            one.on_loop and other.on_loop and one.context is not other.context
        ):
            return False  # there is one loop, as a rule
        if one.context is other.context:
            return one.context.many and not one.context.on_loop
        if one.context.lane is not None and one.context.lane == other.context.lane:
            return False
        if other.context.api == "atexit.register" and self._is_waited_for_at_exit(one.context):
            return False
        if other.kind is Kind.THREAD:
            if self._follow(one.context, other.context):
                return False
            return self.order.overlaps(one, other, there) and self.order.overlaps(other, one, here)
        return self.order.overlaps(one, other, there)

    def _is_waited_for_at_exit(self, context: Context) -> bool:
        """Whether the interpreter waits for the end of a thread before it calls what `atexit` has: it is no daemon."""
        threads = self._module.ask(MadeThreads)
        made = [each for each in threads.all() if each.call.node in context.handles]
        return bool(made) and len(made) == len(context.handles) and not any(map(threads.is_daemon, made))

    def _is_worker(self, reach: Reach) -> bool:
        """Whether code runs on a thread that is none of its callers'; of a loop, because another thread talks to it."""
        context = reach.context
        if context.kind is Kind.THREAD:
            return True
        if not context.on_loop or context.site is None:
            return False
        if context.api.endswith("_threadsafe") or ".from_thread." in context.api:
            # only a thread that a library calls back on talks to the loop: who calls may well be on the loop's
            places = self.of(context.site.function)
            return not places or not all(each.kind is Kind.THREAD and not each.loop for each in places)
        return any(each.kind is Kind.THREAD and each.loop for each in self.of(context.site.function))

    def _are_two_tasks(self, one: Reach, other: Reach, here: Op | None, there: Op | None) -> bool:
        if one.context is other.context:
            return one.context.many
        if one.context.site is None and other.context.site is None:
            return False  # two coroutine functions that nobody in sight runs at the same time
        if one.context.site is None:
            return self.order.overlaps(other, one, here)
        if other.context.site is None:
            return self.order.overlaps(one, other, there)
        if self._follow(one.context, other.context):
            return False
        return self.order.overlaps(one, other, there) and self.order.overlaps(other, one, here)

    def _follow(self, one: Context, other: Context) -> bool:
        """Whether of two contexts one begins when the other has ended."""
        if not isinstance(one.site, Call) or not isinstance(other.site, Call):
            return False
        return self.order.follows(one, other) or self.order.follows(other, one)

    # -- propagation --------------------------------------------------------------------------------------------------

    def _find(self) -> dict[Function, list[Reach]]:
        if self._reaches is not None:
            return self._reaches
        found = self._reaches = {}
        self._loops_of_own()
        contexts = self._multiplied(self._entries.all())
        contexts.sort(key=lambda each: not each.many)  # those say the most, if only some are kept
        self._contexts = contexts
        self._spread((Reach(each, each.entry, sure=each.sure) for each in contexts), found)
        body = self._module.lowering.module
        self._spread([Reach(Context(Kind.MAIN, body, node=body.node), body)], found)
        if any(each.kind is Kind.THREAD for each in contexts):
            for function in self._called_from_outside():
                kind = Kind.CALLBACK if is_for_loop(function) else Kind.CALLER
                self._spread([Reach(Context(kind, function, node=function.node), function)], found)
        elsewhere = self._module.spawns.bodies_elsewhere()
        for function in self._module.functions:
            alone = function.is_async and function not in found and function not in elsewhere
            if alone and not self._is_called(function):
                self._spread([Reach(Context(Kind.TASK, function, node=function.node), function)], found)
        for function in self._module.functions:  # those in a circle of calls
            if function.is_async and function not in found and function not in elsewhere:
                self._spread([Reach(Context(Kind.TASK, function, node=function.node), function)], found)
        return found

    def _is_called(self, function: Function) -> bool:
        return any(caller is not function for caller, _ in self._module.graph.callers(function))

    def _loops_of_own(self) -> None:
        """``asyncio.run(main())``: the coroutine runs where the call stands, on a loop that it makes."""
        for spawn in self._module.spawns.all():
            if spawn.where is Where.NEW_LOOP and spawn.function is not None and spawn.how == "call":
                self._new_loops.setdefault(spawn.op.function, []).append((spawn.op.node, spawn.function))

    def _spread(self, reaches: Iterable[Reach], found: dict[Function, list[Reach]]) -> None:
        """Follow the calls from where something is known to run, shortest chains first."""
        queue = deque(reaches)
        while queue:
            reach = queue.popleft()
            known = found.setdefault(reach.function, [])
            alike = [each for each in known if each.kind is reach.kind and each.loop is reach.loop]
            if len(alike) >= _MOST or any(each.context is reach.context for each in alike):
                continue
            known.append(reach)
            for node, callee, loop, sure in self._onward(reach):
                queue.append(reach.then(Step(reach.function, node), callee, loop=loop, sure=sure))

    def steps(self, function: Function) -> list[tuple[cst.CSTNode, Function]]:
        """(call, callee) for what a function runs itself, on the same thread, a loop that it makes included."""
        edges = self._module.graph.edges(function)
        found = [(edge.node, edge.callee) for edge in edges if self._runs_here(function, edge)]
        self._find()
        return [*found, *self._new_loops.get(function, ()), *self.given.called_later(function)]

    def _onward(self, reach: Reach) -> Iterator[tuple[cst.CSTNode, Function, bool, bool]]:
        """(call, function, whether on a loop made here, whether it is that function for sure)."""
        function = reach.function
        edges = self._module.graph.edges(function)
        callees: dict[cst.CSTNode, set[Function]] = {}
        for edge in edges:
            if edge.how in _CALLS and edge.callee.name not in _MAKING and not self._is_method_call(edge, function):
                callees.setdefault(edge.node, set()).add(edge.callee)
        for edge in edges:
            if self._runs_here(function, edge):
                yield edge.node, edge.callee, reach.loop, len(callees.get(edge.node, ())) < 2
        if function.is_stub:
            return
        for node, callee in self._new_loops.get(function, ()):
            yield node, callee, True, True
        for node, callee in self.given.called_later(function):
            if callee.is_async is function.is_async or not callee.is_async:
                yield node, callee, reach.loop, True
        if reach.step is None:
            for node, callee in self.bound.called(reach.context):
                yield node, callee, reach.loop, True

    @staticmethod
    def _is_method_call(edge: Edge, function: Function) -> bool:
        """Whether a call is of a method of the object itself, by its name: no callable that an attribute holds."""
        node = edge.node
        named = not isinstance(node, cst.Call) or last_name(node.func) == edge.callee.name
        return named and is_on_self(node, function)

    def _runs_here(self, function: Function, edge: Edge) -> bool:
        """Whether an edge of the call graph stays on the thread, in the task."""
        callee = edge.callee
        if isinstance(callee, Stub) and not callee.is_local:
            return False  # it is of another module, which asks about its own
        if edge.how in {"call", "inline"} and callee.is_async and not callee.is_generator:
            if not function.is_async or not isinstance(edge.node, cst.Call):
                return function.is_async
            return not self._is_spawned(edge.node)
        return callee not in self._offloaded()

    def _is_spawned(self, node: cst.Call) -> bool:
        """Whether the coroutine that a call makes is given to something that makes a task of it."""
        use = self._module.use(node)
        while use.kind in {"element", "unpacked"}:
            above = use.node
            while above is not None and not isinstance(above, cst.BaseExpression):
                above = self._module.parents.get(above)
            if above is None:
                return False
            use = self._module.use(above)
        if use.kind != "argument" or not isinstance(use.node, cst.Call):
            return False
        call = self._module.call_at(use.node)
        return call is not None and any(
            runs.where not in {Where.INLINE, Where.NEW_LOOP} for _, runs, _ in self._module.spawns.handed_over(call)
        )

    def _offloaded(self) -> frozenset[Function]:
        """The functions whose decorator has each call run elsewhere."""
        if self._elsewhere is None:
            found = {function for function, _, how in self.given.decorated() if how.where is Where.THREAD}
            for spawn in self._module.spawns.of_definitions():
                api = self._module.catalogue.api(spawn.name) if spawn.how == "decorator" else None
                if api is not None and api.decorator == "thread" and spawn.function is not None:
                    found.add(spawn.function)
            self._elsewhere = frozenset(found)
        return self._elsewhere

    # -- how many -----------------------------------------------------------------------------------------------------

    def _multiplied(self, contexts: list[Context]) -> list[Context]:
        """What is started by code that itself runs many times is many, unless that waits for the end of each."""
        parallel: set[Function] = set()
        self._closure((each.entry for each in contexts if each.many), parallel)
        repeated = set(self._closure(self._called_in_loops()))
        started: dict[Function, list[Context]] = {}
        for each in contexts:
            if each.site is not None and isinstance(each.site, Call):
                started.setdefault(each.site.function, []).append(each)
        many: set[int] = set()
        todo = [function for function in started if function in parallel or function in repeated]
        while todo:
            function = todo.pop()
            for each in started.get(function, ()):
                alone = function not in parallel and self.order.ends_in(each, function)
                if each.many or each.lane is not None or alone or id(each) in many or self._is_singleton(each):
                    continue
                many.add(id(each))
                todo += [more for more in self._closure([each.entry], parallel) if more in started]
        contexts = [replace(each, many=True) if id(each) in many else each for each in contexts]
        return self._in_line(contexts)

    def _is_singleton(self, context: Context) -> bool:
        """Whether the thread is kept in an attribute of one object: there is one of it for each."""
        if context.kind is not Kind.THREAD or not isinstance(context.node, cst.Call):
            return False
        return self._entries.is_kept_alone(context.node)

    def _in_line(self, contexts: list[Context]) -> list[Context]:
        """A timer that starts itself again, or a thread in the place of another: there is one at a time."""
        timers = [each for each in contexts if each.api == "threading.Timer" and each.site is not None]
        entries = dict.fromkeys(each.entry for each in timers)
        below = {entry: set(self._closure([entry])) for entry in list(entries)[:_MOST_TIMERS]}
        again = {
            each.entry
            for each in timers
            if each.site is not None and each.site.function in below.get(each.entry, frozenset())
        }
        contexts = [
            replace(each, lane=("timer", each.entry), many=False)
            if each.api == "threading.Timer" and each.entry in again
            else each
            for each in contexts
        ]
        kept = {
            id(each): self._entries.keeper(each.node) for each in contexts if self._is_singleton(each) and not each.many
        }
        places = Counter((each.entry, kept.get(id(each))) for each in contexts)
        return [
            replace(each, lane=("kept", each.entry, place))
            if (place := kept.get(id(each))) and each.lane is None and places[each.entry, place] > 1
            else each
            for each in contexts
        ]

    def _called_in_loops(self) -> Iterator[Function]:
        for function in self._module.functions:
            for edge in self._module.graph.edges(function):
                if edge.callee.is_stub:
                    continue
                mapped = edge.how == "inline" and isinstance(edge.op, Call) and self._calls_often(edge.op)
                if mapped or (edge.callee.kind == "function" and loops_around(edge.op)):
                    yield edge.callee

    def _calls_often(self, call: Call) -> bool:
        return bool(self._module.names_of(call.node.func, call) & {"builtins.map", "builtins.filter"})

    def _closure(self, functions: Iterable[Function], found: set[Function] | None = None) -> list[Function]:
        """Functions and what they lead to on the same thread, without those ``found`` before, which join them."""
        found = set() if found is None else found
        todo = [each for each in dict.fromkeys(functions) if each not in found]
        found.update(todo)
        new = list(todo)
        while todo:
            function = todo.pop()
            callees = [edge.callee for edge in self._module.graph.edges(function) if self._runs_here(function, edge)]
            callees += [callee for _, callee in self._new_loops.get(function, ())]
            for callee in callees:
                if callee not in found:
                    found.add(callee)
                    new.append(callee)
                    todo.append(callee)
        return new

    # -- callers ------------------------------------------------------------------------------------------------------

    def _called_from_outside(self) -> Iterator[Function]:
        """What callers of the module run on threads of theirs, beside those that it starts."""
        families: set[Class] = set()
        top = False
        entries = set()
        spawners: dict[Function, None] = {}
        for context in self._contexts:
            if context.kind is not Kind.THREAD:
                continue
            entries.add(context.entry)
            if isinstance(context.site, Call):
                spawners[context.site.function] = None
            entry = context.entry
            owner = entry.on if isinstance(entry, Stub) and entry.on is not None else _owner(entry)
            handler = context.own and context.many and context.api not in MADE_FIRST
            if owner is not None and not handler:
                families.update(self._module.classes.mro(owner))
                families.update(self._module.classes.subclasses(owner))
            elif owner is None and context.site is not None:
                top = True
        reaches = self._find()
        for function in self._module.functions:
            if function.kind != "function" or function in entries:
                continue
            if function.is_async:
                continue
            if function in spawners and function not in reaches:
                yield function
                continue
            if not _is_public(function) or function in reaches or self._is_called(function):
                continue
            if (function.owner in families) if function.owner is not None else (top and _is_global(function)):
                yield function


def _owner(function: Function | None) -> Class | None:
    """The class whose method a function is, or stands in."""
    while function is not None and function.owner is None:
        function = function.parent
    return function.owner if function is not None else None


def _is_global(function: Function) -> bool:
    return function.parent is not None and function.parent.kind == "module" and function.owner is None


def _is_public(function: Function) -> bool:
    if (
        function.owner is not None
        and function.write is not None
        and function.write.block.scope is not function.owner.scope
    ):
        return False
    return not function.name.startswith("_") or function.name in _PROTOCOL

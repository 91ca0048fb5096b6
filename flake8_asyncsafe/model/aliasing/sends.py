"""Objects that are changed after they were sent: put on a queue, or given to a task or thread.

A send is a move in meaning: from then on the object is the receiver's.  Followed are names and attributes of one
function: a send makes the path *gone*, binding it anew brings it back, waiting for the receiver too, and a change
while it is gone is a defect.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Form, Where
from flake8_asyncsafe.model.aliasing.containers import CHANGING, Containers, path_of, shown
from flake8_asyncsafe.model.calls.arguments import given_for, last_name
from flake8_asyncsafe.model.calls.conditions import known_at
from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.calls.started import made_call
from flake8_asyncsafe.model.contexts.handles import loops_around
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.locks.identity import words
from flake8_asyncsafe.model.ops import Call, Exit, Op, Suspend, Write
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.tasks.nodes import is_inside
from flake8_asyncsafe.model.tasks.starts import STARTERS, Starts
from flake8_asyncsafe.model.text import code_of
from flake8_asyncsafe.model.values import ClassRef, Coroutine, FunctionRef, Instance, Method
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.aliasing.containers import Path
    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

_PUTS = frozenset({"put", "put_nowait", "send", "send_nowait"})
_QUEUES = (
    "queue.Queue", "queue.LifoQueue", "queue.PriorityQueue", "queue.SimpleQueue", "asyncio.Queue", "asyncio.LifoQueue",
    "asyncio.PriorityQueue", "multiprocessing.Queue", "multiprocessing.JoinableQueue", "trio.MemorySendChannel",
    "trio.abc.SendChannel", "anyio.streams.memory.MemoryObjectSendStream", "anyio.abc.ObjectSendStream",
    "anyio.abc.ObjectStream", "janus.SyncQueue", "janus.AsyncQueue",
)  # fmt: skip
#: methods by which one waits for tasks, threads and futures
_WAITS = frozenset(
    {"join", "result", "wait", "shutdown", "gather", "wait_for", "as_completed", "exception", "run_until_complete",
     "aclose", "close", "wait_closed"}
)  # fmt: skip
#: of what a receiver runs so many functions are looked at
_MOST_CALLED = 60
#: what a message is made of, and words in the names of what is no message
_MESSAGES = frozenset({"list", "dict", "set", "deque"})
_STATE = frozenset(
    {
        "state",
        "shared",
        "context",
        "ctx",
        "cache",
        "config",
        "options",
        "settings",
        "stats",
        "status",
        "results",
        "result",
    }
    | {"progress", "registry", "pending", "tasks", "metrics", "counters", "env", "globals", "queue"}
)
#: how an object was handed over
_QUEUE, _TASK, _THREAD = "queue", "task", "thread"


@dataclass(frozen=True, slots=True)
class Sent:
    """``path`` was handed over at ``op``; ``how``: put on a queue, given to a task, to a thread.

    ``late``: the task reads it only after a pause of its own.  ``receiver`` is the function that gets it, if in sight.
    """

    path: Path
    op: Op
    how: str
    suspended: bool = False
    late: bool = False
    receiver: Function | None = None


@dataclass(frozen=True, slots=True)
class LateChange:
    """``node`` changes what ``sent`` handed over before."""

    node: cst.CSTNode
    sent: Sent
    path: str


State = frozenset[Sent]


class Sends:
    """Finds such changes, for one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._containers = module.ask(Containers)

    def late_changes(self) -> Iterator[LateChange]:
        """Every change of an object that somebody else has by then."""
        spawned: dict[Function, list[Sent]] = {}
        for sent in self._spawned():
            spawned.setdefault(sent.op.function, []).append(sent)
        for function in self._module.functions:
            sends: dict[Op, list[Sent]] = {}
            for call in function.calls:
                for path in self._put(call):
                    sends.setdefault(call, []).append(Sent(path, call, _QUEUE))
            for each in spawned.get(function, ()):
                sends.setdefault(each.op, []).append(each)
            if not sends:
                continue
            changes = self._changes(function, {each.path for found in sends.values() for each in found})
            if not changes:
                continue
            flow = _Gone(function, sends, self._setters(function))
            flow.run(frozenset())
            late: dict[tuple[Op, Path], list[tuple[Op, LateChange]]] = {}
            for op, node, path, attribute in changes:
                for sent in flow.before.get(op, ()):
                    if sent.path == path and self._counts(op, sent) and self._may_use(sent.receiver, attribute):
                        late.setdefault((sent.op, path), []).append((op, LateChange(node, sent, shown(path))))
            for (sending, _), found in late.items():  # one report for each send: what follows it, else the next turn
                yield min(found, key=lambda each: (each[0].index < sending.index, each[0].index))[1]

    def _counts(self, op: Op, sent: Sent) -> bool:
        """Whether the change meets the receiver unprepared: no lock, no pause in which a task may have run."""
        if sent.op is op or (self._module.critical.any_locks and self._module.critical.held(op).may):
            return False
        if _excludes(op, sent.op) or _fills_again(op, sent.op):
            return False
        if sent.how == _QUEUE:
            return True
        if self._keeps_handle(op, sent):
            return False
        if op.index < sent.op.index or not sent.suspended:
            return True
        return sent.late and not any(not is_inside(sent.op, loop) for loop in loops_around(op))

    def _may_use(self, receiver: Function | None, attribute: str) -> bool:
        """Whether a receiver may look at an attribute of what it got, or hands that on to where nobody can tell."""
        if receiver is None or not attribute:
            return True
        seen = {receiver: None}
        todo = [receiver]
        while todo:
            function = todo.pop()
            if len(seen) > _MOST_CALLED:
                return True
            if any(isinstance(op.node, cst.Attribute) and op.node.attr.value == attribute for op in function.ops):
                return True
            given = set(function.parameter_names(bound=True))
            for edge in self._module.graph.edges(function):
                if edge.callee.is_stub:
                    if not given.isdisjoint(_handed_on(edge.op)):
                        return True
                elif edge.callee not in seen:
                    seen[edge.callee] = None
                    todo.append(edge.callee)
        return False

    @staticmethod
    def _keeps_handle(op: Op, sent: Sent) -> bool:
        """Whether the change puts a task into a table that the task knows: a table of what runs, for all to see."""
        stored = (
            [arg.value for arg in op.node.args] if isinstance(op, Call) else [op.value] if isinstance(op, Write) else []
        )
        for value in stored:
            for each in inner_nodes(value) if value is not None else ():
                if isinstance(each, cst.Call) and (each is sent.op.node or "task" in last_name(each.func).lower()):
                    return True
                if isinstance(each, cst.Name):
                    scope = op.block.scope.lookup(each.value)
                    for write in scope.bindings.get(each.value, ()) if scope is not None else ():
                        if write.value is not None and any(n is sent.op.node for n in inner_nodes(write.value)):
                            return True
        return False

    # -- sends --------------------------------------------------------------------------------------------------------

    def _put(self, call: Call) -> Iterator[Path]:
        """The paths of what a call puts on a queue or channel."""
        queue, method, place = called_method(call) or (call.node.func, "", call)
        if method not in _PUTS or not call.node.args:
            return
        given = call.node.args[0]
        if given.star or (given.keyword is not None and given.keyword.value not in {"item", "obj", "value"}):
            return
        paths = list(self._parts(given.value, call))
        if paths and self._is_queue(queue, place):
            yield from paths

    def _parts(self, node: cst.BaseExpression, op: Op) -> Iterator[Path]:
        """The paths of what is sent, as the function first called it: ``row`` of ``last = row; queue.put(last)``."""
        for part in _parts(node):
            path = path_of(part)
            if path and path not in {("self",), ("cls",)}:
                yield self._path(part, op)

    def _path(self, node: cst.BaseExpression, op: Op) -> Path:
        """The path to an object, by the name that the one of a local which is bound once stands for."""
        if not isinstance(node, cst.Name):
            return path_of(node)
        return [path for origin, _ in self._containers.origins(node, op) if (path := path_of(origin))][-1]

    def _is_queue(self, node: cst.BaseExpression, op: Op) -> bool:
        values = self._module.values(node, op)
        types = [value.type for value in values if isinstance(value, Instance)]
        if types:
            return any(
                isinstance(each, str) and any(self._module.catalogue.is_subtype(each, queue) for queue in _QUEUES)
                for each in types
            )
        name = last_name(node).lower().lstrip("_")
        return name in {"q", "queue", "inbox", "outbox"} or name.endswith(("_queue", "_q"))

    def _spawned(self) -> Iterator[Sent]:
        """What is given to tasks and threads as arguments."""
        for spawn in self._module.spawns.all():
            if spawn.how != "call" or spawn.where not in {Where.TASK, Where.THREAD}:
                continue
            assert isinstance(spawn.op, Call)
            last = spawn.name.rpartition(".")[2]
            if last not in STARTERS and not last.endswith(("Thread", "Timer")):
                continue
            if self._module.use(spawn.op.node).kind == "awaited":
                continue
            api = self._module.catalogue.api(spawn.name)
            if api is not None and api.coroutine:
                continue
            how = _TASK if spawn.where is Where.TASK else _THREAD
            ops: list[Op] = [spawn.op]
            if how == _THREAD and last.endswith(("Thread", "Timer")):
                ops = self._starts(spawn.op)
            for arg in given_to(self._module, spawn.op, spawn.argument, spawn.value, spawn.form):
                late = how == _TASK and self._is_read_late(spawn, arg)
                for path in self._parts(arg, spawn.op):
                    for op in ops:
                        yield Sent(path, op, how, late=late, receiver=spawn.function)

    def _is_read_late(self, spawn: Spawn, arg: cst.BaseExpression) -> bool:
        """Whether a coroutine function reads what it is given once, after a pause, to hand it on: a message to send.

        What it reads more often, or in a loop, may be state that it is to share with its starter.
        """
        function, call = spawn.function, spawn.argument
        if function is None or function.is_stub or not function.is_async or not isinstance(arg, cst.Name):
            return False
        if self._containers.kind(arg, spawn.op) not in _MESSAGES or not words(arg.value).isdisjoint(_STATE):
            return False
        names = function.parameter_names(bound=True, stars=False)
        assert isinstance(spawn.op, Call)
        made = call if isinstance(call, cst.Call) else made_call(spawn.op.node, call, spawn.name)
        name = next((name for name in names if made is not None and given_for(made, function, name) is arg), "")
        if not name or len(function.scope.bindings.get(name, ())) != 1:
            return False
        reads = list(function.scope.read_anywhere(name))
        if len(reads) != 1 or reads[0].function is not function or loops_around(reads[0]):
            return False
        use = self._module.use(reads[0].node) if isinstance(reads[0].node, cst.Name) else None
        handed = self._module.call_at(use.node) if use is not None and isinstance(use.node, cst.Call) else None
        if use is None or use.kind != "argument" or handed is None:
            return False
        if any(isinstance(each, (FunctionRef, Method, ClassRef)) for each in self._module.targets(handed)):
            return False
        return any(op.index < reads[0].index and not op.lazy for op in function.suspends)

    def _starts(self, made: Call) -> list[Op]:
        """Where a thread object is started, in the function that makes it."""
        starts = self._module.ask(Starts).of(made.function)
        found: list[Op] = [start.call for start in starts if start.made is made.node]
        return found

    # -- changes ------------------------------------------------------------------------------------------------------

    def _changes(self, function: Function, paths: set[Path]) -> list[tuple[Op, cst.CSTNode, Path, str]]:
        """(operation, node, path, attribute) for what changes one of the objects, or what its attribute holds."""
        found: list[tuple[Op, cst.CSTNode, Path, str]] = []
        for op in function.ops:
            if isinstance(op, Call):
                func = op.node.func
                if isinstance(func, cst.Attribute) and func.attr.value in CHANGING:
                    whole = self._path(func.value, op)
                    path = _sent_part(whole, paths)
                    if path and self._containers.kind(func.value, op):
                        found.append((op, op.node, path, whole[-1] if whole != path else ""))
            elif isinstance(op, Write) and isinstance(op.node, (cst.Subscript, cst.Attribute)):
                base = whole = self._path(op.node.value, op)
                if isinstance(op.node, cst.Subscript):
                    base = _sent_part(base, paths)
                if base in paths and path_of(op.node) not in paths:
                    held = whole[-1] if whole != base else ""
                    attribute = op.node.attr.value if isinstance(op.node, cst.Attribute) else held
                    found.append((op, op.node, base, attribute))
            elif isinstance(op, Write) and op.how == "aug" and isinstance(op.node, cst.BaseExpression):
                path = path_of(op.node)
                if path in paths and self._containers.kind(op.node, op) in {"list", "set", "dict", "deque"}:
                    found.append((op, op.node, path, ""))
        return found

    def _setters(self, function: Function) -> dict[str, frozenset[str]]:
        """The attributes of self that each method of the class binds anew: ``self._reset()``."""
        found: dict[str, set[str]] = {}
        owner = function.owner
        for each in self._module.classes.mro(owner) if owner is not None else ():
            for name, writes in each.attributes.items():
                for write in writes:
                    if write.how in {"assign", "ann"} and not write.function.is_stub:
                        found.setdefault(write.function.name, set()).add(name)
        return {name: frozenset(names) for name, names in found.items()}


def _facts(op: Op) -> dict[str, tuple[cst.BaseExpression, bool]]:
    """(test, outcome) of what has to hold where an operation runs, by the test's text."""
    return {code_of(node): (node, truth) for node, truth in known_at(op)}


def _excludes(op: Op, other: Op) -> bool:
    """``if watched: queue.put(job)`` and ``if not watched: job.args = ()``: one of the two runs, never both."""
    others = _facts(other)
    first = min(op.index, other.index)
    changed = {_written(each) for each in op.function.ops if each.index > first or loops_around(each)}
    for text, (node, truth) in _facts(op).items():
        path = path_of(node)
        if path and others.get(text, (node, truth))[1] is not truth:
            return all(path[:length] not in changed for length in range(1, len(path) + 1))
    return False


def _fills_again(op: Op, sent: Op) -> bool:
    """``if run.id is None: run.id = make()`` where the same was set before the send: there is nothing to fill then."""
    if not isinstance(op, Write) or not isinstance(op.node, cst.Attribute):
        return False
    path = path_of(op.node)
    tests = (test for test, truth in _facts(op).values() if says_absent(test, truth=truth))
    if not path or not any(_is_about(test, path) for test in tests):
        return False
    first = min(op.index, sent.index)
    return any(each.index < first and _written(each) == path for each in op.function.ops)


def _written(op: Op) -> Path:
    return path_of(op.node) if isinstance(op, Write) and isinstance(op.node, cst.BaseExpression) else ()


def _is_about(test: cst.BaseExpression, path: Path) -> bool:
    return path_of(test.left if isinstance(test, cst.Comparison) else test) == path


def _handed_on(op: Op) -> set[str]:
    """The names that a call passes on as they are, or calls a method of."""
    node = op.node
    if not isinstance(node, cst.Call):
        return set()
    given = [arg.value for arg in node.args]
    if isinstance(node.func, cst.Attribute):
        given.append(node.func.value)
    return {each.value for each in given if isinstance(each, cst.Name)}


def given_to(
    module: Module, call: Call, expression: cst.BaseExpression, value: object, form: Form
) -> Iterator[cst.BaseExpression]:
    """The arguments that what is started gets: of the coroutine's call, ``args=(...)``, or behind the function."""
    del module
    if form is Form.COROUTINE:
        node = value.node if isinstance(value, Coroutine) else expression
        if isinstance(expression, cst.Call) and node is expression:
            yield from (arg.value for arg in expression.args if not arg.star)
        return
    places = [arg for arg in call.node.args if arg.keyword is None and not arg.star]
    at = next((n for n, arg in enumerate(places) if arg.value is expression), None)
    if at is not None and form is not Form.ITERATOR:
        yield from (arg.value for arg in places[at + 1 :])
    for arg in call.node.args:
        if arg.keyword is not None and arg.keyword.value in {"args", "kwargs"}:
            yield arg.value


def _sent_part(path: Path, paths: set[Path]) -> Path:
    """Of the paths the one that an expression is, or is an attribute of: ``draft.tags`` belongs to ``draft``."""
    if path in paths:
        return path
    return path[:-1] if len(path) == 2 and path[:-1] in paths and not path[-1].startswith("[") else ()


def _parts(node: cst.BaseExpression) -> Iterator[cst.BaseExpression]:
    """What in an expression keeps being the object itself: a name, or the places of a tuple, list or dict."""
    todo = [node]
    while todo:
        each = todo.pop()
        if isinstance(each, (cst.Tuple, cst.List)):
            todo += [element.value for element in each.elements if isinstance(element, cst.Element)]
        elif isinstance(each, cst.Dict):
            todo += [element.value for element in each.elements if isinstance(element, cst.DictElement)]
        else:
            yield each


class _Gone(Flow[State]):
    """Which objects have been handed over and not been bound anew or waited for."""

    def __init__(self, function: Function, sends: dict[Op, list[Sent]], setters: dict[str, frozenset[str]]) -> None:
        super().__init__(function)
        self._sends = sends
        self._setters = setters

    def join(self, left: State, right: State) -> State:
        """Both."""
        return left | right

    def transfer(self, op: Op, state: State) -> tuple[State, State]:
        """Sends add, bindings and waits take away."""
        if isinstance(op, Write) and state:
            state = self._bound(op, state)
        elif isinstance(op, Exit):
            state = frozenset(each for each in state if each.how == _QUEUE)
        elif isinstance(op, Suspend):
            state = self._paused(op, state)
        elif isinstance(op, Call) and op not in self._sends:
            state = self._called(op, state)
        raised = state
        if raised and not isinstance(op, Suspend):
            # who fails on the way from starting a task to waiting for it gives it up
            raised = frozenset(each for each in raised if each.how == _QUEUE)
        for sent in self._sends.get(op, ()):
            state = state | {sent}
        return state, raised

    @staticmethod
    def _bound(op: Write, state: State) -> State:
        target = path_of(op.node) if isinstance(op.node, cst.BaseExpression) else ()
        if isinstance(op.node, cst.Param):
            target = (op.node.name.value,)
        if not target or op.how == "aug":
            return state
        return frozenset(each for each in state if each.path[: len(target)] != target)

    @staticmethod
    def _paused(op: Suspend, state: State) -> State:
        awaited = op.node.expression if isinstance(op.node, cst.Await) else None
        name = last_name(awaited.func) if isinstance(awaited, cst.Call) else ""
        if isinstance(awaited, (cst.Name, cst.Attribute, cst.Subscript)) or name in _WAITS:
            return frozenset(each for each in state if each.how == _QUEUE and name != "join")
        return frozenset(
            each if each.suspended or each.how == _THREAD else replace(each, suspended=True) for each in state
        )

    def _called(self, op: Call, state: State) -> State:
        func = op.node.func
        name = last_name(func)
        if name in _WAITS:
            kept = {_QUEUE} if name != "join" else set()
            state = frozenset(each for each in state if each.how in kept)
        bound = self._setters.get(name) if isinstance(func, cst.Attribute) else None
        if bound:
            state = frozenset(each for each in state if len(each.path) < 2 or each.path[1] not in bound)
        return state

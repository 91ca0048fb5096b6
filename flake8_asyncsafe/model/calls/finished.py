"""What is known to be over: asking a future that is done, or waiting for a process that has ended, does not wait.

A forward flow of dotted names.  A future is done where a test said so (``if f.done():``, or behind
``while not f.done(): ...``), where something waited for it (``wait(fs)``, also on a thread), where it came out of
``as_completed``, of the first set that ``wait`` gives or of a collection into which only callbacks put what is done,
and after its result was asked for once.  A process has ended after ``wait()`` and ``communicate()`` and where
``poll()`` or ``returncode`` says so, a thread where ``is_alive()`` does.  In the same way a queue has an item to give
where ``empty()`` said so, and a pipe where ``poll()`` did, until one is taken or other tasks run, and a socket is ready
behind ``await wait_readable(sock)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, variadic
from flake8_asyncsafe.model.flow import Flow
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Exit, Op, Return, Suspend, With, Write
from flake8_asyncsafe.model.values import External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function

_WAITS = frozenset({"concurrent.futures.wait", "asyncio.wait"})
_TAKES_ONE = frozenset({"pop", "popleft", "__getitem__"})

#: callables that give elements of their first argument, or a collection of them
_TAKE_FROM = frozenset(
    f"builtins.{name}" for name in ("next", "iter", "min", "max", "list", "tuple", "set", "sorted", "reversed")
)

#: methods that return when the object is done (unless they raise)
_END = frozenset({"result", "exception", "wait", "communicate"})
#: methods that take one item out of a queue or pipe
_TAKES_ITEM = frozenset({"get", "get_nowait", "recv", "recv_bytes", "recv_bytes_into"})
#: what stands behind the name of a queue or pipe that has an item
_ITEM = "[0]"
#: what stands behind the name of a socket that is ready, or of the library whose poller names those that are
_READY = "[ready]"
#: how something gets into a collection, and out of it again
_PUTS = frozenset({"put", "put_nowait", "append", "appendleft", "add", "insert", "extend", "update"})
_GETS = frozenset({"get", "get_nowait", "pop", "popleft"})

Done = frozenset[str]


class Finished:
    """The futures and processes of one module that are known to be done, function by function."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._flows: dict[Function, FinishedFlow] = {}
        self._collections: dict[tuple[Class, str], bool] = {}

    def is_done(self, op: Op, path: str) -> bool:
        """Whether what is at ``path`` is done where an operation asks for its result, awaits it or leaves it."""
        return self._flow(op.function).is_done(op, path)

    def all_done(self, op: Op, expression: cst.BaseExpression) -> bool:
        """Whether all futures in what an expression makes of collections are done where an operation uses it."""
        flow = self._flow(op.function)
        return flow.draws_from(expression, (), op, flow.before.get(op, frozenset()))

    def has_item(self, op: Op, path: str) -> bool:
        """Whether the queue at ``path`` has an item to give where an operation stands."""
        return self._flow(op.function).has_item(op, path)

    def is_ready(self, op: Op, path: str, method: str) -> bool:
        """Whether the task has just waited until the socket at ``path``, of which ``op`` calls a method, is ready."""
        known = self._flow(op.function).before.get(op, frozenset())
        return path + _READY in known or _root(method) + _READY in known

    def _flow(self, function: Function) -> FinishedFlow:
        flow = self._flows.get(function)
        if flow is None:
            flow = self._flows[function] = FinishedFlow(function, self._module)
        return flow

    def only_done(self, owner: Class | None, path: str) -> bool:
        """Whether nothing gets into a collection of an object but tasks that it was told, by callback, are done."""
        if owner is None or not path.startswith("self."):
            return False
        key = (owner, path)
        found = self._collections.get(key)
        if found is None:
            puts = [
                call
                for function in self._module.functions
                if function.owner is owner
                for call in function.calls
                if isinstance(call.node.func, cst.Attribute)
                and call.node.func.attr.value in _PUTS
                and dotted_text(call.node.func.value) == path
            ]
            spawns = self._module.spawns
            found = self._collections[key] = bool(puts) and all(
                len(call.node.args) == 1
                and spawns.is_done_callback(call.function, dotted_text(call.node.args[0].value))
                for call in puts
            )
        return found


class FinishedFlow(Flow[Done]):
    """The flow through one function; `before` tells the names that are done at an operation, on every path to it."""

    def __init__(self, function: Function, module: Module) -> None:
        super().__init__(function)
        self._module = module
        self._made_here = frozenset(name for name in function.scope.bindings if self._is_made_by_hand(name))
        self.run(frozenset(self._given_done()))

    def _given_done(self) -> Iterator[str]:
        """The parameters of ``map(lambda f: f.result(), done)``."""
        for place, param in enumerate(self.function.params if self.function.kind == "lambda" else ()):
            source = self._module.evaluator.lambdas.source(self.function, place)
            if source is not None and isinstance(param.node, cst.Param):
                expression, call, _ = source
                if self._module.ask(Finished).all_done(call, expression):
                    yield param.node.name.value

    def _is_made_by_hand(self, name: str) -> bool:
        """``future = Future()``: whoever completes it says so in some other way, and that is what the task awaits."""
        writes = self.function.scope.bindings[name]
        if len(writes) != 1 or not isinstance(writes[0].value, cst.Call) or writes[0].path:
            return False
        return "concurrent.futures.Future" in self._module.names_of(writes[0].value.func, writes[0])

    def is_done(self, op: Op, path: str) -> bool:
        """Whether the future at ``path`` is done where ``op`` asks for its result."""
        state = self.before.get(op, frozenset())
        return path in (self._inside_expression(op.node, state) if isinstance(op.node, cst.BaseExpression) else state)

    def has_item(self, op: Op, path: str) -> bool:
        """Whether the queue at ``path`` has an item to give where ``op`` stands."""
        state = self.before.get(op, frozenset())
        return path + _ITEM in (self._inside_expression(op.node, state) if isinstance(op, Call) else state)

    def _inside_expression(self, node: cst.BaseExpression, state: Done) -> Done:
        """``f.done() and f.result()``: the operands before this one."""
        inner: cst.CSTNode = node
        while isinstance(inner, (cst.BaseExpression, cst.Arg, cst.Element)):
            above = self._module.parents.get(inner)
            if above is None:
                break
            if isinstance(above, cst.BooleanOperation) and inner is above.right:
                state = self.refine(above.left, state, truth=isinstance(above.operator, cst.And))
            inner = above
        return state

    def join(self, left: Done, right: Done) -> Done:
        """Done on both paths."""
        return left & right

    def transfer(self, op: Op, state: Done) -> tuple[Done, Done]:
        """What an operation finishes; one that raises finished nothing."""
        if isinstance(op, Write):
            after = self._write(op, state)
            return after, after
        if isinstance(op, Call):
            func = op.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _TAKES_ITEM:
                state -= {dotted_text(func.value) + _ITEM}
            state -= self._filled(op, state)
            return state | self._waited(op.node, op), state
        if isinstance(op, Exit):
            return state | self._submitted(op), state
        if isinstance(op, Suspend):
            state = frozenset(path for path in state if not path.endswith((_ITEM, _READY))) | self._made_here
        if isinstance(op, Suspend) and isinstance(op.node, cst.Await) and isinstance(op.node.expression, cst.Call):
            inner = op.node.expression
            if "asyncio.wrap_future" in self._module.names_of(inner.func, op):
                return state | _names(argument(inner, "future", 0)), state
            return state | self._waited(inner, op) | self._ready(inner, op), state
        return state, state

    def refine(self, test: cst.BaseExpression | None, state: Done, *, truth: bool) -> Done:
        """``if f.done()``, ``if all(f.done() for f in fs)``, ``if f in done``."""
        todo = [(test, truth)]
        while todo:
            node, wanted = todo.pop()
            if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
                todo.append((node.expression, not wanted))
            elif isinstance(node, cst.BooleanOperation):
                if isinstance(node.operator, cst.And) is wanted:
                    todo += [(node.left, wanted), (node.right, wanted)]
            elif isinstance(node, cst.Call):
                state |= _answered(node, truth=wanted)
                todo += [(answer, wanted) for answer in self._answer(node)]
            elif isinstance(node, cst.Attribute) and node.attr.value == "returncode" and wanted:
                state |= _names(node.value)
            elif isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
                target = node.comparisons[0]
                flag = dotted_text(target.comparator)
                if isinstance(target.operator, (cst.Is, cst.Equal)) and flag in {"True", "False"}:
                    todo.append((node.left, (flag == "True") is wanted))
                    continue
                if flag == "None" and isinstance(target.operator, (cst.Is, cst.IsNot)):
                    if isinstance(target.operator, cst.IsNot) is wanted:
                        state |= self._ended(node.left)
                    continue
                if not wanted:
                    continue
                if isinstance(target.operator, cst.Equal) and isinstance(target.comparator, cst.BaseNumber):
                    state |= self._ended(node.left)
                if isinstance(target.operator, cst.In) and dotted_text(target.comparator) in state:
                    state = state | _names(node.left)
        return state

    def _filled(self, op: Call, state: Done) -> Done:
        """The collection that something is put into of which it is not known that it is done."""
        func = op.node.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in _PUTS or not op.node.args:
            return frozenset()
        path = dotted_text(func.value)
        if path not in state or self.draws_from(op.node.args[-1].value, (), op, state):
            return frozenset()
        return frozenset({path})

    def _ended(self, node: cst.BaseExpression) -> Done:
        """The process of ``p.poll()`` or ``p.returncode``, also by a local: ``status = p.poll()``."""
        writes = self.function.scope.bindings.get(node.value, ()) if isinstance(node, cst.Name) else ()
        if not writes:
            return _exit_status(node)
        told = {_exit_status(write.value) if write.value is not None else frozenset() for write in writes}
        return told.pop() if len(told) == 1 else frozenset()

    def _answer(self, node: cst.Call) -> Iterator[cst.BaseExpression]:
        """What a predicate of the same object answers: ``if self.sending():``, which is ``not self._queue.empty()``."""
        func, owner, receiver = node.func, self.function.owner, self.function.receiver
        if node.args or owner is None or not isinstance(func, cst.Attribute) or dotted_text(func.value) != receiver:
            return
        method = self._module.classes.method(owner, func.attr.value)
        if method is not None and not method.is_stub and method is not self.function and method.receiver == receiver:
            statements = [op for op in method.ops if isinstance(op, Return)]
            if len(statements) == 1 and statements[0].value is not None and not _asks_another(statements[0].value):
                yield statements[0].value

    # -- what single operations do ------------------------------------------------------------------------------------

    def _write(self, op: Write, state: Done) -> Done:
        name = dotted_text(op.node) if isinstance(op.node, cst.BaseExpression) else ""
        if not name:
            return state
        gained = self._gives_done(op, state)
        state = frozenset(path for path in state if path != name and not path.startswith((f"{name}.", f"{name}[")))
        return state | {name} if gained else state

    def _gives_done(self, op: Write, state: Done) -> bool:
        value = op.value.expression if isinstance(op.value, cst.Await) else op.value
        if value is None or op.how not in {"assign", "ann", "walrus", "for"}:
            return False
        named = isinstance(value, cst.Attribute) and value.attr.value == "done"  # wait(fs).done
        if isinstance(value, cst.Subscript) or (named and isinstance(value, cst.Attribute)):
            value, first = value.value, True
        else:
            first = op.path[:1] == (0,)
        if isinstance(value, cst.Await):
            value = value.expression
        if isinstance(value, cst.Call):
            if "concurrent.futures.as_completed" in self._module.names_of(value.func, op):
                return op.how == "for"
            if isinstance(value.func, cst.Attribute) and value.func.attr.value in _TAKES_ONE | _GETS:
                path = dotted_text(value.func.value)
                if value.func.attr.value in _GETS and self._module.ask(Finished).only_done(op.function.owner, path):
                    return True
                if value.func.attr.value in _TAKES_ONE:
                    return path in state
            if first and self._wait(value, op) is not None:
                return True
        return self.draws_from(value, op.path, op, state)

    def draws_from(self, node: cst.BaseExpression, path: tuple[int, ...], op: Op, state: Done) -> bool:
        """Whether what is taken out of an expression comes out of collections of what is done.

        ``path`` leads through what iterating gives: ``for number, future in enumerate(futures)``.
        """
        todo = [(node, path)]
        while todo:
            each, way = todo.pop()
            if isinstance(each, cst.BinaryOperation):
                todo += [(each.left, way), (each.right, way)]
            elif isinstance(each, (cst.List, cst.Tuple, cst.Set)):
                todo += [(element.value, way) for element in each.elements]
            elif isinstance(each, cst.Subscript):
                todo.append((each.value, way))
            elif isinstance(each, cst.Call):
                sources = self._sources(each, way, op)
                if not sources:
                    return False
                todo += sources
            elif dotted_text(each) not in state:
                return False
        return True

    def _sources(
        self, call: cst.Call, path: tuple[int, ...], op: Op
    ) -> list[tuple[cst.BaseExpression, tuple[int, ...]]]:
        names = self._module.names_of(call.func, op)
        given = list(variadic(call, 0))
        if names == {"builtins.enumerate"} and path[:1] == (1,):
            return [(each, path[1:]) for each in given[:1]]
        if names == {"builtins.zip"} and path and 0 <= path[0] < len(given):
            return [(given[path[0]], path[1:])]
        if names == {"itertools.chain"}:
            return [(each, path) for each in given]
        return [(each, path) for each in given[:1]] if names and names <= _TAKE_FROM else []

    def _wait(self, node: cst.Call, op: Op) -> tuple[cst.BaseExpression | None, bool] | None:
        """What a call of ``wait`` waits for, and whether for all of it; None if it is no such call."""
        names = self._module.names_of(node.func, op)
        if names & _WAITS:
            partly = argument(node, "timeout", 1) or argument(node, "return_when", 2)
            return argument(node, "fs", 0), partly is None
        given = list(variadic(node, 0))
        for place, each in enumerate(given[:2]):  # to_thread(wait, fs), run_in_executor(None, wait, fs)
            if any(value in _AS_VALUES for value in self._module.values(each, op)):
                return (given[place + 1] if place + 1 < len(given) else None), len(node.args) == place + 2
        return None

    def _waited(self, node: cst.Call, op: Op) -> Done:
        func = node.func
        if isinstance(func, cst.Attribute) and func.attr.value in _END and self._wait(node, op) is None:
            return _names(func.value)
        if len(node.args) > 5 or not node.args:
            return frozenset()
        if isinstance(op, Call) and self._is_offloaded(node, op):
            return frozenset()
        wait = self._wait(node, op)
        return _names(wait[0]) if wait is not None and wait[1] else frozenset()

    def _submitted(self, op: Exit) -> Done:
        """The names of the jobs of an executor whose block ends: leaving it waits for all of them."""
        block = op.block.owner
        if not isinstance(block, With) or not isinstance(block.item.asname, cst.AsName):
            return frozenset()
        submit = f"{dotted_text(block.item.asname.name)}.submit"
        if not any(
            isinstance(value, Instance) and isinstance(value.type, str) and value.type.startswith("concurrent.futures.")
            for value in self._module.values(block.context, block.enter)
        ):
            return frozenset()
        found: set[str] = set()
        for each in block.body.ops():
            if isinstance(each, Call) and dotted_text(each.node.func) == submit:
                use = self._module.use(each.node)
                if use.kind == "argument" and isinstance(use.node, cst.Call):  # jobs.append(pool.submit(...))
                    func = use.node.func
                    if isinstance(func, cst.Attribute) and func.attr.value in _PUTS:
                        found |= _names(func.value)
                if use.kind == "element" and isinstance(use.node, cst.BaseExpression):
                    use = self._module.use(use.node)
                if use.kind == "bound":
                    found.update(name for target in use.targets for name in _names(target))
        return frozenset(found)

    def _ready(self, node: cst.Call, op: Op) -> Done:
        """What has become ready when such a call has been awaited: ``wait_readable(sock)``, ``poller.poll()``."""
        for value in self._module.values(node.func, op):
            api = self._module.catalogue.api(value.name) if isinstance(value, (External, ExternalMethod)) else None
            if api is not None and api.when_ready and not api.runs:
                if isinstance(value, ExternalMethod):  # a poller: any socket of its library
                    return frozenset({_root(api.name) + _READY})
                return frozenset(name + _READY for name in _names(next(variadic(node, 0), None)) if name)
        return frozenset()

    def _is_offloaded(self, node: cst.Call, op: Op) -> bool:
        """``to_thread(wait, fs)`` has waited when it is awaited, not when it is called."""
        return not self._module.names_of(node.func, op) & _WAITS or self._module.use(node).kind == "awaited"


_AS_VALUES = frozenset(External(name) for name in _WAITS)


def _asks_another(node: cst.BaseExpression) -> bool:
    """Whether an answer is that of yet another predicate, which is not followed."""
    while isinstance(node, cst.UnaryOperation):
        node = node.expression
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and isinstance(node.func.value, cst.Name)


def _root(name: str) -> str:
    """The library of an API, as a key that is no name of a variable: ``zmq:``."""
    return name.partition(".")[0] + ":"


def _names(node: cst.BaseExpression | None) -> Done:
    if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
        return frozenset(dotted_text(element.value) for element in node.elements) - {""}
    return frozenset({dotted_text(node)}) - {""}


def _answered(node: cst.Call, *, truth: bool) -> Done:
    """What the truth of a call says: ``f.done()``, ``p.poll()``, ``thread.is_alive()``, ``q.empty()``."""
    func = node.func
    if isinstance(func, cst.Attribute):
        asked = func.attr.value
        if asked in {"empty", "qsize"} and (asked == "qsize") is truth:
            return frozenset(path + _ITEM for path in _names(func.value))
        if asked == "poll" and truth:  # a process has ended, a pipe has something to read
            return _names(func.value) | {path + _ITEM for path in _names(func.value)}
        if (asked == "done" and truth) or (asked == "is_alive" and not truth):
            return _names(func.value)
    elif isinstance(func, cst.Name) and func.value == "all" and node.args and truth:
        return _all_done(node.args[0].value)
    return frozenset()


def _exit_status(node: cst.BaseExpression) -> Done:
    """The process of ``p.poll()`` or ``p.returncode``."""
    while isinstance(node, cst.NamedExpr):
        node = node.value
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value == "poll":
        return _names(node.func.value)
    return _names(node.value) if isinstance(node, cst.Attribute) and node.attr.value == "returncode" else frozenset()


def _all_done(node: cst.BaseExpression) -> Done:
    """The collection of ``f.done() for f in fs``."""
    if (
        not isinstance(node, (cst.GeneratorExp, cst.ListComp))
        or node.for_in.ifs
        or node.for_in.inner_for_in is not None
    ):
        return frozenset()
    element = node.elt
    func = element.func if isinstance(element, cst.Call) else None
    if not isinstance(func, cst.Attribute) or func.attr.value != "done":
        return frozenset()
    return _names(node.for_in.iter) if dotted_text(func.value) == dotted_text(node.for_in.target) else frozenset()

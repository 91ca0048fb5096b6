"""Loops over containers that somebody else changes meanwhile: another task at an await, another thread at any time."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.aliasing.getters import Getters
from flake8_asyncsafe.model.aliasing.resizing import is_known_key, replaces
from flake8_asyncsafe.model.aliasing.walks import Change, Key, Walk
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.methods import bound_once, bound_value
from flake8_asyncsafe.model.calls.suspensions import Suspensions
from flake8_asyncsafe.model.contexts import Contexts, Kind
from flake8_asyncsafe.model.contexts.thread_local import ThreadLocals
from flake8_asyncsafe.model.locks.home_made import HomeMadeLocks
from flake8_asyncsafe.model.locks.identity import Lock, words
from flake8_asyncsafe.model.locks.keys import attribute_key
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Iterate, Loop, Op, Read, Suspend, Write
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import Display, Instance, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flake8_asyncsafe.model.contexts import Concurrency
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function

#: methods that change the size of what has them, whatever that is
_RESIZES = frozenset(
    {"remove", "pop", "clear", "popitem", "discard", "add", "update", "setdefault", "insert", "popleft"}
)
#: methods that add at the end: who iterates over a list sees that, a deque or set objects to it
_GROWS = frozenset({"append", "extend", "appendleft"})
_VIEWS = frozenset({"items", "keys", "values"})
#: what goes through its first argument step by step
_STEPS = frozenset({"enumerate", "iter", "reversed", "zip"})
#: containers that object to it, or skip elements; anything else may give a copy to iterate over, or be made for it
_KINDS = frozenset(
    f"{module}.{name}"
    for module, names in {
        "builtins": ("dict", "set", "list"),
        "collections": ("defaultdict", "OrderedDict", "Counter", "deque"),
        "weakref": ("WeakSet", "WeakKeyDictionary", "WeakValueDictionary"),
        "typing": ("Dict", "List", "Set", "DefaultDict", "Deque", "MutableMapping", "MutableSet", "MutableSequence"),
        "collections.abc": ("MutableMapping", "MutableSet", "MutableSequence"),
    }.items()
    for name in names
)
_LISTS = frozenset({"builtins.list", "typing.List", "collections.abc.MutableSequence", "typing.MutableSequence"})
#: what may wait until a thread is done, or has done enough
_WAITS = frozenset(
    {"wait", "wait_for", "acquire", "get", "join", "result", "shutdown", "as_completed", "map", "sleep", "recv", "exec",
     "exec_", "run", "mainloop", "communicate", "is_alive", "is_set", "done"}
)  # fmt: skip
#: words in the names of functions that run before an object is in use
_BRINGS_UP = frozenset(
    {"start", "startup", "setup", "initialize", "initialise", "init", "prepare", "ready", "register", "configure"}
)
#: callers that may hold a lock are looked at so far up
_DEEPEST = 3
#: where an object is made, and nobody else has it yet
_CONSTRUCTION = frozenset({"__init__", "__new__", "__post_init__", "__setstate__", "__attrs_post_init__"})


class SharedIterations:
    """The loops of one module over what others may change meanwhile."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._getters = module.ask(Getters)

    def across_await(self) -> Iterator[tuple[Walk, Suspend, Change]]:
        """(loop, suspension, change) where the body of a loop suspends and another function changes the container."""
        for walk in self.walks:
            pause = self._pause(walk)
            change = self._rival(walk) if pause is not None else None
            if pause is not None and change is not None:
                yield walk, pause, change

    def across_threads(self) -> Iterator[tuple[Walk, Change, Concurrency]]:
        """(loop, change, evidence) where a loop may run on one thread while another changes the container."""
        contexts = self._module.ask(Contexts)
        if not contexts.starts_threads:
            return
        for walk in self.walks:
            if walk.function.name == "__del__" or self._is_thread_local(walk):
                continue  # nobody else has the object any more; or each thread has a container of its own
            for change in self._changes.get(walk.key, ()):
                if change.op in self._inside(walk) or (change.spares and walk.is_list):
                    continue
                if self._is_construction(change.op.function) or self._is_guarded(walk, change, LockKind.THREAD):
                    continue
                found = contexts.concurrent(walk.function, change.op.function, walk.op, change.op)
                if found is None or (walk.key[0] == "self" and found.are_alike_and_own):
                    continue
                # of what belongs to the class or module, callers out of sight may see to it that nobody else runs
                if walk.key[0] == "self" or found.sure or isinstance(walk.op.node, cst.For):
                    yield walk, change, found
                    break
        yield from self._of_closures(contexts)
        yield from self._of_other_objects(contexts)

    def _of_other_objects(self, contexts: Contexts) -> Iterator[tuple[Walk, Change, Concurrency]]:
        """The same where a function goes over what another object keeps and changes by a method of its own."""
        for walk in self._find_walks(self._key_abroad):
            function = walk.function
            if any(call.index < walk.op.index and last_name(call.node.func) in _WAITS for call in function.calls):
                continue  # for the other one to be done, perhaps
            ways = [(function, walk.op), *((each, edge.op) for each, edge in self._module.graph.callers(function))]
            for change in self._changes[walk.key]:
                if (change.spares and walk.is_list) or self._is_construction(change.op.function):
                    continue
                found = contexts.concurrent(function, change.op.function, walk.op, change.op)
                if found is None or not (found.sure or self._is_started_before(contexts, change, ways)):
                    continue
                locks = [{key[-1] for key in self._held(op, LockKind.THREAD)} for op in (walk.op, change.op)]
                if locks[0].isdisjoint(locks[1]):
                    yield walk, change, found
                    break

    def _is_started_before(self, contexts: Contexts, change: Change, ways: list[tuple[Function, Op]]) -> bool:
        """Whether the thread of a change is started right before the loop, or the call that leads to it, is run."""
        for reach in contexts.of(change.op.function):
            site = reach.context.site
            if reach.kind is Kind.THREAD and site is not None:
                for function, op in ways:
                    if site.function is function and site.index < op.index and not self._waits(site, op):
                        return True
        return False

    def _of_closures(self, contexts: Contexts) -> Iterator[tuple[Walk, Change, Concurrency]]:
        """The same where a function goes over a variable of its own that a thread which it has started fills."""
        for walk in self._own_walks:
            for change in self._changes[walk.key]:
                if change.spares and walk.is_list:
                    continue
                found = contexts.concurrent(walk.function, change.op.function, walk.op, change.op)
                sites = [reach.context.site for reach in contexts.of(change.op.function) if reach.kind is Kind.THREAD]
                here = [site for site in sites if site is not None and site.function is walk.function]
                if found is None or not here or self._is_guarded(walk, change, LockKind.THREAD):
                    continue
                if any(site.index < walk.op.index for site in here) and not self._waits(here[0], walk.op):
                    yield walk, change, found
                    break

    @staticmethod
    def _waits(start: Op, end: Op) -> bool:
        """Whether a function waits for something between the start of a thread and another operation."""
        return any(
            start.index < call.index < end.index and last_name(call.node.func) in _WAITS for call in end.function.calls
        )

    def _is_thread_local(self, walk: Walk) -> bool:
        """Whether a loop goes over what a property gives out of a ``threading.local``."""
        node, owner = walk.expression, walk.function.owner
        if not isinstance(node, cst.Attribute) or owner is None or last_name(node.value) != walk.function.receiver:
            return False
        getter = self._module.classes.method(owner, node.attr.value)
        locals_ = self._module.ask(ThreadLocals)
        return getter is not None and any(
            isinstance(op.value, cst.Attribute) and locals_.is_local(op.value.value, op) for op in getter.returns
        )

    # -- loops --------------------------------------------------------------------------------------------------------

    @cached_property
    def walks(self) -> tuple[Walk, ...]:
        """Every ``for`` directly over a shared container, also of a comprehension: no copy, no generator."""
        return tuple(self._find_walks(self._key))

    @cached_property
    def _own_walks(self) -> tuple[Walk, ...]:
        """Every such loop over a variable of the function itself that a function inside it changes."""
        return tuple(self._find_walks(self._key_at_home))

    def _find_walks(self, name: Callable[[cst.BaseExpression, Op], Key | None]) -> Iterator[Walk]:
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Iterate) or op.is_async or not isinstance(op.node, (cst.For, cst.CompFor)):
                    continue
                expression = walked(self._started(op.iterable, op))
                following = op.block.items[op.at + 1 : op.at + 2]
                loop = following[0] if following and isinstance(following[0], Loop) else None
                state, place = self._getters.behind(expression, op)
                if loop is None or not isinstance(state, (cst.Name, cst.Attribute, cst.Subscript)):
                    continue
                if is_swapped_out(expression, op):
                    continue
                key = name(state, place)
                kinds = self._kinds(state, place) if key is not None and key in self._changes else None
                if key is not None and kinds is not None:
                    yield Walk(op, loop, key, expression, bool(kinds) and kinds <= _LISTS)

    @staticmethod
    def _started(node: cst.BaseExpression, op: Op) -> cst.BaseExpression:
        """The call of ``steps = iter(x)`` where it is ``steps`` that the loop takes from."""
        write = bound_once(node.value, op.block.scope) if isinstance(node, cst.Name) else None
        value = bound_value(write) if write is not None and write.function is op.function else None
        return value if isinstance(value, cst.Call) and last_name(value.func) in _STEPS else node

    def _key(self, expression: cst.BaseExpression, op: Op) -> Key | None:
        """What tells shared containers apart; None for a local that only the function has."""
        path, _ = self._module.locks.path(expression, op)
        kind = path.root[0]
        if kind == "fresh" or (kind in {"self", "class"} and not path.steps):
            return None
        if kind == "local" and getattr(path.root[1], "function", None) is op.function:
            return None
        return self._module.locks.owned(Lock(path, "", None))

    def _key_at_home(self, expression: cst.BaseExpression, op: Op) -> Key | None:
        """The same for the variables of the function itself, and for nothing else."""
        path, _ = self._module.locks.path(expression, op)
        own = path.root[0] == "local" and getattr(path.root[1], "function", None) is op.function
        return self._module.locks.owned(Lock(path, "", None)) if own and isinstance(expression, cst.Name) else None

    def _key_abroad(self, expression: cst.BaseExpression, op: Op) -> Key | None:
        """What a container of another object, ``self.server.clients``, is to the methods of that one."""
        if not isinstance(expression, cst.Attribute) or not isinstance(expression.value, (cst.Name, cst.Attribute)):
            return None
        if last_name(expression.value) == op.function.receiver:
            return None
        owners = [
            value.type for value in known(self._module.values(expression.value, op)) if isinstance(value, Instance)
        ]
        if len(owners) != 1 or not isinstance(owners[0], Class):
            return None
        return attribute_key(self._module, owners[0], expression.attr.value)

    def _kinds(self, expression: cst.BaseExpression, op: Op) -> frozenset[str] | None:
        """The types that a container may be of; None if one of them is none that matters."""
        found: set[str] = set()
        for value in self._module.values(expression, op):
            if isinstance(value, Display):
                if isinstance(value.node, cst.Tuple):
                    return None
                found.add("builtins.list" if isinstance(value.node, (cst.List, cst.ListComp)) else "builtins.dict")
            elif isinstance(value, Instance):
                name = None if isinstance(value.type, Class) else self._module.catalogue.canonical(value.type)
                if name not in _KINDS:
                    return None
                found.add(name)
        return frozenset(found)

    def _pause(self, walk: Walk) -> Suspend | None:
        """The first suspension in the body after which the loop may go on."""
        pauses = self._module.ask(Suspensions)
        return next(
            (op for op in walk.loop.body.ops() if isinstance(op, Suspend) and not op.lazy and pauses.is_real(op)),
            None,
        )

    @staticmethod
    def _inside(walk: Walk) -> frozenset[Op]:
        return frozenset(walk.loop.body.ops())

    # -- changes ------------------------------------------------------------------------------------------------------

    @cached_property
    def _changes(self) -> dict[Key, list[Change]]:
        found: dict[Key, list[Change]] = {}
        for function in self._module.functions:
            for op in function.ops:
                where, spares = self._changed(op)
                key = self._key(*self._getters.behind(where, op)) if where is not None else None
                if key is not None:
                    found.setdefault(key, []).append(Change(op, spares))
                table = self._inserts(op, where)
                key = self._key(*self._getters.behind(table, op)) if table is not None else None
                if key is not None:
                    found.setdefault(key, []).append(Change(op, spares=False))
        return found

    def _inserts(self, op: Op, where: cst.BaseExpression | None) -> cst.BaseExpression | None:
        """The table that gets a new key if it has none: ``rows[key].append(x)``, ``count[key] += 1``."""
        added = isinstance(op, Write) and op.how == "aug"
        element = op.node if added else where
        if not isinstance(element, cst.Subscript):
            return None
        kinds = {"collections.defaultdict", "typing.DefaultDict"} | ({"collections.Counter"} if added else set())
        values = self._module.values(element.value, op)
        found = any(isinstance(each, Instance) and each.type in kinds for each in values)
        return element.value if found else None

    @staticmethod
    def _changed(op: Op) -> tuple[cst.BaseExpression | None, bool]:
        """(the container whose size an operation changes, whether that adds to a list's end or replaces an element)."""
        if isinstance(op, Call):
            func = op.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _RESIZES | _GROWS:
                return func.value, func.attr.value in _GROWS
        elif isinstance(op, Write) and isinstance(op.node, cst.Subscript) and op.how in {"assign", "ann", "del"}:
            return (None if is_known_key(op) else op.node.value), replaces(op)
        return None, False

    def _rival(self, walk: Walk) -> Change | None:
        """A change that another task may make while the loop is suspended."""
        inside = self._inside(walk)
        for change in self._changes.get(walk.key, ()):
            if change.op in inside or (change.spares and walk.is_list):
                continue
            function = change.op.function
            if self._is_construction(function) or self._is_registration(function) or self._is_own_run(walk, function):
                continue
            if walk.is_list and _empties(change.op):
                continue  # the loop ends there, and that is what was wanted
            if self._only_starts(function, frozenset()) or self._is_over(walk, change):
                continue
            if not self._is_guarded(walk, change, LockKind.ASYNC):
                return change
        return None

    def _is_own_run(self, walk: Walk, function: Function) -> bool:
        """Whether only the run of the function with the loop gets to ``function``: by calls, or as a callback for it.

        A public function may have several runs at a time, which call what they call for each other's objects.
        """
        private = walk.function.name.startswith("_") or walk.function.kind != "function"
        if function is walk.function:
            return private
        callers = {caller for caller, _ in self._module.graph.callers(function)}
        mentions = self._mentions.get(function.name, frozenset())
        # its own mention is of another one of that name: `def add(self, x): self._all.add(x)`
        ways = (callers | mentions if private else mentions) - {function}
        if not function.name.startswith("_") and not (callers | self._meant.get(function.name, frozenset())) - {
            function
        }:
            return False  # public, and only of another object is one of that name called: `self._other.resolve(x)`
        return bool(ways) and ways <= {walk.function} and (private or not callers)

    @cached_property
    def _mentions(self) -> dict[str, frozenset[Function]]:
        """In which functions a name is read, as a variable or as an attribute of anything."""
        return self._readers[0]

    @cached_property
    def _meant(self) -> dict[str, frozenset[Function]]:
        """The same without what is read of an attribute, which is an object of its own: ``self._other.resolve``."""
        return self._readers[1]

    @cached_property
    def _readers(self) -> tuple[dict[str, frozenset[Function]], dict[str, frozenset[Function]]]:
        found: tuple[dict[str, set[Function]], dict[str, set[Function]]] = ({}, {})
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Read) and isinstance(op.node, (cst.Name, cst.Attribute)):
                    name = last_name(op.node)
                    found[0].setdefault(name, set()).add(function)
                    if isinstance(op.node, cst.Name) or not isinstance(op.node.value, cst.Attribute):
                        found[1].setdefault(name, set()).add(function)
        first, second = ({name: frozenset(each) for name, each in table.items()} for table in found)
        return first, second

    def _only_starts(self, function: Function, seen: frozenset[Function]) -> bool:
        """Whether a function brings an object to life: by its name, or its callers', or as part of a chain of calls."""
        if not words(function.name).isdisjoint(_BRINGS_UP) or self._is_builder(function):
            return True
        callers = {caller for caller, _ in self._module.graph.callers(function)} - {function}
        if not callers or function in seen or len(seen) > _DEEPEST or not function.name.startswith("_"):
            return False
        return all(self._is_construction(caller) or self._only_starts(caller, seen | {function}) for caller in callers)

    @staticmethod
    def _is_builder(function: Function) -> bool:
        """``def add_pattern(self, ...) -> Self``: calls are chained while the object is set up."""
        returns = [each.value for each in function.returns if each.value is not None]
        return bool(returns) and all(isinstance(v, cst.Name) and v.value == function.receiver for v in returns)

    def _is_over(self, walk: Walk, change: Change) -> bool:
        """Whether the changer is a task that has been waited for before the loop begins."""
        contexts = self._module.ask(Contexts)
        changing = contexts.of(change.op.function)
        return (
            bool(changing)
            and all(isinstance(reach.context.site, Call) and reach.on_loop for reach in changing)
            and contexts.concurrent_tasks(walk.function, change.op.function, walk.op, change.op) is None
        )

    @staticmethod
    def _is_construction(function: Function) -> bool:
        return function.kind == "module" or function.name in _CONSTRUCTION

    def _is_registration(self, function: Function) -> bool:
        """Whether a function is, or belongs to, a decorator: it fills its table while modules are imported."""
        outer: Function | None = function
        while outer is not None and outer.kind != "module":
            if outer in self._decorators:
                return True
            inner = outer.parent
            if inner is not None and inner.kind != "module" and not inner.is_async and _returns(inner, outer):
                return True
            outer = inner
        return False

    @cached_property
    def _decorators(self) -> frozenset[Function]:
        """The functions of the module that it uses as decorators."""
        names = {
            last_name(node.func if isinstance(node, cst.Call) else node)
            for function in self._module.functions
            for node in function.decorators
        }
        return frozenset(function for function in self._module.functions if function.name in names)

    def _is_guarded(self, walk: Walk, change: Change, kind: LockKind) -> bool:
        """Whether one lock is held all through the loop and at the change, here or by all who call the function."""
        around = self._held(walk.op, kind)
        return bool(around) and bool(around & self._held(change.op, None))

    def _held(self, op: Op, kind: LockKind | None, depth: int = 0) -> frozenset[Key]:
        """The locks of a kind that may be held at an operation."""
        locks = self._module.locks
        found = {
            locks.owned(each.lock)
            for each in self._module.critical.held(op).may
            if kind is None or each.lock.kind is None or each.lock.kind is kind
        }
        if kind is not LockKind.ASYNC:
            found |= self._module.ask(HomeMadeLocks).around(op)
        callers = list(self._module.graph.callers(op.function)) if depth < _DEEPEST else []
        outer = [
            self._held(edge.op, kind, depth + 1)
            for caller, edge in callers
            if caller is not op.function and not self._is_construction(caller)
        ]
        if outer and op.function.name.startswith("_") and kind is not LockKind.THREAD:
            found |= frozenset.union(*outer)  # a helper: who calls it without the lock has a reason not to need it
        elif outer:
            found |= frozenset.intersection(*outer)
        return frozenset(found)


def walked(node: cst.BaseExpression) -> cst.BaseExpression:
    """What is iterated over: of ``enumerate(x)``, ``reversed(x)``, and ``x.items()`` it is x."""
    while isinstance(node, cst.Call) and node.args and last_name(node.func) in _STEPS:
        node = node.args[0].value
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and not node.args:
        return node.func.value if node.func.attr.value in _VIEWS else node
    return node


def _empties(op: Op) -> bool:
    return isinstance(op, Call) and isinstance(op.node.func, cst.Attribute) and op.node.func.attr.value == "clear"


def _returns(outer: Function, inner: Function) -> bool:
    """Whether a function gives back a function that it defines: a decorator with arguments."""
    return any(isinstance(each.value, cst.Name) and each.value.value == inner.name for each in outer.returns)


def is_swapped_out(expression: cst.BaseExpression, op: Op) -> bool:
    """``found = self.rows; self.rows = []``, or both at once, before ``op``: nobody else has the old one any more."""
    if not isinstance(expression, cst.Name):
        return False
    writes = op.function.scope.bindings.get(expression.value, ())
    if len(writes) != 1 or writes[0].path:
        return False
    taken, value = writes[0], writes[0].value
    path = dotted_text(value) if isinstance(value, cst.Attribute) else ""
    return bool(path) and any(
        isinstance(each, Write)
        and each.how in {"assign", "ann"}
        and each.index >= taken.index - 1  # of one statement with both, the writes are neighbours
        and isinstance(each.node, cst.Attribute)
        and dotted_text(each.node) == path
        for each in taken.block.items
        if isinstance(each, Op) and each.index < op.index
    )

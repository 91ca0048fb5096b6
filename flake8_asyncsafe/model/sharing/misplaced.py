"""Locks that do not do what they are there for: replaced while in use, of the wrong scope, or held by a generator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.conditions import known_at, required
from flake8_asyncsafe.model.inference.classes import decorator_names
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read, Write
from flake8_asyncsafe.model.ordering.absence import says_absent
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.sharing.accesses import Access, Accesses, Kind
from flake8_asyncsafe.model.tasks.nodes import is_none
from flake8_asyncsafe.model.tasks.starts import Starts
from flake8_asyncsafe.model.values import Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.locks.identity import Lock
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Op, Yield
    from flake8_asyncsafe.model.scopes import Function
    from flake8_asyncsafe.model.values import Value

#: methods in which an object gets its locks
MAKES = frozenset(
    {"__init__", "__new__", "__post_init__", "__setstate__", "__attrs_post_init__", "__copy__", "__deepcopy__"}
    | {"__init_subclass__", "__set_name__", "__aenter__", "__enter__", "setUp", "asyncSetUp", "setup_method"}
)
#: what runs a function where nobody else has the lock: after a fork, in a new process
_AFTER_FORK = frozenset({"register_at_fork", "register_after_fork"})
_FRESH = _AFTER_FORK | {"Pool", "ProcessPoolExecutor", "ThreadPoolExecutor", "Process"}
_MANAGERS = ("contextmanager", "fixture", "asynccontextmanager")
#: decorators of generators that are coroutines: of asyncio and types, tornado's gen, Twisted
_COROUTINES = frozenset({"coroutine", "inlineCallbacks"})
#: what goes through a generator before it returns
_EXHAUSTS = frozenset({"list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "len"})
#: expressions that may have for a value what somebody else made
_FROM_OTHERS = (cst.Name, cst.Attribute, cst.BooleanOperation, cst.IfExp)
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class WrongScope:
    """``access`` changes state of a class or module under ``lock``, of which each object has its own."""

    access: Access
    lock: Lock


class MisplacedLocks:
    """The misplaced locks of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._fresh: frozenset[str] | None = None

    # -- replaced -----------------------------------------------------------------------------------------------------

    def replaced(self) -> Iterator[tuple[Write, str]]:
        """(write, lock) where a lock that others may hold gives way to a new one."""
        for function in self._module.functions:
            if function.kind == "module" or function.name in MAKES or self.is_fresh(function):
                continue
            for op in function.ops:
                made = self._module.locks.made(op) if isinstance(op, Write) else frozenset()
                if not isinstance(op, Write) or not made or self._is_outside(op):
                    continue
                if not self._is_shared(op) or self._is_lazy(op) or self._is_of_a_run(op) or self._is_for_a_start(op):
                    continue
                yield op, self._module.source(op.node)

    def _is_shared(self, op: Write) -> bool:
        """Whether the target is an attribute of self or a class that has it already, or a global."""
        if not isinstance(op.node, (cst.Name, cst.Attribute)):
            return False
        if isinstance(op.node, cst.Name):
            scope = op.block.scope.lookup(op.node.value)
            return scope is not None and scope.function is not op.function and scope.parent is None
        path, single = self._module.locks.path(op.node, op)
        if path.root[0] not in {"self", "class"} or not single or len(path.steps) != 1 or op.function.owner is None:
            owners = self._of_others(op.node, op)
            return bool(owners) and all(self._has_one(owner, op.node.attr.value, op) for owner in owners)
        return self._has_one(op.function.owner, path.steps[0], op)

    def _has_one(self, owner: Class, name: str, op: Write) -> bool:
        """Whether objects of a class get such a lock when they are made."""
        return self._inherits_one(owner, name, op) or any(
            (write is not op and write.function.name in MAKES | {""}) or write.function.kind == "module"
            for cls, _ in self._module.classes.definitions(owner, name)
            for write in (*cls.attributes.get(name, ()), *cls.scope.bindings.get(name, ()))
            if not cls.is_stub and write is not op and self._may_be_lock(write)
        )

    def _inherits_one(self, owner: Class, name: str, op: Write) -> bool:
        """Whether a class of another module gives the attribute a lock, not in a method that this one replaces."""
        for cls, writes in self._module.classes.definitions(owner, name):
            if cls.is_stub and op.function.name not in cls.scope.bindings:
                return all(self._is_given_lock(write) for write in writes)
        return False

    def _is_of_a_run(self, op: Write) -> bool:
        """Whether a private function makes the lock for a run that it begins: all users are called behind it.

        Nobody can hold the lock of the run before, unless two are under way, which share all other state as well.
        """
        function, node = op.function, op.node
        owner = function.owner
        if owner is None or not isinstance(node, cst.Attribute) or not function.name.startswith("_"):
            return False
        line = {*self._module.classes.mro(owner), *self._module.classes.subclasses(owner)}
        users = {
            each.function
            for cls in line
            for user in self._module.functions
            if user.owner is cls or (user.parent is not None and user.parent.owner is cls)
            for each in user.ops
            if isinstance(each, Read) and _is_attribute(each.node, node)
        }
        users -= {function}
        return bool(users) and all(self._is_called_behind(user, op) for user in users)

    def _is_for_a_start(self, op: Write) -> bool:
        """``if self._thread: raise ...``, the lock, ``self._thread = Thread(...)``: none that would use it runs yet.

        Whatever says that nothing runs has to be set there as well, and something has to be started behind the lock.
        """
        handles = {
            dotted_text(part.left if isinstance(part, cst.Comparison) else part)
            for part, wanted in known_at(op)
            if says_absent(part, truth=wanted)
        }
        sets = any(
            isinstance(each, Write)
            and isinstance(each.node, cst.Attribute)
            and dotted_text(each.node) in handles - {""}
            for each in op.function.ops
        )
        return sets and any(start.call.index > op.index for start in self._module.ask(Starts).of(op.function))

    def _is_called_behind(self, user: Function, op: Write) -> bool:
        """Whether all that leads to a function is a call behind a write."""
        todo, seen = [user], {user}
        while todo:
            each = todo.pop()
            if each.parent is not None and each.parent.kind == "function":
                outer = [each.parent]  # a local function: whoever runs the function around it made it
            else:
                callers = list(self._module.graph.callers(each))
                outer = [caller for caller, _ in callers]
                if any(caller is op.function and edge.op.index < op.index for caller, edge in callers):
                    return False
            if not outer:
                return False
            todo += [caller for caller in outer if caller is not op.function and caller not in seen]
            seen.update(outer)
        return True

    def _of_others(self, node: cst.Attribute, op: Write) -> list[Class]:
        """The classes of the object whose lock is replaced from outside (``link.lock = Lock()``); not of a new one."""
        found: list[Class] = []
        root = node.value
        while isinstance(root, cst.Attribute):
            root = root.value
        if any(self._is_made_here(value, op) for each in (root, node.value) for value in self._module.values(each, op)):
            return []
        for value in self._module.values(node.value, op):
            if not isinstance(value, Instance) or not isinstance(value.type, Class) or value.type.is_stub:
                return []
            found.append(value.type)
        return found

    def _is_made_here(self, value: Value, op: Op) -> bool:
        """Whether the function itself made an object: nobody else has it yet."""
        made = self._module.call_at(value.origin) if isinstance(value, Instance) and value.origin is not None else None
        return made is not None and made.function is op.function

    def _is_outside(self, op: Write) -> bool:
        """Whether the new object may be the old lock: that lies in a file."""
        assert op.value is not None
        traits = map(self._module.locks.traits, self._module.values(op.value, op))
        return any(each is not None and each.is_outside for each in traits)

    def _may_be_lock(self, write: Write) -> bool:
        """Whether a write gives the attribute a lock: a class may only declare it, with None or a descriptor."""
        if write.value is None or is_none(write.value):
            return False
        if write.block.scope.kind != "class":
            return True
        return any(
            isinstance(value, Instance) and self._module.locks.traits(value) is not None
            for value in self._module.values(write.value, write)
        )

    def _is_given_lock(self, write: Write) -> bool:
        """Whether a class of another module certainly gives the attribute a lock."""
        values = self._module.evaluator.bound(write)
        return all(isinstance(v, Instance) and self._module.locks.traits(v) is not None for v in values)

    def _is_lazy(self, op: Write) -> bool:
        """``if self._lock is None: self._lock = Lock()``: a race between threads (ASF504), but nothing is replaced."""
        source = self._module.source
        text = source(op.node)
        # `lock = self._lock` and a look at that local is a look at the attribute
        names = {text.rpartition(".")[2]}.union(
            each.node.value
            for each in op.function.ops
            if isinstance(each, Write) and isinstance(each.node, cst.Name) and each.value is not None
            if source(each.value) == text
        )
        return any(
            says_absent(test, truth=truth) and any(name in source(test) for name in names)
            for _, test, truth in required(op)
        )

    def is_fresh(self, function: Function, depth: int = 0) -> bool:
        """Whether a function runs where nobody else can have the lock: after a fork, or while the object is made."""
        if self._fresh is None:
            self._fresh = frozenset(self._run_afresh())
        if function.name in self._fresh or "fork" in function.name:
            return True
        callers = list(self._module.graph.callers(function)) if depth < _DEEPEST else []
        return bool(callers) and all(
            caller.name in MAKES
            or (caller.kind == "module" and depth == 0)  # not `main()`, which goes on to start threads
            or self.is_fresh(caller, depth + 1)
            for caller, _ in callers
        )

    def _run_afresh(self) -> Iterator[str]:
        """The names of what is given to APIs that run it after a fork, or first of all in a new process or pool."""
        calls = list(self._module.calls())
        hooking = {call.function for call in calls if last_name(call.node.func) in _AFTER_FORK}
        for call in calls:
            # the hook may be wrapped first: `reset = WeakMethod(self._reset)`
            fresh = last_name(call.node.func) in _FRESH or call.function in hooking
            for arg in call.node.args:
                named = fresh and isinstance(arg.value, (cst.Name, cst.Attribute))
                if named or (arg.keyword is not None and arg.keyword.value == "initializer"):
                    yield last_name(arg.value)

    # -- of the wrong scope -------------------------------------------------------------------------------------------

    def of_wrong_scope(self) -> Iterator[WrongScope]:
        """Each change of state of a class or module under a lock that each object has for itself, and no other."""
        if not self._module.critical.any_locks:
            return
        for key, accesses in self._module.ask(Accesses).by_key.items():
            if key[0] not in {"class", "global"}:
                continue
            for access in accesses:
                if access.kind is Kind.WALK or "classmethod" in decorator_names(access.function):
                    continue  # in a class method `cls._lock` is that of the class, wherever it comes from
                held = [each.lock for each in self._module.critical.held(access.op).may]
                own = [lock for lock in held if lock.path.root[0] == "self" and lock.path.steps]
                if not own or len(own) < len(held) or own[0].kind is LockKind.ASYNC:
                    continue
                if not any(self._is_given(lock) for lock in own):
                    yield WrongScope(access, own[0])

    def _is_given(self, lock: Lock) -> bool:
        """Whether objects get the lock from somebody, who may give all of them the same one."""
        owner = lock.path.root[1]
        if not isinstance(owner, Class) or len(lock.path.steps) != 1:
            return False
        return any(
            write.how == "assign" and isinstance(write.value, _FROM_OTHERS)
            for _, writes in self._module.classes.definitions(owner, lock.path.steps[0])
            for write in writes
            if write.value is not None and not is_none(write.value)
        )

    # -- held by a generator ------------------------------------------------------------------------------------------

    def across_yield(self) -> Iterator[tuple[Yield, Lock]]:
        """(yield, lock) where a generator hands control to its consumer while it holds a lock."""
        for function in self._module.functions if self._module.critical.any_locks else ():
            if not function.yields or any(
                name.rpartition(".")[2].startswith(_MANAGERS) for name in decorator_names(function)
            ):
                continue
            if self._is_used_up(function):
                continue
            # the loop goes on with such a generator, as with what is awaited
            driven = any(name.rpartition(".")[2] in _COROUTINES for name in decorator_names(function))
            for op in function.yields:
                held = self._module.critical.held(op)
                for each in sorted(held.may, key=lambda held: held.op.index):
                    kind = each.lock.kind
                    if function.is_async and kind is not LockKind.ASYNC:
                        continue  # ASF201 is about those
                    if driven and kind is LockKind.ASYNC:
                        continue
                    if held.surely(each.lock.identity) and not (
                        each.lock.traits is not None and each.lock.traits.counting
                    ):
                        yield op, each.lock
                        break

    def _is_used_up(self, function: Function) -> bool:
        """Whether a private generator only has callers here, which all go through it at once."""
        owner = function.owner
        if not function.name.startswith("_") and (owner is None or not owner.name.startswith("_")):
            return False
        nodes = [edge.node for _, edge in self._module.graph.callers(function)]
        uses = [self._module.use(node) for node in nodes if isinstance(node, cst.BaseExpression)]
        return bool(uses) and all(
            (use.kind == "iterated" and not use.is_async)
            or (use.kind == "argument" and isinstance(use.node, cst.Call) and last_name(use.node.func) in _EXHAUSTS)
            for use in uses
        )


def _is_attribute(node: cst.CSTNode, other: cst.Attribute) -> bool:
    """Whether a node reads ``other`` or something of it: ``self._lock``, ``self._lock.acquire``."""
    while isinstance(node, cst.Attribute):
        if node.attr.value == other.attr.value and dotted_text(node.value) == dotted_text(other.value):
            return True
        node = node.value
    return False

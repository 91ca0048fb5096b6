"""Tasks and threads that are started too early: by a constructor that is not done, or by an import.

`Starts.in_constructors` tells for each start in an ``__init__`` (also through methods that it calls) which attributes
of the object are set only later, and which of these the started code reads in sight.  `Starts.at_import` tells what
the module's own body starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.calls.graph import is_on_self
from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.calls.spawns import function_of
from flake8_asyncsafe.model.contexts.handles import Handles
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Branch, Call, Op, Read, Write, enclosing, is_apart
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import Instance
from flake8_asyncsafe.syntax.walk import inner_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.calls.spawns import Spawn
    from flake8_asyncsafe.model.module import Module

CONSTRUCTORS = frozenset({"__init__", "__post_init__", "__attrs_post_init__"})
#: APIs that start what they are given, by their last name
STARTERS = frozenset(
    {"create_task", "ensure_future", "submit", "map", "run_in_executor", "start_new_thread", "start_soon", "start",
     "run_coroutine_threadsafe", "run_background_task"}
)  # fmt: skip
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Start:
    """``call`` starts something: a "task" or a "thread"; ``target`` is the function that runs, if it is in sight."""

    call: Call
    what: str
    target: Function | None
    argument: cst.BaseExpression | None
    #: the call that made the thread, where that is another one
    made: cst.Call | None = None


@dataclass(frozen=True, slots=True)
class EarlyStart:
    """A start at ``op`` in a constructor: ``later`` attributes are set after it, of which its target ``reads`` some."""

    op: Call
    start: Start
    owner: Class
    later: tuple[str, ...]
    reads: frozenset[str]


class Starts:
    """What the functions of one module start."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._by_origin: dict[cst.CSTNode, Spawn] | None = None
        self._of: dict[Function, tuple[Start, ...]] = {}

    # -- starts -------------------------------------------------------------------------------------------------------

    def of(self, function: Function) -> tuple[Start, ...]:
        """What a function's own body starts."""
        found = self._of.get(function)
        if found is None:
            found = self._of[function] = tuple(self._find(function))
        return found

    def _find(self, function: Function) -> Iterator[Start]:
        spawns = self._spawns()
        for call in function.calls:
            direct = spawns.get(call.node)
            subject, method, _ = called_method(call) or (None, "", call)
            if direct is not None and self._runs_at_once(direct):
                yield Start(call, _WORDS[direct.where], direct.function, direct.argument)
            elif method == "start_soon":
                # of a group that was passed in: nothing else has such a method
                given = call.node.args[0].value if call.node.args else None
                values = self._module.values(given, call) if given is not None else ()
                target = next((function_of(each) for each in values), None)
                yield Start(call, "task", target, given)
            elif method == "start" and subject is not None:
                yield from self._started(call, subject, spawns)

    def _spawns(self) -> dict[cst.CSTNode, Spawn]:
        if self._by_origin is None:
            self._by_origin = {}
            for spawn in self._module.spawns.all():
                if spawn.how == "call" and spawn.where in _WORDS:
                    self._by_origin.setdefault(spawn.op.node, spawn)
        return self._by_origin

    @staticmethod
    def _runs_at_once(spawn: Spawn) -> bool:
        """Whether the call itself starts it; frameworks are told what to run when a request comes."""
        return spawn.name.rpartition(".")[2] in STARTERS

    def _started(self, call: Call, receiver: cst.BaseExpression, spawns: dict[cst.CSTNode, Spawn]) -> Iterator[Start]:
        owner = call.function.owner
        if isinstance(receiver, cst.Name) and receiver.value == call.function.receiver and owner is not None:
            if self._is_thread(owner) and self._module.classes.method(owner, "start") is None:
                yield Start(call, "thread", self._module.classes.method(owner, "run"), receiver)
            return
        for value in self._module.values(receiver, call):
            if not isinstance(value, Instance) or value.origin is None:
                continue
            spawn = spawns.get(value.origin)
            if spawn is not None and spawn.where is Where.THREAD:
                yield Start(call, "thread", spawn.function, spawn.argument, value.origin)
                return
            if isinstance(value.type, Class) and self._is_thread(value.type):
                given = next((arg.value for arg in value.origin.args), None)
                yield Start(call, "thread", self._module.classes.method(value.type, "run"), given, value.origin)
                return

    def _is_thread(self, cls: Class) -> bool:
        return any(
            base == "threading.Thread" or self._module.catalogue.is_subtype(base, "threading.Thread")
            for base in self._module.classes.external_bases(cls)
        )

    def reached(self, function: Function, *, on_self: bool) -> Iterator[tuple[Call, Start]]:
        """(call in the function, start) for what it starts itself or through what it calls (``on_self``: on self)."""
        for start in self.of(function):
            yield start.call, start
        if not self._spawns() and not self._any_thread_class:
            return
        for edge in self._module.graph.edges(function):
            if isinstance(edge.op, Call) and edge.how == "call" and not edge.awaited and not edge.callee.is_stub:
                if on_self and not is_on_self(edge.op.node, function):
                    continue
                for start in self._below(edge.callee, 1, frozenset({function}), on_self=on_self):
                    yield edge.op, start

    @cached_property
    def _any_thread_class(self) -> bool:
        return any(
            "Thread" in base
            for cls in self._module.lowering.classes
            for base in self._module.classes.external_bases(cls)
        )

    def _below(self, function: Function, depth: int, seen: frozenset[Function], *, on_self: bool) -> Iterator[Start]:
        if depth > _DEEPEST or function in seen or function.name in CONSTRUCTORS:
            return
        yield from self.of(function)
        for edge in self._module.graph.edges(function):
            if (
                isinstance(edge.op, Call)
                and edge.how == "call"
                and not edge.awaited
                and not edge.callee.is_stub
                and (not on_self or is_on_self(edge.op.node, function))
            ):
                yield from self._below(edge.callee, depth + 1, seen | {function}, on_self=on_self)

    # -- in constructors ----------------------------------------------------------------------------------------------

    def in_constructors(self) -> Iterator[EarlyStart]:
        """Every start in a constructor that goes on to set attributes of the object which the target may use."""
        for function in self._module.functions:
            if function.name not in CONSTRUCTORS or function.owner is None or function.receiver is None:
                continue
            reported: set[Call] = set()
            for op, start in self.reached(function, on_self=True):
                if op in reported or not self._gets_self(start) or self._ends_there(function, op, start):
                    continue
                later = self._later(function, op, start)
                reads = self._reads(start.target, 0, frozenset()) & frozenset(later) if later else frozenset()
                if not reads:
                    later = tuple(name for name in later if not self._is_other_handle(function, name))
                    more = self._in_subclasses(start, function.owner)
                    later, reads = (*later, *sorted(more)), more
                if later:
                    reported.add(op)
                    yield EarlyStart(op, start, function.owner, later, reads)

    def _ends_there(self, function: Function, op: Call, start: Start) -> bool:
        """Whether the constructor waits for the end of what it has started."""
        joins = self._module.ask(Handles).joins(start.made) if start.made is not None else ()
        return any(join.function is function and join.index > op.index for join in joins)

    def _in_subclasses(self, start: Start, owner: Class) -> frozenset[str]:
        """What a class derived from this one sets when this constructor is done, and reads in its own target."""
        target = start.target
        if start.what != "thread" or target is None or target.owner is None or target.receiver is None:
            return frozenset()
        for cls in self._module.classes.subclasses(owner):
            method = self._module.classes.method(cls, target.name)
            made = self._module.classes.method(cls, "__init__")
            if cls is owner or method is None or made is None or made.owner is not cls:
                continue
            calls = [each for each in made.calls if _makes_base(each, owner)]
            later = self._later(made, calls[0], start) if calls else ()
            reads = self._reads(method, 0, frozenset(), cls) & frozenset(later) if later else frozenset()
            if reads:
                return reads
        return frozenset()

    def _gets_self(self, start: Start) -> bool:
        """Whether what is started can reach the object that is being made."""
        receiver = start.call.function.receiver
        if receiver is None:
            return False
        for node in (start.argument, start.call.node, start.made):
            if node is None:
                continue
            parts = {
                each.value
                for each in inner_nodes(node)
                if isinstance(each, cst.Attribute) and isinstance(each.value, cst.Name) and self._is_part(each, start)
            }
            for each in inner_nodes(node):
                if (
                    isinstance(each, cst.Name)
                    and each.value == receiver
                    and each not in parts
                    and not self._is_only_handle(each, start)
                ):
                    return True
        target = start.target
        if target is None:
            return False
        if target.owner is not None and target.owner is start.call.function.owner and target.receiver is not None:
            return True
        return target.parent is start.call.function and receiver in target.scope.reads

    @staticmethod
    def _is_part(attribute: cst.Attribute, start: Start) -> bool:
        """``Sender(self._client)``: who is given a part of the object does not have the object."""
        owner = start.call.function.owner
        return owner is not None and attribute.attr.value in owner.attributes

    @staticmethod
    def _is_only_handle(name: cst.Name, start: Start) -> bool:
        """``self._thread.start()`` and ``self._pool.submit(work)``: self is only where the starter is kept."""
        func = start.call.node.func
        node: cst.BaseExpression = func
        while isinstance(node, (cst.Attribute, cst.Call)):
            node = node.value if isinstance(node, cst.Attribute) else node.func
        return node is name and start.argument is not name

    def _later(self, function: Function, op: Call, start: Start) -> tuple[str, ...]:
        receiver, owner = function.receiver, function.owner
        before: set[str] = set()
        found: dict[str, None] = {}
        assert owner is not None
        known = {"name", "daemon"} if self._is_thread(owner) else set()  # every thread has these from the beginning
        for each in function.ops:
            if (
                isinstance(each, Call)
                and each.index > op.index
                and last_name(each.node.func) == "__init__"
                and isinstance(each.node.func, cst.Attribute)
                and not is_apart(op, each)
            ):
                found["super().__init__()"] = None
            if not isinstance(each, Write) or each.how not in {"assign", "ann"}:
                continue
            node = each.node
            if not isinstance(node, cst.Attribute) or dotted_text(node.value) != receiver:
                continue
            name = node.attr.value
            if each.index < op.index:
                before.add(name)
            elif (
                name not in before | known
                and not self.is_handle(each, op, start)
                and not is_apart(op, each)
                and name not in owner.scope.bindings
                and self._module.classes.setter(owner, name) is None
            ):
                found[name] = None
        return tuple(found)

    def is_handle(self, write: Write, op: Call, start: Start) -> bool:
        """Whether what is stored is the task or thread itself, or comes of it."""
        if write.value is None:
            return False
        names: set[str] = set()
        func = op.node.func
        if isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name):
            names.add(func.value.value)
        for target in self._module.use(op.node).targets:
            if isinstance(target, cst.Name):
                names.add(target.value)
        for each in inner_nodes(write.value):
            if each is op.node or each is start.call.node:
                return True
            if isinstance(each, cst.Name) and each.value in names and each.value != write.function.receiver:
                return True
        return False

    def _is_other_handle(self, function: Function, name: str) -> bool:
        """Whether an attribute that a constructor sets keeps another thread: the object is done without it."""
        values = [
            value
            for op in function.ops
            if isinstance(op, Write)
            and op.value is not None
            and dotted_text(_target(op)) == f"{function.receiver}.{name}"
            for value in self._module.values(op.value, op)
        ]
        return bool(values) and all(
            isinstance(value, Instance)
            and (
                self._is_thread(value.type)
                if isinstance(value.type, Class)
                else self._module.catalogue.is_subtype(value.type, "threading.Thread")
                or value.type == "threading.Thread"
            )
            for value in values
        )

    def _reads(
        self, target: Function | None, depth: int, seen: frozenset[Function], cls: Class | None = None
    ) -> frozenset[str]:
        """The attributes of its own object (one of ``cls``) that a method reads, also through methods that it calls."""
        if target is None or target.is_stub or target in seen or depth > _DEEPEST:
            return frozenset()
        receiver = target.receiver or (target.parent.receiver if target.parent is not None else None)
        found: set[str] = set()
        waits = next((op.index for op in target.ops if waits_for_word(op)), None)
        for op in target.ops:
            node = op.node
            if waits is not None and op.index > waits:
                break
            while isinstance(op, Read) and isinstance(node, cst.Attribute):
                if isinstance(node.value, cst.Name) and node.value.value == receiver:
                    found.add(node.attr.value)
                node = node.value
        for edge in self._module.graph.edges(target):
            if edge.receiver is not None and edge.callee.owner is not None and (waits is None or edge.op.index < waits):
                callee = edge.callee
                if cls is not None and callee.owner in self._module.classes.mro(cls):
                    callee = self._module.classes.method(cls, callee.name) or callee
                found |= self._reads(callee, depth + 1, seen | {target}, cls)
        return frozenset(found)

    # -- in functions -------------------------------------------------------------------------------------------------

    def before_ready(self) -> Iterator[tuple[Call, Function, str]]:
        """(start of a thread, its function, variable): the variable is read there and first assigned after the start.

        A variable of the function around (or, in a module's body, a global): until then the thread gets a NameError.
        """
        for function in self._module.functions:
            if function.kind not in {"function", "module"}:
                continue
            for start in self.of(function):
                target = start.target
                if start.what != "thread" or target is None or target.is_stub or target.parent is not function:
                    continue
                for name in target.scope.reads:
                    if target.scope.lookup(name) is function.scope and self._is_set_later(name, function, start):
                        yield start.call, target, name
                        break

    @staticmethod
    def _is_set_later(name: str, function: Function, start: Start) -> bool:
        """Whether a variable has no value before a start and gets one after it, on the way that the start is on."""
        writes = function.scope.bindings.get(name, [])
        return bool(writes) and all(
            write.function is function
            and write.how in {"assign", "ann"}
            and write.value is not None
            and write.index > start.call.index
            and not is_apart(start.call, write)
            for write in writes
        )

    # -- at import time -----------------------------------------------------------------------------------------------

    def at_import(self) -> Iterator[tuple[Call, Start]]:
        """(call in the module's body, start) for what importing the module starts; scripts start what they like."""
        body = self._module.lowering.module
        if self._is_script(body):
            return
        reported: set[Call] = set()
        for op, start in self.reached(body, on_self=False):
            if op not in reported and not self._is_guarded(op) and not self._module.path.endswith("__main__.py"):
                reported.add(op)
                yield op, start

    def _is_script(self, body: Function) -> bool:
        """Whether the body does its work when it runs: a shebang, a wait for what it starts."""
        if self._module.source_lines[:1] and self._module.source_lines[0].startswith("#!"):
            return True
        for call in body.calls:
            name = last_name(call.node.func)
            if (
                name in {"join", "serve_forever", "run_forever", "mainloop", "exit", "run", "result"}
                and (
                    not isinstance(call.node.func, cst.Attribute)
                    or not isinstance(call.node.func.value, (cst.BaseString, cst.FormattedString))
                )
                and not self._is_guarded(call)
                and dotted_text(call.node.func) != "os.path.join"
            ):
                return True
        return False

    @staticmethod
    def _is_guarded(op: Op) -> bool:
        """Whether it stands under ``if __name__ == "__main__"``."""
        for compound, _ in enclosing(op.block):
            if isinstance(compound, Branch):
                for test in compound.tests:
                    if test is not None and any(
                        isinstance(each, cst.Name) and each.value == "__name__" for each in inner_nodes(test)
                    ):
                        return True
        return False


_WORDS = {Where.TASK: "task", Where.THREAD: "thread"}


def waits_for_word(op: Op) -> bool:
    """Whether an operation waits, without a limit, for another thread: ``ready.wait()``, ``queue.get()``."""
    return (
        isinstance(op, Call)
        and isinstance(op.node.func, cst.Attribute)
        and op.node.func.attr.value in {"wait", "get", "acquire", "recv"}
        and not op.node.args
    )


def _makes_base(call: Call, owner: Class) -> bool:
    """``super().__init__()``, or ``Base.__init__(self)``."""
    func = call.node.func
    if not isinstance(func, cst.Attribute) or func.attr.value not in CONSTRUCTORS:
        return False
    if isinstance(func.value, cst.Call):
        return last_name(func.value.func) == "super"
    return last_name(func.value) == owner.name


def _target(op: Write) -> cst.BaseExpression | None:
    return op.node if isinstance(op.node, cst.BaseExpression) else None

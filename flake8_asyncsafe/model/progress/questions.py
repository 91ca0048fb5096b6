"""What the exit tests of a loop ask: for state of this process, for the time, or for something out of sight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import LockKind
from flake8_asyncsafe.model.inference.members import is_property
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Op, Write, enclosing
from flake8_asyncsafe.model.progress.changes import LOOKING_BUILTINS
from flake8_asyncsafe.model.progress.setters import SetBy, Setters
from flake8_asyncsafe.model.progress.steady import Steady
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import (
    NONE,
    UNKNOWN,
    ClassRef,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Instance,
    Method,
    Value,
    Values,
    join,
)
from flake8_asyncsafe.syntax.walk import nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop
    from flake8_asyncsafe.model.scopes import Scope

_LIBRARIES = ("asyncio.", "trio.", "anyio.")
_DEEPEST = 12
#: what asks an object of an async library for its state, and what kind of waiting that is
_ASKS = {
    "done": "task", "cancelled": "task", "is_set": "event", "locked": "lock", "empty": "queue", "full": "queue",
    "qsize": "queue",
}  # fmt: skip
_CONTAINERS = ("builtins.list", "builtins.dict", "builtins.set", "collections.", "builtins.bytearray")
_MAKES_CONTAINER = frozenset(
    f"collections.{name}" for name in ("deque", "defaultdict", "OrderedDict", "Counter", "ChainMap", "UserList")
)
_CONTAINER_QUERIES = frozenset({"get", "keys", "values", "items", "index", "count", "copy"})
#: has just the attributes that it is given
_BAG = "types.SimpleNamespace"
_CLOCKS = frozenset(
    {"time", "monotonic", "perf_counter", "current_time", "now", "utcnow", "today", "monotonic_ns", "time_ns"}
)


@dataclass(frozen=True, slots=True)
class State:
    """State that others set: its text, and its kind (flag, task, event, lock, queue)."""

    text: str
    kind: str = "flag"
    #: the name to which it comes down, "" for an object of an async library
    name: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an expression depends on; ``clock``: on the time too, ``timed``: that is what is compared with the time."""

    states: frozenset[State] = frozenset()
    clock: bool = False
    timed: frozenset[State] = frozenset()

    def __or__(self, other: Answer) -> Answer:
        return Answer(self.states | other.states, self.clock or other.clock, self.timed | other.timed)


@dataclass(frozen=True, slots=True)
class Asked:
    """Who sets ``name``, which ``loop`` tests?

    ``contents``: it is a container, changed also in place; a name is bound in ``scope``, an attribute in ``owner``;
    ``root`` is the variable with which the text of what is tested begins.
    """

    name: str
    loop: Loop
    contents: bool
    scope: Scope | None = None
    owner: Class | None = None
    root: str = ""


Judge = Callable[[Asked], SetBy]
Given = Callable[[str, Op], Values]

_NEUTRAL = Answer()
_CLOCK = Answer(clock=True)


class Questions:
    """Answers for the exit tests of one loop; None where a test asks for something that is not known."""

    def __init__(self, module: Module, loop: Loop, judge: Judge | None = None, given: Given | None = None) -> None:
        """``judge`` says who sets what is tested: other tasks (or what is looked for instead), strangers, nobody.

        ``given`` says what a parameter is that does not say so itself.
        """
        self._module = module
        self._loop = loop
        self._judge = judge or self._by_name
        self._given = given
        ops = [op for block in loop.blocks() if block is not loop.orelse for op in block.ops()]
        self._ops: dict[cst.CSTNode, Op] = {op.node: op for op in ops}
        self._anchor = ops[0] if ops else None
        self._steady = Steady(module, ops, loop)
        self._depth = 0

    def ask(self, test: cst.BaseExpression) -> Answer | None:
        """What a test depends on."""
        answer = self._look(test, frozenset()) if self._anchor is not None else None
        if answer is None or not answer.timed:
            return answer
        # `self.last_seen and now - self.last_seen > 600`: that there is such a time is not what the loop waits for
        return replace(answer, states=answer.states - answer.timed)

    def _all(self, nodes: Iterable[cst.BaseExpression], own: frozenset[str]) -> Answer | None:
        found = _NEUTRAL
        for node in nodes:
            answer = self._look(node, own)
            if answer is None:
                return None
            found |= answer
        return found

    def _look(self, node: cst.BaseExpression, own: frozenset[str]) -> Answer | None:
        self._depth += 1
        try:
            return self._answer(node, own) if self._depth <= _DEEPEST else None
        finally:
            self._depth -= 1

    def _answer(self, node: cst.BaseExpression, own: frozenset[str]) -> Answer | None:
        if isinstance(node, (cst.BaseNumber, cst.SimpleString, cst.ConcatenatedString)):
            return _NEUTRAL
        if isinstance(node, (cst.Name, cst.Attribute)):
            return self._path(node, own)
        if isinstance(node, cst.Call):
            return self._call(node, own)
        if isinstance(node, cst.UnaryOperation):
            return self._look(node.expression, own)
        if isinstance(node, cst.BooleanOperation):
            return self._all((node.left, node.right), own)
        if isinstance(node, cst.Comparison):
            answer = self._all((node.left, *(target.comparator for target in node.comparisons)), own)
            # `now - self.last_seen < 5` becomes true by waiting: nobody sets it
            return Answer(clock=True, timed=answer.states) if answer is not None and answer.clock else answer
        if isinstance(node, cst.BinaryOperation):
            return self._all((node.left, node.right), own)
        if isinstance(node, cst.NamedExpr):
            return self._look(node.value, own)
        if isinstance(node, cst.IfExp):
            return self._all((node.test, node.body, node.orelse), own)
        if isinstance(node, cst.Subscript):
            inside = [each.slice.value for each in node.slice if isinstance(each.slice, cst.Index)]
            return self._all((node.value, *inside), own)
        if isinstance(node, (cst.Tuple, cst.List, cst.Set)):
            return self._all((each.value for each in node.elements), own)
        if isinstance(node, cst.Dict):
            return _NEUTRAL if not node.elements else None
        if isinstance(node, (cst.GeneratorExp, cst.ListComp, cst.SetComp)):
            return self._comprehension(node, own)
        return None

    def _comprehension(self, node: cst.GeneratorExp | cst.ListComp | cst.SetComp, own: frozenset[str]) -> Answer | None:
        clause = node.for_in
        if clause.inner_for_in is not None or clause.asynchronous is not None:
            return None
        names = [clause.target] if isinstance(clause.target, cst.Name) else []
        if isinstance(clause.target, cst.Tuple):
            names = [each.value for each in clause.target.elements if isinstance(each.value, cst.Name)]
        inner = own | {name.value for name in names}
        return self._all((clause.iter, *(test.test for test in clause.ifs), node.elt), inner)

    def _place(self, node: cst.CSTNode) -> Op:
        found = self._ops.get(node) or self._anchor
        assert found is not None
        return found

    # -- calls --------------------------------------------------------------------------------------------------------

    def _call(self, node: cst.Call, own: frozenset[str]) -> Answer | None:
        op = self._place(node)
        given = [arg.value for arg in node.args]
        found: Answer | None = _NEUTRAL
        targets = self._module.evaluator.calls.targets(node, op)
        for target in targets:
            answer: Answer | None = None
            if isinstance(target, ExternalMethod):
                answer = self._method(target, node, own)
            elif isinstance(target, External):
                if self.is_clock(target.name):
                    answer = _CLOCK
                elif target.name == "builtins.getattr":
                    answer = self._getattr(given, op, node)
                elif target.name in LOOKING_BUILTINS:
                    answer = self._all(given, own)
            elif isinstance(target, (FunctionRef, Method)) and not target.function.is_async:
                answer = self._helper(node, op)
                inside = self._all(given, own)
                answer = answer | inside if answer is not None and inside is not None else None
            if answer is None or found is None:
                return None
            found |= answer
        return found if targets else None

    def _getattr(self, given: list[cst.BaseExpression], op: Op, node: cst.Call) -> Answer | None:
        """``getattr(server, "ready", False)`` asks what ``server.ready`` asks."""
        path = dotted_text(given[0]) if given else ""
        name = given[1].evaluated_value if len(given) > 1 and isinstance(given[1], cst.SimpleString) else None
        if not path or not isinstance(name, str):
            return None
        return self._dotted(f"{path}.{name}", op, self._module.source(node))

    def _method(self, target: ExternalMethod, node: cst.Call, own: frozenset[str]) -> Answer | None:
        owner, _, method = target.name.rpartition(".")
        given = [arg.value for arg in node.args]
        if self.is_clock(target.name):
            return _CLOCK
        receiver = node.func.value if isinstance(node.func, cst.Attribute) else None
        if receiver is None:
            return None
        if owner.startswith(_CONTAINERS):
            return self._all((receiver, *given), own) if method in _CONTAINER_QUERIES else None
        if method in _ASKS and owner.startswith(_LIBRARIES) and self._fits(target.receiver, _ASKS[method]):
            return Answer(frozenset({State(self._module.source(node), _ASKS[method])}))
        return None

    def _fits(self, receiver: Instance, kind: str) -> bool:
        catalogue = self._module.catalogue
        if not isinstance(receiver.type, str):
            return any(self._fits(Instance(base), kind) for base in self._module.classes.external_bases(receiver.type))
        if kind == "lock":
            return any(
                known is not None and known.lock is not None and known.lock.kind is LockKind.ASYNC
                for known in map(catalogue.type, catalogue.lineage(receiver.type))
            )
        words = {"task": ("Future",), "event": ("Event",), "queue": ("Queue", "PriorityQueue", "LifoQueue")}[kind]
        return any(name.rpartition(".")[2] in words for name in catalogue.lineage(receiver.type))

    @staticmethod
    def is_clock(name: str) -> bool:
        """Whether an API tells the time."""
        return name.rpartition(".")[2] in _CLOCKS and name.startswith(("time.", "datetime.", *_LIBRARIES))

    def _helper(self, node: cst.BaseExpression, op: Op) -> Answer | None:
        """A property or plain method of this module: what it computes from."""
        reads = self._steady.reads(node, op.block, op.at)
        if reads is None:
            return None
        found = _NEUTRAL
        for path in reads:
            answer = self._dotted(path, op, self._module.source(node))
            if answer is None:
                return None
            found |= answer
        return found

    # -- names --------------------------------------------------------------------------------------------------------

    def _path(self, node: cst.Name | cst.Attribute, own: frozenset[str]) -> Answer | None:
        path = dotted_text(node)
        if not path:
            assert isinstance(node, cst.Attribute)
            return None
        root = path.partition(".")[0]
        if root in own:
            return _NEUTRAL if path == root else None
        op = self._place(node)
        if isinstance(node, cst.Name):
            return self._name(root, op, own)
        if self._module.graph.may_be_property(node.attr.value) and self._is_property(node, op):
            return self._helper(node, op)
        return self._dotted(path, op, path)

    def _is_property(self, node: cst.Attribute, op: Op) -> bool:
        for value in self._module.values(node.value, op):
            if isinstance(value, Instance) and isinstance(value.type, Class):
                method = self._module.classes.method(value.type, node.attr.value)
                if method is not None and not method.is_stub and is_property(method):
                    return True
        return False

    def _name(self, name: str, op: Op, own: frozenset[str]) -> Answer | None:
        if name in {"True", "False", "None"}:
            return _NEUTRAL
        scope = op.block.scope.lookup(name)
        if scope is None:
            return _NEUTRAL
        writes = scope.bindings[name]
        if any(write.how in {"def", "class", "import"} for write in writes):
            return _NEUTRAL
        others = [write for write in writes if write.function is not scope.function and write.how != "param"]
        if others:
            return self._if_set(State(name, "flag", name), contents=False, scope=scope)
        if scope.function is op.function:
            inside = [write for write in writes if any(each is self._loop for each, _ in enclosing(write.block))]
            if inside:
                return self._followed(name, inside, own)
        if self._hold_container(writes):
            return self._if_set(State(name, "flag", name), contents=True, scope=scope)
        return _CLOCK if any(self._tells_time(write) for write in writes) else _NEUTRAL

    def _followed(self, name: str, writes: list[Write], own: frozenset[str]) -> Answer | None:
        """A local that the loop binds is what it is bound to."""
        found = _NEUTRAL
        for write in writes:
            if write.path or write.value is None or write.how not in {"assign", "ann", "walrus", "aug"}:
                return None
            answer = self._look(write.value, own | {name})
            if answer is None:
                return None
            found |= answer
        return found

    def _tells_time(self, write: Write) -> bool:
        calls = (each for each in nodes(write.value) if isinstance(each, cst.Call))
        return any(self.is_clock(name) for call in calls for name in self._module.names_of(call.func, write))

    def _dotted(self, path: str, op: Op, text: str) -> Answer | None:
        """An attribute of an object of this module; None for objects from elsewhere."""
        root, *parts = path.split(".")
        if not parts:
            return self._name(root, op, frozenset())
        if parts[-1].isupper():
            return _NEUTRAL  # a constant, or a member of an enumeration
        evaluator = self._module.evaluator
        owners: Values = evaluator.name(root, op)
        if owners in {(), (UNKNOWN,)} and self._given is not None:
            owners = self._given(root, op)
        for part in parts[:-1]:
            owners = join(*(evaluator.members.attribute(value, part) for value in owners if value != NONE))
        owners = tuple(value for value in owners if value != NONE)
        if owners and all(isinstance(value, Instance) and value.type == _BAG for value in owners):
            return self._if_set(State(text, "flag", parts[-1]), contents=False)
        classes = [_class_of(value) for value in owners]
        if not classes:
            return None
        found = _NEUTRAL
        for cls in classes:
            answer = self._attribute(cls, parts[-1], text) if cls is not None else None
            if answer is None:
                return None
            found |= answer
        return found

    def _attribute(self, cls: Class, name: str, text: str) -> Answer | None:
        writes = [write for _, each in self._module.classes.definitions(cls, name) for write in each]
        if not writes or any(write.how in {"def", "class", "import", "del"} for write in writes):
            return None
        if any(self._module.outside.is_set_by_tasks(each, name) for each in self._module.classes.mro(cls)):
            return Answer(frozenset({State(text, "flag", name)}))
        return self._if_set(State(text, "flag", name), contents=self._hold_container(writes), owner=cls)

    def _if_set(
        self, state: State, *, contents: bool, scope: Scope | None = None, owner: Class | None = None
    ) -> Answer | None:
        setters = self._judge(Asked(state.name, self._loop, contents, scope, owner, state.text.partition(".")[0]))
        if setters is SetBy.STRANGERS:
            return None
        return Answer(frozenset({state})) if setters is SetBy.TASKS else _NEUTRAL

    def _by_name(self, asked: Asked) -> SetBy:
        setters = self._module.ask(Setters)
        return setters.of(asked.name, asked.loop, contents=asked.contents, scope=asked.scope)

    def _hold_container(self, writes: Iterable[Write]) -> bool:
        """Whether a name is bound to a container, which is changed without binding it anew."""
        for write in writes:
            made = write.value if not write.path else None
            if isinstance(made, cst.Call) and self._module.names_of(made.func, write) & _MAKES_CONTAINER:
                return True
            for value in self._module.evaluator.bound(write):
                if isinstance(value, Display) and not isinstance(value.node, cst.Tuple):
                    return True
                if isinstance(value, Instance) and isinstance(value.type, str) and value.type.startswith(_CONTAINERS):
                    return True
        return False


def _class_of(value: Value) -> Class | None:
    if isinstance(value, ClassRef):
        return value.cls
    return value.type if isinstance(value, Instance) and isinstance(value.type, Class) else None

"""Threads, timers and processes that are made: whether they are started, and whether anybody waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete, last_name
from flake8_asyncsafe.model.calls.methods import called_method
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Write
from flake8_asyncsafe.model.values import ClassRef, Constant, External, ExternalMethod, Instance
from flake8_asyncsafe.syntax.walk import names_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Read
    from flake8_asyncsafe.model.scopes import Class, Function, Scope
    from flake8_asyncsafe.model.uses import Use

#: what is made, and what it is called
KINDS = {"threading.Thread": "thread", "threading.Timer": "timer", "multiprocessing.Process": "process"}
#: attributes of a thread that neither start it nor let others do so
_HARMLESS = frozenset(
    {
        "daemon", "name", "join", "is_alive", "ident", "native_id", "setDaemon", "setName", "getName", "isDaemon",
        "pid", "exitcode", "terminate", "kill", "cancel", "close",
    }
)  # fmt: skip
#: methods of collections that put something in, and functions that only look at a collection as a whole
_FILL = frozenset({"append", "appendleft", "add", "insert"})
_MEASURE = frozenset({"len", "bool"})
#: what makes a collection of what it is given
_DISPLAYS = (cst.List, cst.Tuple, cst.Set, cst.ListComp, cst.SetComp, cst.DictComp)
_COLLECT = frozenset({"list", "set", "deque", "tuple", "frozenset"})


@dataclass(frozen=True, slots=True)
class Made:
    """A call that makes a thread, timer or process (``kind``); ``cls`` is the class of the module that it is of."""

    call: Call
    kind: str
    cls: Class | None = None


class MadeThreads:
    """The threads and processes that a module makes."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._all: list[Made] | None = None
        #: the collections that are being looked into
        self._busy: set[tuple[Scope, str]] = set()

    def all(self) -> list[Made]:
        """Each call that makes one, for certain."""
        if self._all is None:
            self._all = list(self._find())
        return self._all

    def _find(self) -> Iterator[Made]:
        for call in self._module.calls():
            targets = self._module.targets(call)
            kinds = {self._kind(target) for target in targets}
            if len(kinds) == 1 and (kind := kinds.pop()) is not None:
                cls = next((target.cls for target in targets if isinstance(target, ClassRef)), None)
                yield Made(call, kind, cls)

    def _kind(self, target: object) -> str | None:
        if isinstance(target, (External, ExternalMethod)):
            return KINDS.get(target.name)
        if isinstance(target, ClassRef):
            return self.kind_of(target.cls)
        return None

    def kind_of(self, cls: Class) -> str | None:
        """What objects of a class are, if it derives from one of these."""
        catalogue = self._module.catalogue
        for base in self._module.classes.external_bases(cls):
            for name in catalogue.lineage(catalogue.canonical(base)):
                if name in KINDS:
                    return KINDS[name]
        return None

    # -- whether it is started ----------------------------------------------------------------------------------------

    def never_started(self) -> Iterator[Made]:
        """What is made and dropped, or only ever named by a variable, or kept in a list, that nobody starts it by."""
        for made in self.all():
            if not self.starts_itself(made.cls) and self._stays_idle(self._module.use(made.call.node), made.cls):
                yield made

    def _stays_idle(self, use: Use, cls: Class | None) -> bool:
        """Whether what becomes of a value in sight is that nobody starts it."""
        if use.kind == "dropped":
            return True
        if use.kind == "bound":
            return bool(use.targets) and all(
                isinstance(target, cst.Name) and self._is_idle(target, cls) for target in use.targets
            )
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return self._is_filled_only(use.node, cls)
        if use.kind != "element":
            return False
        display = self._module.parents.get(use.node) if isinstance(use.node, cst.Element) else use.node
        if not isinstance(display, (*_DISPLAYS, cst.GeneratorExp)):
            return False
        outer = self._module.use(display)
        if isinstance(display, cst.GeneratorExp):  # tuple(Thread(target=f) for f in jobs)
            if not isinstance(outer.node, cst.Call) or last_name(outer.node.func) not in _COLLECT:
                return False
            outer = self._module.use(outer.node)
        if outer.kind == "dropped":
            return True
        return (
            outer.kind == "bound"
            and bool(outer.targets)
            and all(self._is_idle_at(target, display, use, cls) for target in outer.targets)
        )

    def _is_idle_at(self, target: cst.BaseExpression, display: cst.BaseExpression, use: Use, cls: Class | None) -> bool:
        """Whether nobody starts the element of a display that is bound as a whole, or place by place."""
        if isinstance(target, cst.Name):
            return self._is_idle_collection(target, cls)
        if not isinstance(target, (cst.Tuple, cst.List)) or not isinstance(display, (cst.Tuple, cst.List)):
            return False
        place = next((n for n, each in enumerate(display.elements) if each is use.node), -1)
        plain = all(isinstance(each, cst.Element) for each in (*target.elements, *display.elements))
        if not plain or not 0 <= place < len(target.elements):
            return False
        own = target.elements[place].value
        return isinstance(own, cst.Name) and self._is_idle(own, cls)

    def _is_filled_only(self, call: cst.Call, cls: Class | None) -> bool:
        """``threads.append(t)``, where ``threads`` is a list of the function by which nobody starts them."""
        func = call.func
        if not isinstance(func, cst.Attribute) or func.attr.value not in _FILL or not isinstance(func.value, cst.Name):
            return False
        op = self._module.call_at(call)
        scope = op.block.scope.lookup(func.value.value) if op is not None else None
        writes = scope.bindings[func.value.value] if scope is not None else []
        return bool(writes) and all(
            isinstance(write.node, cst.Name) and self._is_idle_collection(write.node, cls) for write in writes
        )

    def _is_idle_collection(self, target: cst.Name, cls: Class | None) -> bool:
        """Whether a local collection is a new one, and nobody starts what it holds, or gets it."""
        write = self._module.write_of(target)
        scope = write.block.scope if write is not None else None
        if scope is None or scope.kind != "function" or target.value in scope.declared:
            return False
        if not all(_is_new_collection(each) for each in scope.bindings[target.value]):
            return False
        key = (scope, target.value)
        if key in self._busy:
            return True  # `for t in threads: threads.append(t)`: the rest decides
        self._busy.add(key)
        try:
            return all(self._leaves_idle(read, cls) for read in scope.read_anywhere(target.value))
        finally:
            self._busy.discard(key)

    def _leaves_idle(self, read: Read, cls: Class | None) -> bool:
        """Whether a read of a collection starts nothing that it holds: it is filled, measured, or walked over so."""
        node = read.node
        if isinstance(node, cst.Attribute):
            return node.attr.value in _FILL and isinstance(node.value, cst.Name)
        if not isinstance(node, cst.BaseExpression):
            return False
        use = self._module.use(node)
        if use.kind == "iterated" and isinstance(use.node, (cst.For, cst.CompFor)):
            return isinstance(use.node.target, cst.Name) and self._is_idle(use.node.target, cls, walked=True)
        if use.kind == "argument" and isinstance(use.node, cst.Call):
            return isinstance(use.node.func, cst.Name) and use.node.func.value in _MEASURE
        return use.kind in {"tested", "identity"}

    def starts_itself(self, cls: Class | None) -> bool:
        """Whether an object of a class is, or may be, started by its constructor, or known to others from then on."""
        if cls is None:
            return False
        if any(each.is_stub for each in self._module.classes.mro(cls)):
            return True
        for each in self._module.classes.mro(cls):
            for name in ("__init__", "__new__", "__init_subclass__", "__call__"):
                for write in each.scope.bindings.get(name, ()):
                    function = write.detail
                    receiver = getattr(function, "receiver", None)
                    if receiver is not None and self._gives_away(function, receiver):  # type: ignore[arg-type]
                        return True
        return bool(cls.keywords)

    def _gives_away(self, function: Function, receiver: str) -> bool:
        for read in function.scope.read_anywhere(receiver):
            text = dotted_text(read.node) if isinstance(read.node, cst.BaseExpression) else ""
            if text == receiver:
                use = self._module.use(read.node) if isinstance(read.node, cst.BaseExpression) else None
                if use is not None and use.kind not in {"attribute", "identity"} and not self._is_for_base(use.node):
                    return True
            elif text.split(".")[1:2] == ["start"]:
                return True
            else:  # a method of its own may do it
                name = text.split(".")[1] if "." in text else ""
                owner = function.owner
                method = self._module.classes.method(owner, name) if owner is not None and name else None
                if method is not None and method is not function and not method.is_stub:
                    inner = method.receiver
                    if inner is not None and any(
                        dotted_text(each.node).split(".")[1:2] == ["start"]
                        for each in method.scope.read_anywhere(inner)
                        if isinstance(each.node, cst.BaseExpression)
                    ):
                        return True
        return False

    @staticmethod
    def _is_for_base(node: cst.CSTNode | None) -> bool:
        """``Thread.__init__(self)``, ``super(Worker, self)``."""
        if not isinstance(node, cst.Call):
            return False
        text = dotted_text(node.func)
        return text == "super" or text.endswith(".__init__")

    def _is_idle(self, target: cst.Name, cls: Class | None, *, walked: bool = False) -> bool:
        """Whether nothing in sight of a local variable (``walked``: of a loop) starts what it names, or hands it on."""
        write = self._module.write_of(target)
        if write is None or target.value in write.block.scope.declared:
            return False
        if write.block.scope.kind != "function" and not (walked and write.block.scope.kind == "comprehension"):
            return False
        return all(self._is_harmless(read, cls) for read in write.block.scope.read_anywhere(target.value))

    def _is_harmless(self, read: Read, cls: Class | None) -> bool:
        node = read.node
        if cls is not None and isinstance(node, cst.BaseExpression):  # a look at what an object of one's own class has
            name = dotted_text(node).partition(".")[2].partition(".")[0]
            mro = self._module.classes.mro(cls)
            if any(name in each.attributes for each in mro) and self._module.classes.method(cls, name) is None:
                return True
        if not isinstance(node, cst.Attribute):
            use = self._module.use(node) if isinstance(node, cst.BaseExpression) else None
            if use is not None and use.kind == "attribute" and isinstance(use.node, cst.Attribute):
                return use.node.attr.value in _HARMLESS
            if use is not None and use.kind == "argument" and isinstance(use.node, cst.Call):
                return self._is_filled_only(use.node, cls)
            return use is not None and use.kind in {"tested", "identity"}
        return dotted_text(node).split(".")[1:2] != [] and dotted_text(node).split(".")[1] in _HARMLESS

    # -- whether run is called instead --------------------------------------------------------------------------------

    def run_directly(self) -> Iterator[tuple[Call, str]]:
        """(call, what) for calls of ``run`` on an object that is certainly one of these, and is not started."""
        for call in self._module.calls():
            subject, method, place = called_method(call) or (None, "", call)
            if subject is None or method != "run" or call.node.args:
                continue
            if dotted_text(subject) in {call.function.receiver, "super"} or (
                isinstance(subject, cst.Call) and (dotted_text(subject.func) == "super")
            ):
                continue
            kinds = {self._kind_of_value(value) for value in self._module.values(subject, place)}
            if len(kinds) != 1 or (kind := kinds.pop()) is None:
                continue
            if not self._is_started_too(subject, call) and not self._is_wrapped(subject, place):
                yield call, kind

    def _kind_of_value(self, value: object) -> str | None:
        if not isinstance(value, Instance):
            return None
        return KINDS.get(value.type) if isinstance(value.type, str) else self.kind_of(value.type)

    @staticmethod
    def _is_wrapped(subject: cst.BaseExpression, place: Op) -> bool:
        """``original = thread.run``, and then ``thread.run = wrapper``, which the thread then runs and calls that."""
        path = f"{dotted_text(subject)}.run"
        return any(
            isinstance(op, Write) and isinstance(op.node, cst.Attribute) and dotted_text(op.node) == path
            for op in place.function.ops
        )

    def _is_started_too(self, subject: cst.BaseExpression, op: Op) -> bool:
        """Whether the same function starts it on another way: ``t.run() if debug else t.start()``."""
        path = dotted_text(subject)
        return bool(path) and any(
            found is not None and found[1] == "start" and dotted_text(found[0]) == path
            for found in map(called_method, op.function.calls)
        )

    # -- daemons ------------------------------------------------------------------------------------------------------

    def is_daemon(self, made: Made) -> bool:
        """Whether it may be a daemon: it is not known to be none."""
        node = made.call.node
        if not is_complete(node):
            return True
        given = argument(node, "daemon", None)
        if given is not None and self._module.values(given, made.call) != (Constant(value=False),):
            return True
        if made.cls is not None and self._sets_daemon(made.cls):
            return True
        use = self._module.use(node)
        for target in use.targets:
            path = dotted_text(target)
            if path and any(self._is_daemonised(scope, path) for scope in _scopes(made.call)):
                return True
        return any(self._is_daemonised(made.call.function.scope, name) for name in self._walked_as(use))

    def _walked_as(self, use: Use) -> Iterator[str]:
        """The variables of the loops over the list that one is an element of: ``for t in threads: t.daemon = True``."""
        display = use.node if use.kind == "element" and isinstance(use.node, cst.BaseExpression) else None
        for target in self._module.use(display).targets if display is not None else ():
            for read in self._module.reads_of(target) if isinstance(target, cst.Name) else ():
                node: cst.CSTNode | None = read.node
                while isinstance(node, (cst.Name, cst.Attribute, cst.Call, cst.Arg)):
                    node = self._module.parents.get(node)  # enumerate(threads), threads.values()
                if isinstance(node, cst.For):
                    yield from names_in(node.target)

    def _sets_daemon(self, cls: Class) -> bool:
        for each in self._module.classes.mro(cls):
            if each.is_stub or "daemon" in each.attributes or "daemon" in each.scope.bindings:
                return True
            for write in each.scope.bindings.get("__init__", ()):
                for call in getattr(write.detail, "calls", ()):
                    given = argument(call.node, "daemon", None)
                    if given is not None and not (isinstance(given, cst.Name) and given.value == "False"):
                        return True
                    if last_name(call.node.func) == "setDaemon":
                        return True
        return False

    def _is_daemonised(self, scope: Scope, path: str) -> bool:
        function = scope.function
        for op in function.ops if function is not None else ():
            text = dotted_text(op.node) if isinstance(op.node, cst.Attribute) else ""
            if text in {f"{path}.daemon", f"{path}.setDaemon"}:
                return True
        return False


def _is_new_collection(write: Write) -> bool:
    """Whether an assignment makes a collection in place: ``[]``, ``list()``, a comprehension."""
    value = write.value if write.how in {"assign", "ann"} and not write.path else None
    if isinstance(value, cst.Call):
        made = [arg.value for arg in value.args]
        return last_name(value.func) in _COLLECT and all(isinstance(each, cst.GeneratorExp) for each in made)
    return isinstance(value, _DISPLAYS)


def _scopes(op: Op) -> Iterator[Scope]:
    yield op.function.scope

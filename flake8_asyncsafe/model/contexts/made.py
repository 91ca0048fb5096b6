"""Threads, timers and processes that are made: whether they are started, and whether anybody waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, is_complete
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.values import ClassRef, Constant, External, ExternalMethod, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Call, Op, Read
    from flake8_asyncsafe.model.scopes import Class, Function, Scope

#: what is made, and what it is called
KINDS = {"threading.Thread": "thread", "threading.Timer": "timer", "multiprocessing.Process": "process"}
#: attributes of a thread that neither start it nor let others do so
_HARMLESS = frozenset(
    {
        "daemon", "name", "join", "is_alive", "ident", "native_id", "setDaemon", "setName", "getName", "isDaemon",
        "pid", "exitcode", "terminate", "kill", "cancel", "close",
    }
)  # fmt: skip


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
        """What is made and dropped, or only ever named by a variable that nobody starts it by."""
        for made in self.all():
            if self.starts_itself(made.cls):
                continue
            use = self._module.use(made.call.node)
            if use.kind == "dropped" or (
                use.kind == "bound"
                and use.targets
                and all(isinstance(target, cst.Name) and self._is_idle(target, made.cls) for target in use.targets)
            ):
                yield made

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

    def _is_idle(self, target: cst.Name, cls: Class | None) -> bool:
        """Whether nothing in sight of a local variable starts what it names, or hands it on."""
        write = self._module.write_of(target)
        if write is None or write.block.scope.kind != "function" or target.value in write.block.scope.declared:
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
            return use is not None and use.kind in {"tested", "identity"}
        return dotted_text(node).split(".")[1:2] != [] and dotted_text(node).split(".")[1] in _HARMLESS

    # -- whether run is called instead --------------------------------------------------------------------------------

    def run_directly(self) -> Iterator[tuple[Call, str]]:
        """(call, what) for calls of ``run`` on an object that is certainly one of these, and is not started."""
        for call in self._module.calls():
            func = call.node.func
            if not isinstance(func, cst.Attribute) or func.attr.value != "run" or call.node.args:
                continue
            if dotted_text(func.value) in {call.function.receiver, "super"} or (
                isinstance(func.value, cst.Call) and (dotted_text(func.value.func) == "super")
            ):
                continue
            kinds = {self._kind_of_value(value) for value in self._module.values(func.value, call)}
            if len(kinds) == 1 and (kind := kinds.pop()) is not None and not self._is_started_too(func.value, call):
                yield call, kind

    def _kind_of_value(self, value: object) -> str | None:
        if not isinstance(value, Instance):
            return None
        return KINDS.get(value.type) if isinstance(value.type, str) else self.kind_of(value.type)

    def _is_started_too(self, subject: cst.BaseExpression, op: Op) -> bool:
        """Whether the same function starts it on another way: ``t.run() if debug else t.start()``."""
        path = dotted_text(subject)
        return bool(path) and any(
            isinstance(each.node.func, cst.Attribute)
            and each.node.func.attr.value == "start"
            and dotted_text(each.node.func.value) == path
            for each in op.function.calls
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
        return False

    def _sets_daemon(self, cls: Class) -> bool:
        for each in self._module.classes.mro(cls):
            if each.is_stub or "daemon" in each.attributes or "daemon" in each.scope.bindings:
                return True
            for write in each.scope.bindings.get("__init__", ()):
                for call in getattr(write.detail, "calls", ()):
                    if argument(call.node, "daemon", None) is not None or "setDaemon" in dotted_text(call.node.func):
                        return True
        return False

    def _is_daemonised(self, scope: Scope, path: str) -> bool:
        function = scope.function
        for op in function.ops if function is not None else ():
            text = dotted_text(op.node) if isinstance(op.node, cst.Attribute) else ""
            if text in {f"{path}.daemon", f"{path}.setDaemon"}:
                return True
        return False


def _scopes(op: Op) -> Iterator[Scope]:
    yield op.function.scope

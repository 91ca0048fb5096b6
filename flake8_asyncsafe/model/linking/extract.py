"""Summarising a module: what others may want to know of it, without a look at any other file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst
from msgspec.structs import replace

from flake8_asyncsafe.model.calls.conditions import Conditions, Passed
from flake8_asyncsafe.model.calls.graph import CONSUMERS, is_on_self
from flake8_asyncsafe.model.calls.unblocked import UnblockedObjects
from flake8_asyncsafe.model.cancellation.cleanup import CleanUps
from flake8_asyncsafe.model.channels.receivers import Receivers
from flake8_asyncsafe.model.contexts.signals import Signals
from flake8_asyncsafe.model.dispatch.tested import Tested
from flake8_asyncsafe.model.disposal import forget
from flake8_asyncsafe.model.inference.calls import ENTERS
from flake8_asyncsafe.model.inference.outside import Symbolic
from flake8_asyncsafe.model.linking import summary as s
from flake8_asyncsafe.model.linking.channels import ChannelWriter
from flake8_asyncsafe.model.linking.encode import Encoder, name_of
from flake8_asyncsafe.model.linking.facts import FactWriter
from flake8_asyncsafe.model.linking.guarded import GuardWriter
from flake8_asyncsafe.model.linking.locks import LockWriter
from flake8_asyncsafe.model.linking.questions import (
    is_callable,
    lasting,
    object_of,
    parts_of_properties,
)
from flake8_asyncsafe.model.linking.started import StartWriter, awaited
from flake8_asyncsafe.model.module import Module
from flake8_asyncsafe.model.ops import Call, Enter, Iterate, Op, Read, Write
from flake8_asyncsafe.model.protocols.support import Support
from flake8_asyncsafe.model.scopes import Class, Function
from flake8_asyncsafe.model.values import (
    Constant,
    Display,
    External,
    ExternalMethod,
    Foreign,
    FunctionRef,
    Instance,
    Partial,
    Unknown,
    Value,
    Values,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


#: operations that may run a function of the project
_ACTING = frozenset({Call, Read, Write, Enter, Iterate})
#: arguments that may be called by the callee are kept for so many places
_MOST_ARGUMENTS = 8


def summarise(module: Module) -> s.ModuleSummary:
    """The summary of a module; its text is lowered already, what it means is found out anew and by itself."""
    alone = Module(
        module.lowering,
        module.name,
        module.path,
        module.catalogue,
        module.settings,
        module.locator,
        "\n".join(module.source_lines),
        outside=Symbolic(module.catalogue),
    )
    try:
        return _Extractor(alone).summary()
    finally:
        forget(alone)


class _Extractor:
    def __init__(self, module: Module) -> None:
        assert isinstance(module.outside, Symbolic)
        self._module = module
        self._symbolic = module.outside
        self._encode = Encoder(module)
        self._conditions = Conditions(module.evaluator)
        self._locks = LockWriter(module)
        self._starting = StartWriter(module)
        self._guarding = GuardWriter(module)
        self._channelling = ChannelWriter(module)
        self._facts = FactWriter(module, self._encode)
        self._makes_tasks = any(word in module.lowered_source for word in ("create_task", "ensure_future"))
        self._installs = "signal" in module.lowered_source
        self._lookups: dict[tuple[Class, str, str], bool] = {}

    def summary(self) -> s.ModuleSummary:
        scope = self._module.lowering.module.scope
        return s.ModuleSummary(
            functions=tuple(self._function(each) for each in self._module.functions),
            classes=tuple(self._class(each) for each in self._module.lowering.classes),
            names={name: self._bindings(lasting(writes)) for name, writes in scope.bindings.items()},
            set_by_tasks=self._set_by_tasks(),
            exported=self._exported(),
            stars=tuple(scope.stars),
            tested=tuple(sorted(self._module.ask(Tested).names)),
        )

    # -- names --------------------------------------------------------------------------------------------------------

    def _bindings(self, writes: Iterable[Write]) -> tuple[s.Binding, ...]:
        found = []
        for write in writes:
            if write.how == "del":
                continue
            if write.how == "def" and isinstance(write.detail, Function):
                found.append(s.Binding(function=self._encode.functions[write.detail]))
            elif write.how == "class" and isinstance(write.detail, Class):
                found.append(s.Binding(cls=self._encode.classes[write.detail]))
            else:
                values = self._module.evaluator.bound(write)
                if write.block.scope.kind == "class" and write.how == "assign":
                    members = self._module.evaluator.members
                    values = tuple(each for value in values for each in members.described(value))
                found.append(s.Binding(values=self._encode.values(values)))
        return tuple(dict.fromkeys(found))

    def _set_by_tasks(self) -> tuple[str, ...]:
        found = {
            op.node.attr.value
            for function in self._module.functions
            if function.is_async
            for op in function.ops
            if isinstance(op, Write) and isinstance(op.node, cst.Attribute) and op.how != "del"
        }
        return tuple(sorted(found))

    def _exported(self) -> tuple[str, ...] | None:
        """The names of a literal ``__all__``; None if there is none, or one that is put together."""
        writes = self._module.lowering.module.scope.bindings.get("__all__", [])
        if len(writes) != 1 or not isinstance(writes[0].value, (cst.List, cst.Tuple)):
            return None
        names = []
        for element in writes[0].value.elements:
            if not isinstance(element.value, cst.SimpleString):
                return None
            names.append(str(element.value.evaluated_value))
        return tuple(names)

    def _class(self, cls: Class) -> s.ClassSummary:
        classes = self._module.classes
        bases = [
            self._encode.values(
                self._module.values(base.value if isinstance(base, cst.Subscript) else base, cls.write)
                if cls.write is not None
                else ()
            )
            for base in cls.bases
        ]
        return s.ClassSummary(
            name=cls.name,
            qualname=cls.qualname,
            line=self._module.statement_line(cls.node),
            magic=self._module.ask(Support).is_magic(cls),
            bases=tuple(bases),
            names={name: self._bindings(classes.telling(writes)) for name, writes in cls.scope.bindings.items()},
            attributes={name: self._bindings(writes) for name, writes in cls.attributes.items()},
            converted=classes.is_converted(cls),
            guarded=self._guarding.of(cls),
            channels=self._channelling.of(cls),
            daemon=self._module.ask(Receivers).makes_daemons(cls),
        )

    # -- functions ----------------------------------------------------------------------------------------------------

    def _function(self, function: Function) -> s.FunctionSummary:
        module = self._module
        node = function.node
        facts = self._facts
        decorators = module.evaluator.decorators
        returned = module.evaluator.calls.returned(FunctionRef(function)) if function.kind != "module" else ()
        if isinstance(node, cst.FunctionDef) and node.returns is not None and function.owner is not None:
            annotation = node.returns.annotation
            if isinstance(annotation, cst.Name) and annotation.value == "Self":
                returned = (Instance(function.owner),)
        return s.FunctionSummary(
            name=function.name,
            qualname=function.qualname,
            line=module.statement_line(node) if function.kind != "module" else 1,
            owner=self._encode.classes[function.owner] if function.owner is not None else -1,
            receiver=function.receiver or "",
            is_async=function.is_async,
            is_generator=function.is_generator,
            is_lambda=function.kind == "lambda",
            kinds=tuple(sorted({*decorators.kinds(function), *parts_of_properties(function)})),
            params=tuple(self._params(function)),
            returns=self._encode.values(returned),
            result=facts.result(function),
            yields=self._encode.values(module.evaluator.members.yielded(function)) if function.is_generator else (),
            wraps=tuple(self._encode.functions[each] for each in decorators.wrappers_of(function)),
            passes=decorators.passes_through(function),
            calls=module.spawns.called_parameters(function),
            starts=tuple(self._starting.of(function)),
            around=facts.around(function),
            contained=facts.contained(function),
            raises=facts.raises(function),
            awaited=dict(awaited(module, function)) if function.is_coroutine else {},
            state=facts.state(function),
            fresh=facts.makes_anew(function),
            plain=facts.is_plain(function),
            sheltered=function.is_coroutine and module.ask(CleanUps).is_sheltered(function),
            weak=self._makes_tasks and module.colour.gives_weak_task(function),
            decorators=tuple(self._decorators(function)),
            acts=tuple(self._acts(function)),
            blocking=tuple(self._blocking(function)),
            loops=tuple(self._loops(function)),
            signals=tuple(self._signals(function)),
            locks=self._locks.locks(function),
            question=facts.question(function),
        )

    def _params(self, function: Function) -> Iterator[s.Param]:
        for write in function.params:
            if not isinstance(write.node, cst.Param):
                continue
            default: s.Literal | s.Nothing = s.Nothing()
            if write.value is not None:
                values = self._module.values(write.value, function.place or write)
                if len(values) == 1 and isinstance(values[0], Constant):
                    record = self._encode.value(values[0])
                    default = record if isinstance(record, s.Literal) else default
            yield s.Param(write.node.name.value, write.how, default)

    def _decorators(self, function: Function) -> Iterator[s.Decorator]:
        op = function.write
        for node in function.decorators if op is not None else ():
            assert op is not None
            named = node.func if isinstance(node, cst.Call) else node
            yield s.Decorator(
                name_of(node),
                self._encode.values(self._module.values(named, op)),
                self._encode.values(self._module.values(node, op)),
            )

    # -- effects that start here --------------------------------------------------------------------------------------

    def _demands(self, function: Function, node: cst.CSTNode) -> tuple[s.Condition, ...]:
        demands = self._conditions.demands(function, node)
        return tuple(s.Condition(*each) for each in sorted((d.param, d.test, d.wanted) for d in demands))

    def _blocking(self, function: Function) -> Iterator[s.Seed]:
        module = self._module
        for blocking in module.blocking.of(function) if not function.is_async else ():
            if module.blocking.is_seed(blocking) and not module.excused(blocking.node):
                conditions = self._demands(function, blocking.node)
                line = module.line(blocking.node)
                yield s.Seed(line, blocking.name, blocking.category.value, blocking.advice, conditions)

    def _loops(self, function: Function) -> Iterator[s.Seed]:
        for call, name in self._module.loops_run(function) if not function.is_async else ():
            yield s.Seed(self._module.line(call.node), name, conditions=self._demands(function, call.node))

    def _signals(self, function: Function) -> Iterator[s.Seed]:
        if self._installs and not function.is_async:
            for call, name in self._module.ask(Signals).told(function):
                yield s.Seed(self._module.line(call.node), name, conditions=self._demands(function, call.node))

    # -- what it runs -------------------------------------------------------------------------------------------------

    def _acts(self, function: Function) -> Iterator[s.Act]:
        """What a function runs.

        Only locks are taken through coroutines too; other effects do not spread out of them, nor out of module bodies.
        """
        if function.kind == "module" or (function.is_async and not self._locks.any_locks):
            return
        for op in function.ops:
            kind = type(op)
            if kind not in _ACTING or (kind is Read and type(op.node) is cst.Name):
                continue
            for act in self._act(function, op):
                if self._module.lazy.runs(op):
                    held = self._locks.held(op)
                    yield replace(act, held=held) if held else act

    def _act(self, function: Function, op: Op) -> Iterator[s.Act]:
        module = self._module
        if isinstance(op, Call):
            yield from self._call(function, op)
        elif isinstance(op, Read):
            node = op.node
            if type(node) is cst.Subscript:
                yield from self._looked_up(function, op, "item", node, node.value, "__getitem__")
            while type(node) is cst.Attribute:
                yield from self._looked_up(function, op, "property", node, node.value, node.attr.value)
                node = node.value
        elif isinstance(op, Write):
            node = op.node
            if type(node) is cst.Subscript:
                name = "__delitem__" if op.how == "del" else "__setitem__"
                yield from self._looked_up(function, op, "item", node, node.value, name)
            elif type(node) is cst.Attribute:
                yield from self._looked_up(function, op, "setter", node, node.value, node.attr.value)
        elif isinstance(op, Enter):
            item = op.node.item
            yield from self._of(function, op, "enter", item, module.values(item, op), is_async=op.scope.is_async)
        elif isinstance(op, Iterate) and not op.is_async:
            yield from self._iterated(function, op, op.iterable, op.node)

    def _call(self, function: Function, op: Call) -> Iterator[s.Act]:
        module = self._module
        node = op.node
        targets = tuple(value for value in module.evaluator.values(node.func, op) if self._matters(value))
        if targets:
            yield self._made(
                function,
                op,
                "call",
                node,
                self._encode.values(targets),
                arguments=tuple(self._arguments(op)),
                complete=not any(arg.star for arg in node.args),
                call=self._outside_call(function, node, targets),
            )
            if module.graph.is_spread(node):
                yield self._made(function, op, "spread", node, self._encode.values(targets))
        inline = tuple(value for _, value in module.spawns.inline(op) if self._matters(value))
        if inline:
            yield self._made(function, op, "inline", node, self._encode.values(inline))
        if node.args:
            names = module.names_of(node.func, op)
            if names & CONSUMERS:
                yield from self._iterated(function, op, node.args[0].value, node)
            elif names & ENTERS:
                given = module.values(node.args[0].value, op)
                is_async = any(name.endswith("async_context") for name in names)
                yield from self._of(function, op, "enter", node, given, is_async=is_async)

    def _outside_call(self, function: Function, node: cst.Call, targets: Values) -> str:
        """The text of a call of which only the linked project shows what it calls, and whether that blocks."""
        if function.is_async or not any(isinstance(value, Foreign) for value in targets):
            return ""
        return "" if self._module.use(node).kind == "awaited" else self._encode.call(node) or "_()"

    def _is_awaited(self, node: cst.CSTNode) -> bool:
        return isinstance(node, cst.Call) and self._module.use(node).kind == "awaited"

    def _path(self, node: cst.CSTNode, op: Op) -> tuple[str, ...]:
        """The way to the object that something happens to."""
        on = object_of(node) if self._locks.any_locks else None
        if on is None:
            return ()
        path, single = self._module.locks.path(on, op)
        root = self._locks.root(path) if single else None
        if root is None:
            return ()
        return (root[0], *path.steps) if root[0] == "self" else (*root, *path.steps)

    def _arguments(self, op: Call) -> Iterator[s.Argument]:
        place = 0
        for arg in op.node.args[:_MOST_ARGUMENTS]:
            if arg.star:
                return
            at: int | str = arg.keyword.value if arg.keyword is not None else place
            place += arg.keyword is None
            given = self._conditions.constant_or_parameter(arg.value, op)
            if isinstance(given, Passed):
                yield s.Argument(at, (), given.param)
                continue
            if isinstance(given, Constant):
                record = self._encode.value(given)
                if isinstance(record, s.Literal):
                    yield s.Argument(at, (record,))
                continue
            called = tuple(value for value in self._module.values(arg.value, op) if is_callable(value))
            if called:
                yield s.Argument(at, self._encode.values(called))

    def _iterated(self, function: Function, op: Op, iterable: cst.BaseExpression, node: cst.CSTNode) -> Iterator[s.Act]:
        for each in self._module.graph.iterables(iterable, op):
            place = node if isinstance(node, cst.Call) else each
            yield from self._of(function, op, "iterate", place, self._module.values(each, op))

    def _looked_up(
        self, function: Function, op: Op, how: str, node: cst.CSTNode, on: cst.BaseExpression, name: str
    ) -> Iterator[s.Act]:
        """A property, setter or special method, if the object's class may have one."""
        owner = function.owner if type(on) is cst.Name and on.value == function.receiver else None
        if owner is not None and not self._may_have(Instance(owner), how, name):
            return  # `self.name`: most are such
        found = tuple(value for value in self._module.values(on, op) if self._may_have(value, how, name))
        if found:
            yield self._made(function, op, how, node, self._encode.values(found), name=name)

    def _may_have(self, value: Value, how: str, name: str) -> bool:
        if isinstance(value, Instance) and isinstance(value.type, Class):
            key = (value.type, how, name)
            if key not in self._lookups:
                self._lookups[key] = self._class_may_have(value.type, how, name)
            return self._lookups[key]
        if isinstance(value, Instance):
            return self._symbolic.may_be_first_party(str(value.type))
        return isinstance(value, Foreign)

    def _class_may_have(self, cls: Class, how: str, name: str) -> bool:
        classes = self._module.classes
        found = classes.setter(cls, name) if how == "setter" else classes.method(cls, name)
        if found is not None:
            return how == "item" or bool(found.decorators)
        if how == "property" and classes.method(cls, "__getattr__") is not None:
            return True
        return not classes.complete(cls) and next(classes.definitions(cls, name), None) is None

    def _of(
        self, function: Function, op: Op, how: str, node: cst.CSTNode, values: Values, *, is_async: bool = False
    ) -> Iterator[s.Act]:
        found = tuple(value for value in values if self._matters(value))
        if found:
            yield self._made(function, op, how, node, self._encode.values(found), is_async=is_async)

    def _matters(self, value: Value) -> bool:
        """Whether running a value may run code of the project."""
        while isinstance(value, Partial):
            value = value.target
        if isinstance(value, (External, ExternalMethod)):
            name = value.name
            if isinstance(value, ExternalMethod) and not isinstance(value.receiver.type, str):
                return self._module.catalogue.api(name) is None
            return self._symbolic.may_be_first_party(name)
        if isinstance(value, Instance) and isinstance(value.type, str):
            return self._symbolic.may_be_first_party(value.type)
        return not isinstance(value, (Constant, Display, Unknown))

    def _is_calm(self, op: Op) -> bool:
        unblocked = self._module.ask(UnblockedObjects)
        return unblocked.is_calm(op) or (isinstance(op, Call) and unblocked.is_told(op))

    def _made(
        self,
        function: Function,
        op: Op,
        how: str,
        node: cst.CSTNode,
        values: tuple[s.Value, ...],
        *,
        name: str = "",
        is_async: bool = False,
        complete: bool = False,
        call: str = "",
        arguments: tuple[s.Argument, ...] = (),
    ) -> s.Act:
        module = self._module
        return s.Act(
            how,
            module.statement_line(node),
            module.called_text(node),
            values,
            name,
            is_async,
            on_self=is_on_self(node, function),
            asked=module.blocking.knows_of_loop(op),
            complete=complete,
            call=call,
            awaited=self._is_awaited(node),
            path=self._path(node, op),
            arguments=arguments,
            conditions=self._demands(function, node),
            calm=self._is_calm(op),
        )

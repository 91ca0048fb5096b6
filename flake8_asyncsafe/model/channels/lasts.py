"""Last items that nobody sends: ``if job is None: break`` where all that is ever put is something else.

That is only known of a queue that nobody else can reach: a private attribute that goes nowhere, or a variable that is
given to workers in sight alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.catalogue.entries import Where
from flake8_asyncsafe.model.calls.arguments import last_name
from flake8_asyncsafe.model.channels.identity import Channels
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Read, Write
from flake8_asyncsafe.model.scopes import Scope
from flake8_asyncsafe.model.values import Constant, Display, Instance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.channels.identity import Channel, Use
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop, Op

_DISPLAYS = (cst.Tuple, cst.List, cst.Dict, cst.Set)
_EMPTY_OR_NOT = (cst.ListComp, cst.SetComp, cst.DictComp, cst.GeneratorExp)
#: what an object of these types is, is not known
_ANYTHING = frozenset({"builtins.object", "typing.Any"})


class Lasts:
    """The last items that loops of one module look out for."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._channels = module.ask(Channels)
        self._private: dict[tuple[object, ...], bool] = {}

    def awaited_in_vain(self, test: cst.BaseExpression | None, use: Use, loop: Loop) -> bool:
        """Whether a test asks whether what a get gave is the last item, which nobody sends."""
        if isinstance(test, cst.UnaryOperation) and isinstance(test.operator, cst.Not):
            test = test.expression
        last: cst.BaseExpression | None = None
        if isinstance(test, cst.Comparison):
            if len(test.comparisons) != 1:
                return False
            target = test.comparisons[0]
            if not isinstance(target.operator, (cst.Is, cst.IsNot, cst.Equal, cst.NotEqual)):
                return False
            test, last = test.left, target.comparator
        return test is not None and self._is_item(test, use, loop) and self.is_never_sent(last, use)

    @staticmethod
    def _is_item(node: cst.BaseExpression, use: Use, loop: Loop) -> bool:
        """Whether an expression is what a get gave: the call, or a variable that is bound to it."""
        if isinstance(node, cst.NamedExpr):
            node = node.value
        if node is use.call.node:
            return True
        if not isinstance(node, cst.Name):
            return False
        writes = [
            op
            for block in loop.blocks()
            for op in block.ops()
            if isinstance(op, Write) and isinstance(op.node, cst.Name) and op.node.value == node.value
        ]
        return len(writes) == 1 and writes[0].value is use.call.node and not writes[0].path

    def is_never_sent(self, last: cst.BaseExpression | None, use: Use) -> bool:
        """Whether all that is put on a queue is something else; without ``last``, something true."""
        puts = list(self._channels.on(use.channel, "put", "put_nowait"))
        return (
            bool(puts)
            and self._is_private(use.channel)
            and all(
                put.call.node.args
                and not put.call.node.args[0].star
                and self._differs(put.call.node.args[0].value, put.call, last, use.call)
                for put in puts
            )
        )

    # -- what is put --------------------------------------------------------------------------------------------------

    def _differs(self, given: cst.BaseExpression, op: Op, last: cst.BaseExpression | None, at: Op) -> bool:
        ends = self._module.values(last, at) if last is not None else ()
        literal = len(ends) == 1 and isinstance(ends[0], Constant)
        if last is not None and not literal and not self._is_object(last, at):
            return False  # who knows what it is
        if isinstance(given, _DISPLAYS):
            return last is not None or any(not isinstance(each, cst.StarredElement) for each in given.elements)
        if isinstance(given, (*_EMPTY_OR_NOT, cst.Lambda)):
            return last is not None or isinstance(given, cst.Lambda)
        values = self._module.values(given, op)
        is_none = literal and isinstance(ends[0], Constant) and ends[0].value is None
        is_typed = is_none or (last is not None and not literal)  # the type alone tells the two apart
        for value in values:
            if isinstance(value, Constant):
                if last is None:
                    if not value.value:
                        return False
                elif literal and isinstance(ends[0], Constant) and ends[0].value == value.value:
                    return False
            elif isinstance(value, Display):
                if last is None:
                    return False
            elif not (is_typed and isinstance(value, Instance) and value.type not in _ANYTHING):
                return False
        return bool(values) and (not isinstance(given, cst.Name) or self._is_no_option(given, op, last))

    @staticmethod
    def _is_object(last: cst.BaseExpression, op: Op) -> bool:
        """Whether a last item is a plain object that was made for that: ``DONE = object()``."""
        scope = op.block.scope.lookup(last.value) if isinstance(last, cst.Name) else None
        writes = scope.bindings[last.value] if scope is not None and isinstance(last, cst.Name) else []
        value = writes[0].value if len(writes) == 1 and not writes[0].path else None
        return isinstance(value, cst.Call) and last_name(value.func) == "object" and not value.args

    def _is_no_option(self, name: cst.Name, op: Op, last: cst.BaseExpression | None) -> bool:
        """Whether nothing says that a variable may be None as well, and nobody in sight gives the last item for it."""
        scope = op.block.scope.lookup(name.value)
        writes: list[Write] = scope.bindings[name.value] if scope is not None else []
        text = self._module.source(last) if last is not None else "None"
        for write in writes:
            if isinstance(write.value, cst.Name) and write.value.value == "None":
                return False
            if isinstance(write.detail, cst.CSTNode):
                annotation = self._module.source(write.detail)
                if "None" in annotation or "Optional" in annotation:
                    return False
            if write.how == "param":
                if write.detail is None:
                    return False  # what is known of it is what those in sight give
                for given, _ in self._channels.given(write.function, name.value):
                    if self._module.source(given) in {text, "None"}:
                        return False
            elif write.how not in {"assign", "ann", "for"}:
                return False
        return bool(writes)

    # -- who can reach the queue --------------------------------------------------------------------------------------

    def _is_private(self, channel: Channel) -> bool:
        """Whether everybody who can put something on a queue is in sight."""
        found = self._private.get(channel.identity)
        if found is None:
            found = self._private[channel.identity] = self._find_private(channel)
        return found

    def _find_private(self, channel: Channel) -> bool:
        reads: Iterator[tuple[cst.BaseExpression, str]]
        if channel.identity[0] == "self":
            name = str(channel.identity[2])
            if len(channel.identity) != 3 or not name.startswith("_"):
                return False
            reads = self._reads_of_attribute(name)
        elif channel.identity[0] == "local" and isinstance(channel.identity[1], Scope) and channel.origin is not None:
            reads = self._reads_of_variable(channel.identity[1], str(channel.identity[2]))
        else:
            return False
        for node, method in reads:
            used = self._module.use(node).kind
            if method.startswith("put") and used != "called":
                return False  # `device.on_reply(answers.put)`
            if not method and not self._is_for_worker(node):
                return False
        return True

    def _reads_of_attribute(self, name: str) -> Iterator[tuple[cst.BaseExpression, str]]:
        """(read, the method that is asked for) for each place that looks at an attribute of that name."""
        for function in self._module.functions:
            for op in function.ops:
                if isinstance(op, Read) and isinstance(op.node, cst.Attribute):
                    _, found, rest = f"{dotted_text(op.node)}.".partition(f".{name}.")
                    if found:
                        yield op.node, rest.partition(".")[0]

    def _reads_of_variable(self, scope: Scope, name: str) -> Iterator[tuple[cst.BaseExpression, str]]:
        for function in self._module.functions:
            for op in function.ops:
                if not isinstance(op, Read) or op.root != name or op.block.scope.lookup(name) is not scope:
                    continue
                if isinstance(op.node, (cst.Name, cst.Attribute)):
                    yield op.node, dotted_text(op.node).partition(".")[2].partition(".")[0]

    def _is_for_worker(self, node: cst.BaseExpression) -> bool:
        """Whether a queue goes to a worker whose function is in sight: ``Thread(target=work, args=(jobs,))``."""
        parent: cst.CSTNode | None = node
        for _ in range(6):
            parent = self._module.parents.get(parent) if parent is not None else None
            if isinstance(parent, cst.Call):
                return parent in self._workers or last_name(parent.func) in {"len", "id", "print"}
        return False

    @cached_property
    def _workers(self) -> frozenset[cst.CSTNode]:
        """The calls that start a thread or process of a function in sight."""
        return frozenset(
            spawn.op.node
            for spawn in self._module.spawns.all()
            if spawn.function is not None and spawn.where in {Where.THREAD, Where.PROCESS}
        )

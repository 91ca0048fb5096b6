"""Objects that were told not to block: ``sock.setblocking(False)``.

Two ways lead from a call on such an object to where it was told: its name, also under the name that the parameter of a
helper has for it, and what made it, so that neither an alias nor the way through an attribute or the result of a helper
matters.  The order of the two is not looked at: a socket that is made quiet at all is made so before it is used.

So has a socket that a loop is given to work with (``await loop.sock_recv(sock, 74)``), which takes no other.
Where nobody in sight tells it, the code around the call may give it away: only a socket that does not block raises
``BlockingIOError``, so who expects that has one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import argument, last_name, passes
from flake8_asyncsafe.model.lowering.statements import dotted_text
from flake8_asyncsafe.model.ops import Call, Handler, Op, Read, Try, enclosing
from flake8_asyncsafe.model.values import Display, External, ExternalMethod, FunctionRef, Instance, Method

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Class, Function


#: exceptions that say that an operation would have to wait
_NOT_NOW = frozenset(
    {"builtins.BlockingIOError", "io.BlockingIOError", "ssl.SSLWantReadError", "ssl.SSLWantWriteError"}
)
#: what a handler compares the number of an error with, to tell whether the operation would have to wait
_NUMBERS_NOT_NOW = frozenset({"SSL_ERROR_WANT_READ", "SSL_ERROR_WANT_WRITE", "EAGAIN", "EWOULDBLOCK", "EINPROGRESS"})
#: what a loop does with a socket, its first argument, that must not block
_OF_LOOPS = frozenset(
    {"sock_recv", "sock_recv_into", "sock_recvfrom", "sock_recvfrom_into", "sock_sendall", "sock_sendto"}
    | {"sock_connect", "sock_accept", "sock_sendfile"}
)
#: a parameter is followed through so many callers
_DEEPEST = 4
#: of the classes that a handler names so many are looked at
_MOST_CLASSES = 50


class UnblockedObjects:
    """Knows which receivers were told not to block, anywhere in the module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._by_owner: dict[Class | None, list[Function]] = {}
        self._quiet: dict[Function, frozenset[str]] = {}
        self._calls: dict[str, list[Call]] = {}
        self._calm: dict[Try, bool] = {}

    def covers(self, call: Call) -> bool:
        """Whether the receiver of a call was told not to block, here or in a helper it went to or came from."""
        func = call.node.func
        if not isinstance(func, cst.Attribute):
            return False
        if self.is_calm(call) and self._can_be_told(call):
            return True
        if self._origins and self._made_by(func.value, call) & self._origins:
            return True
        return self.is_told(call)

    def is_told(self, call: Call) -> bool:
        """Whether the receiver of a call was told not to block by the name that it has here."""
        func = call.node.func
        path = dotted_text(func.value) if isinstance(func, cst.Attribute) and self._tellers else ""
        return bool(path) and self._is_told(path, call.function, 0)

    def _is_told(self, path: str, function: Function, depth: int) -> bool:
        """Whether what a function calls ``path`` was told not to block, in it, near it, or by all that call it."""
        places = [function]
        if "." in path and function.owner is not None:
            if not self._by_owner:
                for each in self._module.functions:
                    self._by_owner.setdefault(each.owner, []).append(each)
            lineage = self._module.classes.mro(function.owner)
            places = [each for cls in lineage for each in self._by_owner.get(cls, ())]
        elif function.scope.lookup(path) is not function.scope:
            places = [function, self._module.lowering.module]
        if any(path in self._told(each) for each in places):
            return True
        return depth < _DEEPEST and self._comes_told(path, function, depth)

    def _comes_told(self, path: str, function: Function, depth: int) -> bool:
        """Whether ``path`` is a parameter for which each call in sight passes something that was told."""
        params = [
            write.node.name.value
            for write in function.params
            if isinstance(write.node, cst.Param) and write.node.name.value != function.receiver
        ]
        if path not in params or len(function.scope.bindings.get(path, ())) != 1:
            return False
        calls = self._calls_of(function)
        for call in calls:
            given = argument(call.node, path, params.index(path))
            if given is None or not (
                self._made_by(given, call) & self._origins
                or self._is_told(dotted_text(given), call.function, depth + 1)
            ):
                return False
        return bool(calls)

    def _calls_of(self, function: Function) -> list[Call]:
        """The calls of a function, also those that only make a coroutine."""
        found = self._calls.get(function.name)
        if found is None:
            found = self._calls[function.name] = [
                call for call in self._module.calls() if last_name(call.node.func) == function.name
            ]
        return [
            call
            for call in found
            if any(
                isinstance(target, (FunctionRef, Method)) and target.function is function
                for target in self._module.targets(call)
            )
        ]

    # -- what is expected ---------------------------------------------------------------------------------------------

    def _can_be_told(self, call: Call) -> bool:
        """Whether the receiver is of a type that has a way to be told."""
        catalogue = self._module.catalogue
        for target in self._module.targets(call):
            if isinstance(target, ExternalMethod):
                owner = target.name.rpartition(".")[0]
                apis = (catalogue.api(f"{owner}.{name}") for name in catalogue.unblockers)
                if any(api is not None and api.unblocks for api in apis):
                    return True
        return False

    def is_calm(self, op: Op) -> bool:
        """Whether a handler around an operation takes the exception that says "not now", or asks whether it is one."""
        for compound, block in enclosing(op.block):
            if isinstance(compound, Try) and block is compound.body and compound.handlers:
                if compound not in self._calm:
                    self._calm[compound] = any(self._is_prepared(handler, op) for handler in compound.handlers)
                if self._calm[compound]:
                    return True
        return False

    def _is_prepared(self, handler: Handler, op: Op) -> bool:
        if handler.type is not None and self._names_no_wait(handler.type, op):
            return True
        return any(
            isinstance(each, Read)
            and isinstance(each.node, cst.BaseExpression)
            and dotted_text(each.node).rpartition(".")[2] in _NUMBERS_NOT_NOW
            for each in handler.block.ops()
        )

    def _names_no_wait(self, expression: cst.BaseExpression, op: Op) -> bool:
        todo: list[cst.BaseExpression] = [expression]
        for _ in range(_MOST_CLASSES):
            if not todo:
                break
            node = todo.pop()
            if isinstance(node, cst.Tuple):
                todo += [element.value for element in node.elements]
            elif isinstance(node, cst.BinaryOperation):
                todo += [node.left, node.right]
            else:
                for value in self._module.values(node, op):
                    if isinstance(value, External) and value.name in _NOT_NOW:
                        return True
                    if isinstance(value, Display):
                        todo.append(value.node)
                    elif isinstance(value, Instance) and any(  # a tuple of another module
                        isinstance(each, External) and each.name in _NOT_NOW for each in value.element
                    ):
                        return True
        return False

    @cached_property
    def _tellers(self) -> dict[Function, list[Call]]:
        """The calls that tell an object not to block, by the function they stand in."""
        names = self._module.catalogue.unblockers
        found: dict[Function, list[Call]] = {}
        for call in self._module.calls():
            func = call.node.func
            if isinstance(func, cst.Attribute) and func.attr.value in _OF_LOOPS and call.node.args:
                found.setdefault(call.function, []).append(call)
            elif isinstance(func, cst.Attribute) and func.attr.value in names:
                tests = (test for api in self._module.apis(call) for test in api.unblocks)
                if any(passes(test, call.node, self._module.evaluator, call) for test in tests):
                    found.setdefault(call.function, []).append(call)
        return found

    @cached_property
    def _origins(self) -> frozenset[cst.Call]:
        """What made the objects that are told."""
        found: set[cst.Call] = set()
        for calls in self._tellers.values():
            for call in calls:
                found |= self._made_by(_object_of(call.node), call)
        return frozenset(found)

    def _made_by(self, receiver: cst.BaseExpression, call: Call) -> frozenset[cst.Call]:
        return frozenset(
            value.origin
            for value in self._module.values(receiver, call)
            if isinstance(value, Instance) and value.origin is not None
        )

    def _told(self, function: Function) -> frozenset[str]:
        """The names of what a function tells not to block."""
        known = self._quiet.get(function)
        if known is None:
            self._quiet[function] = frozenset()  # a helper that calls itself
            known = self._quiet[function] = frozenset(self._tells(function)) - {""}
        return known

    def _tells(self, function: Function) -> Iterator[str]:
        for call in self._tellers.get(function, ()):
            yield dotted_text(_object_of(call.node))
        for edge in self._module.graph.edges(function):
            if edge.how == "call" and isinstance(edge.op, Call) and edge.op.node.args:
                yield from _passed_on(edge.op.node, edge.callee, self._told(edge.callee))


def _object_of(node: cst.Call) -> cst.BaseExpression:
    """What a call tells not to block, or shows not to: the receiver, or the socket that a loop is given."""
    assert isinstance(node.func, cst.Attribute)
    return node.args[0].value if node.func.attr.value in _OF_LOOPS else node.func.value


def _passed_on(node: cst.Call, callee: Function, params: frozenset[str]) -> Iterator[str]:
    """The names of the arguments that a callee binds to one of ``params``."""
    place = 0
    for write in callee.params:
        if not isinstance(write.node, cst.Param) or write.node.name.value == callee.receiver:
            continue
        if write.node.name.value in params:
            yield dotted_text(argument(node, write.node.name.value, place))
        place += 1

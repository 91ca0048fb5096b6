"""Callees, and what calling them gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.calls.arguments import passes, variadic
from flake8_asyncsafe.model.inference.annotations import annotated
from flake8_asyncsafe.model.inference.families import affixes_of, members
from flake8_asyncsafe.model.inference.holders import made
from flake8_asyncsafe.model.ops import Block, Branch, Loop, Op
from flake8_asyncsafe.model.scopes import Class
from flake8_asyncsafe.model.values import (
    AWAITABLE,
    AWAITABLE_FUNCTION,
    COROUTINE_FUNCTION,
    NONE,
    NOTHING,
    TUPLE,
    UNKNOWN,
    ClassRef,
    Constant,
    ContextManager,
    Coroutine,
    Display,
    External,
    ExternalMethod,
    FunctionRef,
    Generator,
    Instance,
    Method,
    Partial,
    Value,
    Values,
    join,
    known,
)

if TYPE_CHECKING:
    from flake8_asyncsafe.catalogue.entries import Api
    from flake8_asyncsafe.model.inference.evaluator import Evaluator

#: exit stacks enter a context manager and give what it binds
ENTERS = frozenset(
    f"contextlib.{stack}.{method}"
    for stack in ("ExitStack", "AsyncExitStack")
    for method in ("enter_context", "enter_async_context")
)
#: callables that give back a collection of the elements of their first argument
_COLLECTORS = frozenset({"list", "tuple", "set", "frozenset", "sorted", "reversed", "iter", "aiter"})
_BUILTIN_CONTAINERS = frozenset(
    {*(f"builtins.{name}" for name in ("list", "dict", "set", "tuple", "frozenset")), "collections.deque"}
)
#: callables that give another object of the type of their first argument
COPIES = frozenset({"copy.copy", "copy.deepcopy", "copy.replace", "dataclasses.replace", "attrs.evolve", "attr.evolve"})
#: context managers that bind what they were given
TRANSPARENT_CONTEXTS = frozenset({"contextlib.nullcontext", "contextlib.closing", "contextlib.aclosing"})


class Calls:
    """Resolves calls."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator

    # -- who is called ------------------------------------------------------------------------------------------------

    def targets(self, node: cst.Call, op: Op) -> Values:
        """What ``node`` calls: functions, methods, classes, APIs; partials are opened, instances give ``__call__``."""
        opened: list[Value] = []
        values = self._evaluator.values(node.func, op)
        for value in values:
            if value != NONE or len(values) == 1:  # None cannot be called: where it is, the call is not reached
                opened.extend(self.callable_of(value))
        return tuple(opened)

    def callable_of(self, value: Value) -> Values:
        """What runs when ``value`` is called."""
        steps = 0
        while isinstance(value, Partial) and steps < 8:
            value = value.target
            steps += 1
        if isinstance(value, Instance):
            if isinstance(value.type, Class):
                method = self._evaluator.classes.method(value.type, "__call__")
                return (Method(method, value.type),) if method is not None else NOTHING
            api = self._evaluator.catalogue.api(f"{value.type}.__call__")
            if api is not None:
                return (ExternalMethod(api.name, value),)
            return self._evaluator.outside.reached(value, ("attr", "__call__"))
        return (value,)

    # -- what it gives ------------------------------------------------------------------------------------------------

    def result(self, node: cst.Call, op: Op) -> Values:
        """The values of a call."""
        if isinstance(node.func, cst.Name) and node.func.value == "super" and not node.args:
            return NOTHING
        if isinstance(node.func, cst.Attribute) and self._is_super(node.func.value) and op.function.owner is not None:
            found = self._evaluator.members.super_attribute(op.function.owner, node.func.attr.value)
            return join(*(self.called(value, node, op) for each in found for value in self.callable_of(each)))
        found = join(*(self.called(value, node, op) for value in self.targets(node, op))) or NOTHING
        if found == NOTHING and isinstance(node.func, cst.Attribute) and node.func.attr.value == "fileno":
            return (Instance("builtins.int"),)  # one protocol, whatever the object
        return found

    @staticmethod
    def _is_super(node: cst.BaseExpression) -> bool:
        return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "super"

    def called(self, callee: Value, node: cst.Call, op: Op) -> Values:
        """The values that calling ``callee`` by ``node`` gives."""
        if isinstance(callee, (FunctionRef, Method)):
            return self._first_party(callee, node)
        if isinstance(callee, ClassRef):
            return (Instance(callee.cls, node),)
        if isinstance(callee, (External, ExternalMethod)):
            return self._external(callee, node, op)
        return self._evaluator.outside.reached(callee, ("call",))

    def _first_party(self, callee: FunctionRef | Method, node: cst.Call) -> Values:
        function = callee.function
        if function.is_generator:
            names = self._evaluator.decorators.kinds(function)
            if "contextmanager" in names:
                return (ContextManager(callee, node, is_async=False),)
            if "asynccontextmanager" in names:
                return (ContextManager(callee, node, is_async=True),)
            return (Generator(callee, node),)
        if function.is_async:
            if isinstance(callee, Method) and self._evaluator.classes.is_converted(callee.receiver):
                return NOTHING
            return (Coroutine(callee, node),)
        return self.returned(callee)

    def _external(self, callee: External | ExternalMethod, node: cst.Call, op: Op) -> Values:
        special = self._special(callee.name, node, op)
        return special if special is not None else self._made(callee, node, op)

    def _made(self, callee: External | ExternalMethod, node: cst.Call, op: Op) -> Values:
        evaluator = self._evaluator
        name = callee.name
        api = evaluator.catalogue.api(name)
        if api is not None and api.coroutine:
            return (Coroutine(callee, node),)
        if (
            api is not None
            and api.decorator in {"thread", "sync"}
            and (not node.args or node.args[0].keyword is not None)
        ):
            return NOTHING  # `sync_to_async(thread_sensitive=False)`: a decorator to be applied
        given = self._given(api, node, callee) if api is None or not self._made_otherwise(api, callee, op) else NOTHING
        if given is not None:
            return given
        if name in TRANSPARENT_CONTEXTS and node.args:
            return (Instance(name, node, evaluator.values(node.args[0].value, op)),)
        if name == "contextlib.nullcontext":
            return (Instance(name, node, (NONE,)),)
        if isinstance(callee, External):
            if evaluator.catalogue.type(name) is not None:
                return (Instance(name, node),)
            if name in _BUILTIN_CONTAINERS:
                return (Instance(name, node),)
            reached = evaluator.outside.reached(callee, ("call",))
            if reached != NOTHING:
                return reached
            # PEP 8: a capitalised name is a class; only the user's own patterns and the catalogue can match its methods
            last = name.rpartition(".")[2]
            if last[:1].isupper() and not last.isupper() and api is None:
                return (Instance(name, node),)
        last = name.rpartition(".")[2]
        if isinstance(callee, ExternalMethod) and last in {"values", "copy", "__aenter__", "__enter__"}:
            return self._collection_method(callee, node, op)
        if isinstance(callee, ExternalMethod) and last == "items" and not node.args:
            stored = (self._evaluator.members.stored(value, op) for value in self._receivers(callee, node, op))
            return (Instance("builtins.list", node, _pairs(UNKNOWN, join(*stored))),)
        if isinstance(callee, ExternalMethod) and last in {"get", "get_nowait", "setdefault", "pop", "popleft"}:
            return self._looked_up(callee, node, op, last)
        return evaluator.outside.reached(callee, ("call",))

    def _receivers(self, callee: ExternalMethod, node: cst.Call, op: Op) -> Values:
        """What a method is called on (by ``get = table.get; get(key)`` what it was looked up on)."""
        return (
            self._evaluator.values(node.func.value, op) if isinstance(node.func, cst.Attribute) else (callee.receiver,)
        )

    def _collection_method(self, callee: ExternalMethod, node: cst.Call, op: Op) -> Values:
        stored = self._evaluator.members.stored
        groups: list[Values] = [
            (Instance("builtins.list", node, stored(value, op)),)
            for value in self._receivers(callee, node, op)
            if isinstance(value, (Display, Instance))
        ]
        return join(*groups) or NOTHING

    def _looked_up(self, callee: ExternalMethod, node: cst.Call, op: Op, method: str) -> Values:
        """``table.get(key)``, ``table.setdefault(key, new)``, ``table.pop(key)``: an element, or the default."""
        groups = [
            self._evaluator.members.stored(value, op)
            for value in self._receivers(callee, node, op)
            if isinstance(value, (Display, Instance))
        ]
        if len(node.args) > 1:
            found = tuple(value for value in join(*groups) if value != UNKNOWN)
            groups = [found, self._evaluator.values(node.args[1].value, op)]
        elif method == "get":
            groups.append((NONE,))
        return join(*groups) or NOTHING

    def _produced(self, factory: cst.BaseExpression, node: cst.Call, op: Op) -> Values:
        """What a factory that ``node`` is given makes when it is called without arguments."""
        return join(
            *(
                # not `called`: the arguments of `node` are not the factory's
                self._made(each, node, op)
                if isinstance(each, (External, ExternalMethod))
                else self.called(each, node, op)
                for value in self._evaluator.values(factory, op)
                for each in self.callable_of(value)
            )
        )

    def _special(self, name: str, node: cst.Call, op: Op) -> Values | None:
        evaluator = self._evaluator
        if name in ENTERS and node.args:
            return evaluator.members.entered(node.args[0].value, op)
        if name == AWAITABLE_FUNCTION:
            return (Instance(AWAITABLE, node),)
        if name == COROUTINE_FUNCTION:
            return (Coroutine(External(name), node),)
        first = node.args[0].value if node.args and node.args[0].star == "" and node.args[0].keyword is None else None
        if name == "functools.partial" and first is not None:
            return tuple(Partial(value, node) for value in evaluator.values(first, op))
        if name in COPIES and first is not None:
            return tuple(
                replace(value, origin=node) if isinstance(value, Instance) and value.origin is not None else value
                for value in evaluator.values(first, op)
            )
        if name == "typing.cast" and len(node.args) == 2 and first is not None:
            return annotated(evaluator, first, op)
        if name.startswith("builtins.") and first is not None:
            found = self._builtin(name.rpartition(".")[2], first, node, op)
            if found is not None:
                return found
        if name == "itertools.chain" and first is not None:
            joined = join(*(evaluator.members.elements(each, op) for each in variadic(node, 0)))
            return (Instance(name, node, joined),)
        if name == "collections.defaultdict" and first is not None:
            made = self._produced(first, node, op)
            element = tuple(replace(each, origin=None) if isinstance(each, Instance) else each for each in made)
            return (Instance(name, node, element),)
        for arg in node.args:
            if arg.keyword is not None and arg.keyword.value in {"default_factory", "factory"}:
                made = self._produced(arg.value, node, op)
                return (Instance("dataclasses.Field", node, made),)
        return None

    def _builtin(self, name: str, first: cst.BaseExpression, node: cst.Call, op: Op) -> Values | None:
        """What builtins give that hand on, or look into, their first argument."""
        evaluator = self._evaluator
        if name in {"iter", "aiter"} and any(isinstance(value, Generator) for value in evaluator.values(first, op)):
            return evaluator.values(first, op)
        if name == "staticmethod":
            return evaluator.values(first, op)
        if name == "enumerate":
            numbered = _pairs(Instance("builtins.int"), evaluator.members.elements(first, op))
            return (Instance("builtins.enumerate", node, numbered),)
        if name == "zip":
            given = [evaluator.members.elements(each, op) for each in variadic(node, 0)]
            together = tuple(each[0] if len(each) == 1 else UNKNOWN for each in given)
            return (Instance("builtins.zip", node, (Instance(TUPLE, None, together),)),)
        if name == "next" or (name in {"min", "max"} and next(variadic(node, 1), None) is None):
            defaults = [evaluator.values(arg.value, op) for arg in node.args[1:2] if arg.keyword is None]
            return join(evaluator.members.elements(first, op), *defaults)
        if name in _COLLECTORS:
            return (Instance(f"builtins.{name}", node, evaluator.members.elements(first, op)),)
        if name == "type" and len(node.args) == 1:
            return (
                tuple(
                    ClassRef(value.type) if not isinstance(value.type, str) else External(value.type)
                    for value in evaluator.values(first, op)
                    if isinstance(value, Instance)
                )
                or NOTHING
            )
        if name == "getattr" and len(node.args) >= 2:
            attribute = evaluator.values(node.args[1].value, op)
            if len(attribute) == 1 and isinstance(attribute[0], Constant) and isinstance(attribute[0].value, str):
                text = attribute[0].value
                return join(*(evaluator.members.attribute(v, text) for v in evaluator.values(first, op)))
            return self._of_family(first, node.args[1].value, op)
        return None

    def _of_family(self, on: cst.BaseExpression, name: cst.BaseExpression, op: Op) -> Values | None:
        """``getattr(self, f"handle_{kind}")``: one of the methods of that kind of name, or one of a subclass."""
        affixes = affixes_of(name, op)
        if affixes is None:
            return None
        evaluator = self._evaluator
        found = [
            evaluator.members.attribute(value, each)
            for value in evaluator.values(on, op)
            if isinstance(value, Instance) and isinstance(value.type, Class)
            for each in members(evaluator.classes, value.type, affixes)
        ]
        return join(*found, NOTHING) if found else None

    def awaited(self, value: Value) -> Values:
        """The values that awaiting ``value`` gives."""
        if isinstance(value, Coroutine):
            of = value.of
            if isinstance(of, (FunctionRef, Method)):
                return self.returned(of)
            if isinstance(of, (External, ExternalMethod)):
                given = self._given(self._evaluator.catalogue.api(of.name), value.node, of)
                if given is not None:
                    return given
            if isinstance(of, ExternalMethod) and of.name.endswith(".get") and of.receiver.element:
                return of.receiver.element
        if isinstance(value, Instance) and isinstance(value.type, str):
            known = self._evaluator.catalogue.types.get(value.type)
            if known is not None and known.awaitable and known.enters is not None:
                return made(known.enters, value)  # `await pool.acquire()` gives what `async with` would bind
        return self._evaluator.outside.reached(value, ("await",))

    def _made_otherwise(self, api: Api, callee: External | ExternalMethod, op: Op) -> bool:
        """Whether the receiver was made such that the entry does not hold: ``sessionmaker(class_=AsyncSession)()``."""
        if not api.made_unless or not isinstance(callee, ExternalMethod) or callee.receiver.origin is None:
            return False
        origin = callee.receiver.origin
        return any(passes(test, origin, self._evaluator, op) for test in api.made_unless)

    @staticmethod
    def _given(api: Api | None, node: cst.Call, callee: External | ExternalMethod) -> Values | None:
        """What a catalogued API gives (once awaited): an object, a tuple to unpack, or something to iterate over."""
        if api is None:
            return None
        receiver = callee.receiver if isinstance(callee, ExternalMethod) else None
        if api.returns_tuple:
            places = (made(name, receiver, node) for name in api.returns_tuple)
            return (Instance(TUPLE, node, tuple(values[0] for values in places)),)
        if api.items:
            return (Instance(api.returns or "collections.abc.Iterator", node, made(api.items, receiver)),)
        return made(api.returns, receiver, node) if api.returns else None

    def returned(self, callee: FunctionRef | Method) -> Values:
        """The values that the body of a function returns (for a coroutine function: once awaited)."""
        evaluator = self._evaluator
        function = callee.function
        if function.is_stub:
            return self._as_inherited(callee, evaluator.outside.returned(function))
        key = (function, "returns")
        if not evaluator.guarded(key):
            return NOTHING
        try:
            groups = [evaluator.values(each.value, each) for each in function.returns if each.value is not None]
            found = join(*groups) if groups else ()
            node = function.node
            annotation = node.returns.annotation if isinstance(node, cst.FunctionDef) and node.returns else None
            if annotation is not None and (UNKNOWN in found or not known(found)) and function.write is not None:
                if isinstance(annotation, cst.Name) and annotation.value == "Self" and isinstance(callee, Method):
                    return (Instance(callee.receiver),)
                named = annotated(evaluator, annotation, function.write)
                found = join(named, tuple(value for value in found if value != UNKNOWN)) if named != NOTHING else found
            return found or NOTHING
        finally:
            evaluator.leave(key)

    def _as_inherited(self, callee: FunctionRef | Method, found: Values) -> Values:
        """What a method of a base class in another module gives on an object of a class here.

        ``class AsyncServer(Server)`` keeps sockets of its own kind where `Server` keeps plain ones.
        """
        owner = callee.function.owner
        if not isinstance(callee, Method) or owner is None or callee.receiver is owner:
            return found
        if not any(isinstance(value, Instance) and isinstance(value.type, Class) for value in found):
            return found
        if not self._evaluator.classes.is_asynchronous_form(callee.receiver, owner):
            return found
        return tuple(
            dict.fromkeys(
                UNKNOWN if isinstance(value, Instance) and isinstance(value.type, Class) else value for value in found
            )
        )

    # -- comprehensions -----------------------------------------------------------------------------------------------

    def in_comprehension(self, node: cst.BaseExpression, result: cst.BaseExpression, op: Op) -> Values:
        """The values of the element of a comprehension, looked up in the comprehension's own scope."""
        # the display's own block is known, so its loop is among the items there or in a block just inside
        stack: list[Block] = [op.block]
        loop: Loop | None = None
        while stack and loop is None:
            for item in stack.pop().items:
                if isinstance(item, Loop) and item.node is getattr(node, "for_in", None):
                    loop = item
                elif not isinstance(item, Op):
                    stack.extend(item.blocks())
        if loop is None:
            return NOTHING
        body = loop.body
        inner: Block | None = body
        while inner is not None:  # the element is evaluated in the innermost loop, behind its conditions
            body, inner = inner, None
            for item in body.items:
                if isinstance(item, Loop) and item.block.scope is loop.head.scope is item.head.scope:
                    inner = item.body
                elif isinstance(item, Branch) and item.kind == "filter":
                    inner = item.arms[0][1]
        ops = [each for block in (body, loop.head) for each in reversed(block.items) if isinstance(each, Op)]
        return self._evaluator.values(result, ops[0]) if ops else NOTHING


def _pairs(first: Value, seconds: Values) -> Values:
    """The pairs of one value and each of others: what ``enumerate(xs)`` and ``table.items()`` yield."""
    return tuple(Instance(TUPLE, None, (first, second)) for second in seconds)

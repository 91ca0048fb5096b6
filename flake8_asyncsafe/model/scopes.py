"""Scopes, functions and classes: where names live and who owns which code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import libcst as cst

from flake8_asyncsafe.model.ops import Block, Call, Op, Read, Return, Suspend, Write, Yield

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.inference.reaching import Index


_NO_NODE = cst.Module([])
_NO_CLASS = cst.ClassDef(cst.Name("_"), cst.IndentedBlock([]))


class Scope:
    """A namespace: module, function, class or comprehension.

    ``bindings`` lists every write of each name in textual order; ``reads`` every read.  ``declared`` holds the
    names moved elsewhere by ``global`` and ``nonlocal``.
    """

    __slots__ = ("bindings", "children", "declared", "function", "indices", "kind", "owner", "parent", "reads", "stars")

    def __init__(self, kind: str, parent: Scope | None, function: Function | None = None) -> None:
        self.kind = kind
        self.parent = parent
        self.function = function
        self.owner: Class | None = None
        self.bindings: dict[str, list[Write]] = {}
        self.reads: dict[str, list[Read]] = {}
        self.declared: dict[str, str] = {}
        self.stars: list[str] = []
        self.indices: dict[str, Index] = {}
        self.children: list[Scope] = []
        if parent is not None:
            parent.children.append(self)

    def home(self, name: str) -> Scope:
        """Return the scope that a write of ``name`` in this scope binds (PEP 227, PEP 3104)."""
        declared = self.declared.get(name)
        if declared is None:
            return self
        scope: Scope = self
        if declared == "global":
            while scope.parent is not None:
                scope = scope.parent
            return scope
        outer = self.parent
        while outer is not None and outer.parent is not None:
            if outer.kind == "function" and name in outer.bindings:
                return outer.home(name)
            outer = outer.parent
        return self

    def lookup(self, name: str) -> Scope | None:
        """Return the scope in which a read of ``name`` here finds it, or None (a builtin, or unknown)."""
        if name in self.declared:
            home = self.home(name)
            return home if name in home.bindings else None
        scope: Scope | None = self
        first = True
        while scope is not None:
            # class scopes are seen only from their own body (where the first iterable of a comprehension belongs)
            if (first or scope.kind != "class") and name in scope.bindings:
                return scope
            first = False
            scope = scope.parent
        return None

    def read_anywhere(self, name: str) -> Iterator[Read]:
        """Yield the reads of this scope's ``name``, also from scopes inside it."""
        stack: list[Scope] = [self]
        while stack:
            scope = stack.pop()
            if scope is not self and name in scope.bindings and scope.kind != "class":
                continue
            yield from scope.reads.get(name, ())
            stack.extend(scope.children)


class Function:
    """A function, method, lambda or the module's own body.

    ``kind``: module, function, lambda.  ``ops`` is every operation in evaluation order; ``calls``, ``suspends``,
    ``yields`` and ``returns`` are views of it kept because most rules ask just for them.
    """

    __slots__ = (
        "body", "calls", "decorators", "is_async", "is_generator", "kind", "name", "node", "ops", "owner", "params",
        "parent", "place", "qualname", "receiver", "returns", "scope", "suspends", "write", "yields",
    )  # fmt: skip

    def __init__(
        self,
        kind: str,
        name: str,
        node: cst.Module | cst.FunctionDef | cst.Lambda,
        parent: Function | None,
        scope: Scope,
        *,
        is_async: bool = False,
        owner: Class | None = None,
    ) -> None:
        self.kind = kind
        self.name = name
        self.node = node
        self.parent = parent
        self.scope = scope
        self.is_async = is_async
        self.is_generator = False
        self.owner = owner
        self.receiver: str | None = None
        self.qualname = name
        self.params: list[Write] = []
        self.decorators: list[cst.BaseExpression] = []
        self.ops: list[Op] = []
        self.calls: list[Call] = []
        self.suspends: list[Suspend] = []
        self.yields: list[Yield] = []
        self.returns: list[Return] = []
        self.write: Write | None = None
        #: where it is defined: defaults and annotations are looked up there
        self.place: Op | None = None
        self.body = Block(self, scope)

    @property
    def is_stub(self) -> bool:
        """Whether it stands for a function of another module, of which only a summary is known."""
        return False

    @property
    def is_coroutine(self) -> bool:
        """Whether calling it makes a coroutine object (``async def`` without yield)."""
        return self.is_async and not self.is_generator

    def parameter_names(self, *, bound: bool = False, stars: bool = True) -> list[str]:
        """The names of the parameters in textual order.

        ``bound`` leaves out the receiver, as calls of a bound method do; without ``stars``, ``*args`` and ``**kwargs``
        do not count.
        """
        return [
            write.node.name.value
            for write in self.params
            if isinstance(write.node, cst.Param)
            and (stars or write.how == "param")
            and not (bound and write.node.name.value == self.receiver)
        ]

    @property
    def is_class_method(self) -> bool:
        """Whether its first parameter is the class."""
        return any(isinstance(each, cst.Name) and each.value == "classmethod" for each in self.decorators)

    def __repr__(self) -> str:
        return f"<Function {self.qualname}>"


class Stub(Function):
    """A function of another module: what its summary says, without a body.

    ``home`` is the module it stands in, ``at`` its place in the summary, ``line`` where it is defined, ``kinds`` the
    names of its decorators.  A method has a stub of its own for each derived class that it is called on (`on`): what
    it calls on self may be overridden there.  What is asked of a body (``ops``, ``returns``) is empty: who looks into
    bodies has to ask ``is_stub`` first, and must not take nothing for an answer.
    """

    __slots__ = ("_params", "at", "home", "kinds", "line", "on")

    def __init__(self, name: str, scope: Scope, home: Home, at: int, *, is_async: bool, owner: Class | None) -> None:
        self._params: list[Write] | None = None
        super().__init__("function", name, _NO_NODE, None, scope, is_async=is_async, owner=owner)
        self._params = None
        self.home = home
        self.at = at
        self.line = 0
        self.kinds: tuple[str, ...] = ()
        #: the class of the object that it runs on, where that is known to be more derived than its owner
        self.on: Class | None = None

    @property
    def params(self) -> list[Write]:
        """Its parameters, made when they are first asked for."""
        if self._params is None:
            self._params = self.home.params(self)
        return self._params

    @params.setter
    def params(self, params: list[Write]) -> None:
        self._params = params

    @property
    def is_stub(self) -> bool:
        """It is."""
        return True

    @property
    def is_local(self) -> bool:
        """Whether it stands for a method as it runs on objects of a class of the module that is looked at."""
        return self.on is not None and not self.on.is_stub


class Home(Protocol):
    """The module that a stub stands in."""

    name: str
    path: str

    def params(self, stub: Stub) -> list[Write]:
        """The parameters of one of its functions."""

    def function_on(self, at: int, receiver: Class) -> Stub:
        """One of its methods, as it runs on an object of a more derived class."""


class Class:
    """A class: its scope, bases, and every write of ``self.x`` or ``cls.x`` in its methods."""

    __slots__ = (
        "attributes",
        "bases",
        "decorators",
        "keywords",
        "name",
        "node",
        "parent",
        "qualname",
        "scope",
        "write",
    )

    def __init__(self, name: str, node: cst.ClassDef, parent: Function, scope: Scope) -> None:
        self.name = name
        self.node = node
        self.parent = parent
        self.scope = scope
        self.qualname = name
        self.bases: list[cst.BaseExpression] = []
        self.keywords: dict[str, cst.BaseExpression] = {}
        self.decorators: list[cst.BaseExpression] = []
        self.attributes: dict[str, list[Write]] = {}
        self.write: Write | None = None

    @property
    def is_stub(self) -> bool:
        """Whether it stands for a class of another module, of which only a summary is known."""
        return False

    def is_only_rebound(self, name: str) -> bool:
        """Whether no method gives an attribute to the object alone: those that store it store ``cls.name``."""
        return all(write.block.function.is_class_method for write in self.attributes.get(name, ()))

    def __repr__(self) -> str:
        return f"<Class {self.qualname}>"


class StubClass(Class):
    """A class of another module: names, bases and attributes from its summary; ``at`` is its place there."""

    __slots__ = ("at", "converted", "home", "magic")

    def __init__(self, name: str, scope: Scope, parent: Function, home: Home, at: int) -> None:
        super().__init__(name, _NO_CLASS, parent, scope)
        #: whether it may have methods that are not in its body
        self.magic = False
        #: whether a decorator makes plain methods of those that are coroutine functions
        self.converted = False
        self.home = home
        self.at = at

    @property
    def is_stub(self) -> bool:
        """It is."""
        return True

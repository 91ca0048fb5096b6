"""Values: what an expression is, as far as it can be known.

An expression has a tuple of alternatives (two branches may bind a name differently); `UNKNOWN` among them says that
the list is not complete.  Nothing is guessed: a rule that needs certainty asks that every alternative agrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    import libcst as cst

    from flake8_asyncsafe.model.ops import Block
    from flake8_asyncsafe.model.scopes import Class, Function


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that the model cannot see through."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A literal: None, a bool, number, string or bytes."""

    value: object


@dataclass(frozen=True, slots=True)
class External:
    """A module, function or class from outside this module, by canonical dotted name ("time.sleep")."""

    name: str


@dataclass(frozen=True, slots=True)
class Instance:
    """An instance of a type: a canonical dotted name, or a class of this module.

    ``origin`` is the expression that made it, where that is known (its arguments decide, say, whether a queue is
    bounded); ``element`` what iterating or indexing it yields (``list[Session]``).
    """

    type: str | Class
    origin: cst.Call | None = None
    element: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class FunctionRef:
    """A function or lambda of this module."""

    function: Function


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class of this module."""

    cls: Class


@dataclass(frozen=True, slots=True)
class Method:
    """A method of this module looked up on an object; ``receiver`` is the object's class (most derived in sight)."""

    function: Function
    receiver: Class


@dataclass(frozen=True, slots=True)
class ExternalMethod:
    """A method of a type from outside, e.g. "requests.Session.get" looked up on ``receiver``."""

    name: str
    receiver: Instance


@dataclass(frozen=True, slots=True)
class Partial:
    """``functools.partial(target, ...)``; ``node`` is the call that made it."""

    target: Value
    node: cst.Call


@dataclass(frozen=True, slots=True)
class Coroutine:
    """A coroutine object: what calling ``of`` (async) gives until it is awaited; ``node`` is that call."""

    of: Callee
    node: cst.Call


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator or async generator object made by calling ``of``."""

    of: FunctionRef | Method
    node: cst.Call


@dataclass(frozen=True, slots=True)
class ContextManager:
    """What calling a ``@contextmanager``/``@asynccontextmanager`` function gives."""

    of: FunctionRef | Method
    node: cst.Call
    is_async: bool


@dataclass(frozen=True, slots=True)
class Foreign:
    """Something reached from a thing of another module that is not looked into: ``make_client().session``.

    ``base`` is where it starts (an `External`, an `Instance` of an outside class, ...), ``steps`` what is done to it,
    in order: ("call",), ("await",), ("attr", name), ("super", name), ("item",), ("unpack", place), ("element",),
    ("enter",).  It occurs only while a module is summarised: what a summary says must not depend on other files.
    """

    base: Value
    steps: tuple[Step, ...]


Step = tuple[str] | tuple[str, str] | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Display:
    """A list, tuple, set or dict display or comprehension, with the block its elements are evaluated in."""

    node: cst.BaseExpression
    block: Block


Callee = Union[External, ExternalMethod, FunctionRef, Method, ClassRef, Partial, Instance]  # noqa: UP007
Value = Union[  # noqa: UP007
    Unknown, Constant, External, Instance, FunctionRef, ClassRef, Method, ExternalMethod, Partial, Coroutine, Generator,
    ContextManager, Display, Foreign,
]  # fmt: skip
Values = tuple[Value, ...]

UNKNOWN = Unknown()
#: the type of a tuple of known length: the elements of its instances stand for its places, in order
TUPLE = "typing.Tuple"
NOTHING: Values = (UNKNOWN,)
NONE = Constant(None)
#: what is annotated as ``Callable[..., Awaitable[T]]`` and ``Callable[..., Coroutine[...]]``: some such function
AWAITABLE_FUNCTION = "collections.abc.Callable[..., Awaitable]"
COROUTINE_FUNCTION = "collections.abc.Callable[..., Coroutine]"
AWAITABLE = "collections.abc.Awaitable"


def is_signature(value: Value) -> bool:
    """Whether a value is some function of which an annotation says that what it gives has to be awaited."""
    return isinstance(value, External) and value.name in {AWAITABLE_FUNCTION, COROUTINE_FUNCTION}


def join(*groups: Values) -> Values:
    """The union of alternatives, in order, without duplicates; at most eight (beyond that: unknown)."""
    if len(groups) == 1 and len(groups[0]) < 2:
        return groups[0]
    merged: dict[Value, None] = {}
    for group in groups:
        for value in group:
            merged[value] = None
    if len(merged) > 8:
        return (*list(merged)[:8], UNKNOWN)
    return tuple(merged)


def known(values: Values) -> Values:
    """The alternatives that are something: neither unknown nor None."""
    return tuple(value for value in values if value not in {UNKNOWN, NONE})


def only(values: Values) -> Value | None:
    """The single alternative, leaving None aside (an Optional); None if there is not exactly one."""
    kept = [value for value in values if value != NONE]
    return kept[0] if len(kept) == 1 and kept[0] != UNKNOWN else None

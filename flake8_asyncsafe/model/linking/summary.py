"""The summary of a module: plain data, as it is kept on disk.

Functions and classes are numbered by their place in the module, values are trees of small records.  Reading one back
checks every type (msgspec), so a damaged or foreign entry is an error and never a strange object.
"""

from __future__ import annotations

from typing import Any

import msgspec


class _Record(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """What all records have in common."""


class _Value(_Record, frozen=True, tag_field="sort"):
    """A value; the tag that tells the sorts apart comes first."""


class Nothing(_Value, frozen=True, tag="?"):
    """A value that the module itself does not know."""


class Literal(_Value, frozen=True, tag="k"):
    """A constant."""

    value: bool | int | float | str | None


class Name(_Value, frozen=True, tag="x"):
    """Something outside, by its dotted name."""

    name: str


class Object(_Value, frozen=True, tag="i"):
    """An instance: of a class of the module (a number) or an outside one (a name).

    ``made`` is whether the call that made it is known; ``text`` is that call with its constant arguments, where they
    may matter; ``element`` what it holds.
    """

    type: int | str
    made: bool
    text: str
    element: tuple[Value, ...]


class Func(_Value, frozen=True, tag="f"):
    """A function of the module."""

    at: int


class Cls(_Value, frozen=True, tag="c"):
    """A class of the module."""

    at: int


class Bound(_Value, frozen=True, tag="m"):
    """A method of the module looked up on an object of one of its classes."""

    at: int
    receiver: int


class OutsideMethod(_Value, frozen=True, tag="o"):
    """A method of an outside type."""

    name: str
    receiver: Object


class Partly(_Value, frozen=True, tag="p"):
    """A partial."""

    target: Value


class Coro(_Value, frozen=True, tag="w"):
    """A coroutine object."""

    of: Value


class Gen(_Value, frozen=True, tag="g"):
    """A generator object."""

    of: Value


class Ctx(_Value, frozen=True, tag="n"):
    """What a ``@contextmanager`` function gives."""

    of: Value
    is_async: bool


class Way(_Value, frozen=True, tag="y"):
    """What is reached from something by steps (`values.Foreign`)."""

    base: Value
    steps: tuple[tuple[str | int, ...], ...]


Value = Nothing | Literal | Name | Object | Func | Cls | Bound | OutsideMethod | Partly | Coro | Gen | Ctx | Way


class Binding(_Record, frozen=True):
    """One binding of a name: by ``def`` (the function's number), by ``class``, or to some values."""

    function: int = -1
    cls: int = -1
    values: tuple[Value, ...] = ()


class Param(_Record, frozen=True):
    """A parameter: ``how`` is param, param* or param**, ``default`` a constant default (Nothing: none, or another)."""

    name: str
    how: str
    default: Literal | Nothing = Nothing()


class Decorator(_Record, frozen=True):
    """A decorator: its last name, what it names, and what decorates (of ``@retry(3)`` what the call gives)."""

    name: str
    named: tuple[Value, ...]
    values: tuple[Value, ...]


class Condition(_Record, frozen=True):
    """What a parameter has to be for control to get somewhere: true (``truth``) or None (``none``), or not (wanted)."""

    param: str
    test: str
    wanted: bool


class Argument(_Record, frozen=True):
    """An argument: its place or keyword, and what it is: a constant, something to call, a parameter passed on."""

    place: int | str
    values: tuple[Value, ...]
    param: str = ""


class Act(_Record, frozen=True):
    """Something that a function does and that may run another function.

    ``how``: call, inline (a callable that is given to an API which calls it), property, setter, item (``name`` says
    which), enter, iterate, spread (a generator that is run where it is made).  ``values`` are what is called, entered
    or iterated over, or on what the attribute is looked up.  ``on_self`` is whether it happens to the receiver of the
    method, ``asked`` whether the function asked before it whether a loop is running, ``calm`` whether it is prepared
    for an object that does not block, ``complete`` whether all arguments are in sight.  ``call`` is the call with its
    constant arguments, where it may be one that blocks ("": it is awaited, or cannot be).  ``awaited`` is whether the
    outcome is awaited there, ``path`` the way to the object that it happens to, in modules that have locks: ("self",
    "pool"), ("global", "shop.db.POOL").  ``held`` are the places, among the locks that the function takes, of those
    that it certainly holds meanwhile.
    """

    how: str
    line: int
    text: str
    values: tuple[Value, ...]
    name: str = ""
    is_async: bool = False
    on_self: bool = False
    asked: bool = False
    complete: bool = False
    call: str = ""
    awaited: bool = False
    path: tuple[str, ...] = ()
    arguments: tuple[Argument, ...] = ()
    conditions: tuple[Condition, ...] = ()
    calm: bool = False
    held: tuple[int, ...] = ()


class Seed(_Record, frozen=True):
    """An effect that starts in a function: ``name`` is the API's, ``category`` of what blocks ("" for a loop)."""

    line: int
    name: str
    category: str = ""
    advice: str = ""
    conditions: tuple[Condition, ...] = ()


class LockRecord(_Record, frozen=True):
    """A lock that a function takes, holds at its yield, or leaves taken or given back (``takes``).

    ``root`` is what the way to it starts from: self, global (``name`` is dotted), class (dotted), param (its name);
    then come ``steps``.  ``kind`` is "" where only the name says that it is a lock.
    """

    line: int
    text: str
    root: str
    name: str
    steps: tuple[str, ...]
    type: str
    kind: str
    reentrant: bool = False
    counting: bool = False
    wraps: bool = False
    raises: bool = False
    single: bool = True
    blocking: bool = True
    is_async: bool = False
    takes: bool = True
    conditions: tuple[Condition, ...] = ()


class FunctionLocks(_Record, frozen=True):
    """What a function does to locks: which it takes, which it holds when it yields, and what it leaves changed.

    ``orders`` are pairs of places in ``taken``: the first lock is certainly held when the second is taken.
    """

    taken: tuple[LockRecord, ...] = ()
    held: tuple[LockRecord, ...] = ()
    net: tuple[LockRecord, ...] = ()
    orders: tuple[tuple[int, int], ...] = ()


class StartRecord(_Record, frozen=True):
    """A parameter that a function has run elsewhere: where, in which form, by which API (as the catalogue says it).

    ``self.name`` is a method of the object that the function runs on.
    """

    param: str
    where: str
    form: str
    api: str
    flags: tuple[str, ...] = ()


class FunctionSummary(_Record, frozen=True):
    """What is known of a function without other modules.

    ``returns`` is what it may return, ``result`` what it certainly gives where that is known. ``owner`` is its class
    (-1: none), ``calls`` the parameters that its own body calls, ``starts`` those that it has run elsewhere, ``wraps``
    the functions that it returns if it is a decorator, ``passes`` whether its plain wrapper gives what the wrapped
    function gives, ``around`` what its wrapper then does around the call ("": nothing that matters). ``weak`` is
    whether it gives a task that nothing else refers to, ``sheltered`` whether no cancellation interrupts it,
    ``contained`` what must contain its exceptions for the function to do so (None: exceptions leave it), ``question``
    whether it tells whether a loop is running ("asks"), or may (it answers with yes or no: "may", if what it calls
    asks), ``raises`` whether a call of it always ends by an exception, ``plain`` whether what it gives certainly is no
    awaitable, ``awaited`` of which methods of its parameters a coroutine function awaits, ``fresh`` whether each call
    gives a new object, ``state`` which state of the process it changes for the block of its ``with`` ("": none).
    """

    name: str
    qualname: str
    line: int
    owner: int = -1
    receiver: str = ""
    is_async: bool = False
    is_generator: bool = False
    is_lambda: bool = False
    kinds: tuple[str, ...] = ()
    params: tuple[Param, ...] = ()
    returns: tuple[Value, ...] = ()
    result: tuple[Value, ...] = ()
    yields: tuple[Value, ...] = ()
    wraps: tuple[int, ...] = ()
    passes: bool = False
    calls: tuple[str, ...] = ()
    starts: tuple[StartRecord, ...] = ()
    around: str = ""
    weak: bool = False
    sheltered: bool = False
    contained: tuple[Value, ...] | None = None
    decorators: tuple[Decorator, ...] = ()
    acts: tuple[Act, ...] = ()
    blocking: tuple[Seed, ...] = ()
    loops: tuple[Seed, ...] = ()
    signals: tuple[Seed, ...] = ()
    locks: FunctionLocks = FunctionLocks()
    question: str = ""
    raises: bool = False
    plain: bool = False
    awaited: dict[str, tuple[str, ...]] = {}
    state: str = ""
    fresh: bool = False


class GuardedRecord(_Record, frozen=True):
    """State that a method changes under a lock (`sharing.inherited.Guarded`): ("self", attribute), or a dotted name."""

    state: tuple[str, ...]
    lock: tuple[str, ...]
    how: str
    line: int


class ChannelRecord(_Record, frozen=True):
    """A method call on a channel that is an attribute of the object (`channels.abroad.ChannelUse`)."""

    attribute: str
    method: str
    type: str
    function: str
    line: int
    held: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    last: bool = False


class ClassSummary(_Record, frozen=True):
    """What is known of a class: ``names`` are bound in its body, ``attributes`` through self or cls in its methods.

    ``magic`` is whether it may have methods that are not in its body, ``converted`` whether a decorator makes plain
    methods of those that are coroutine functions, ``guarded`` what its methods change under locks, ``channels`` what
    they do with queues, events and pipes of their object, ``daemon`` whether the class, if it is a thread or process,
    may be a daemon.
    """

    name: str
    qualname: str
    line: int
    bases: tuple[tuple[Value, ...], ...] = ()
    magic: bool = False
    names: dict[str, tuple[Binding, ...]] = {}
    attributes: dict[str, tuple[Binding, ...]] = {}
    converted: bool = False
    guarded: tuple[GuardedRecord, ...] = ()
    channels: tuple[ChannelRecord, ...] = ()
    daemon: bool = False


class ModuleSummary(_Record, frozen=True):
    """Everything that others may want to know of a module.

    ``set_by_tasks`` are the attributes that its coroutines set, of whatever object.  ``exported`` is its ``__all__``
    (None: it has none that can be read), ``stars`` the modules it imports all from.  ``tested`` are the names of
    methods whose results it tests for being awaitable.
    """

    functions: tuple[FunctionSummary, ...] = ()
    classes: tuple[ClassSummary, ...] = ()
    names: dict[str, tuple[Binding, ...]] = {}
    set_by_tasks: tuple[str, ...] = ()
    exported: tuple[str, ...] | None = None
    stars: tuple[str, ...] = ()
    tested: tuple[str, ...] = ()


def to_data(summary: ModuleSummary) -> Any:
    """The summary as lists, dicts, strings and numbers."""
    return msgspec.to_builtins(summary)


def from_data(data: Any) -> ModuleSummary:
    """The summary that `to_data` took apart.  Raises ValueError if it is none."""
    return msgspec.convert(data, ModuleSummary, strict=True)

"""What lies outside a module: how the evaluator learns of things that other modules define.

The evaluator meets other modules in three ways: by a dotted name that an import binds, by the outcome of doing
something to what such a name gives (a call, an attribute, ...), and by a stub, which stands for a function or class of
another module and was made from its summary.  What it makes of them depends on what it is for:

- `Outside` knows nothing: one file is looked at by itself;
- `Symbolic` keeps the way by which something is reached, for the summary of the module (`Foreign`);
- ``linking.program.Linked`` looks names up in the summaries of the project's modules.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.values import (
    NOTHING,
    ClassRef,
    External,
    ExternalMethod,
    Foreign,
    Instance,
    Method,
    Step,
    Value,
)

if TYPE_CHECKING:
    from libcst import CSTNode

    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.edges import Edge
    from flake8_asyncsafe.model.calls.effects import Found
    from flake8_asyncsafe.model.channels.abroad import ChannelUse
    from flake8_asyncsafe.model.contexts.given import Started
    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.linking.orders import StubOrder
    from flake8_asyncsafe.model.locks.critical.state import Held
    from flake8_asyncsafe.model.locks.critical.summaries import Acquisition
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Class, Function, Stub
    from flake8_asyncsafe.model.sharing.inherited import Guarded
    from flake8_asyncsafe.model.values import Values

#: longer ways are not kept
_MOST_STEPS = 6


class Outside:
    """Nothing is known of other modules."""

    #: whether names of the project are looked up in summaries
    is_linked = False
    #: whether any method name may mean something
    is_open = False
    #: whether things of other modules are kept by the way to them
    is_symbolic = False

    def serve(self, evaluator: Evaluator) -> None:
        """Tell whose questions these are."""

    def named(self, name: str) -> Values:
        """What a canonical dotted name of something outside stands for."""
        return (External(name),)

    def may_be_anything(self, value: Value) -> bool:
        """Whether a value is something of another module that is not looked into."""
        del value
        return False

    def starred(self, module: str, name: str) -> Values:
        """What ``from module import *`` binds ``name`` to; nothing if it does not bind it, as far as is known."""
        del module, name
        return NOTHING

    def reached(self, base: Value, step: Step) -> Values:
        """What doing ``step`` to something outside gives, where nothing else says it."""
        del base, step
        return NOTHING

    def given(self, write: Write) -> Values:
        """The values of a binding in a stub of another module."""
        del write
        return NOTHING

    def subclasses(self, cls: Class) -> tuple[Class, ...]:
        """The classes that derive from a class of another module, as far as they are in sight."""
        del cls
        return ()

    def returned(self, function: Function) -> Values:
        """What a function of another module returns."""
        del function
        return NOTHING

    def yielded(self, function: Function) -> Values:
        """What a generator function of another module yields."""
        del function
        return NOTHING

    def decorators(self, function: Function) -> list[tuple[str, Values, Values]]:
        """(last name, what is named, what decorates) of each decorator of a function of another module.

        The last two differ for ``@retry(3)``: ``retry``, and what calling it gives.
        """
        del function
        return []

    def called_parameters(self, function: Function) -> tuple[str, ...]:
        """The parameters that a function of another module calls."""
        del function
        return ()

    def started_parameters(self, function: Function) -> list[tuple[str, Started]]:
        """(parameter, how) for the parameters that a function of another module has run on a thread, as a task..."""
        del function
        return []

    def started_methods(self, cls: Class) -> list[tuple[str, Started]]:
        """(method, how) for the methods of its object that a class of another module has run elsewhere."""
        del cls
        return []

    def around(self, function: Function) -> str:
        """What the wrapper of a decorator of another module does around the call."""
        del function
        return ""

    def contains_its_own(self, function: Function) -> bool:
        """Whether no exception of interest leaves a function of another module."""
        del function
        return False

    def always_raises(self, function: Function) -> bool:
        """Whether a call of a function of another module always ends by an exception."""
        del function
        return False

    def awaited_methods(self, function: Function, name: str) -> tuple[str, ...]:
        """The methods on which a coroutine function of another module waits, of what it is given for a parameter."""
        del function, name
        return ()

    def held_state(self, function: Function) -> str:
        """Which state of the process a context manager of another module changes while its block runs."""
        del function
        return ""

    def makes_anew(self, function: Function) -> bool:
        """Whether each call of a function of another module gives a new object."""
        del function
        return False

    def is_plain(self, function: Function) -> bool:
        """Whether what a function of another module gives certainly is no awaitable."""
        del function
        return False

    def is_sheltered(self, function: Function) -> bool:
        """Whether no cancellation interrupts a coroutine function of another module."""
        del function
        return False

    def gives_weak_task(self, function: Function) -> bool:
        """Whether a function of another module gives a task that nothing else refers to."""
        del function
        return False

    def is_set_by_tasks(self, cls: Class, name: str) -> bool:
        """Whether coroutines of the module of a class of another module set an attribute of that name."""
        del cls, name
        return False

    def result(self, function: Function) -> Values:
        """What a plain function of another module certainly gives; nothing if that is not certain."""
        del function
        return NOTHING

    def method_on(self, function: Stub, receiver: Class) -> Function:
        """A method of another module as it runs on an object of a class that derives from its own."""
        del receiver
        return function

    def edges(self, function: Function) -> tuple[Edge, ...]:
        """The edges out of such a method, where the class is one of the module that is looked at."""
        del function
        return ()

    def starts(self, function: Function) -> tuple[list[tuple[CSTNode, Blocking]], list[tuple[CSTNode, str]]]:
        """(what blocks, what runs an event loop) in such a method itself."""
        del function
        return [], []

    def installs(self, function: Function) -> list[tuple[CSTNode, str]]:
        """The signal handlers that such a method installs itself."""
        del function
        return []

    def takes(self, function: Function) -> list[tuple[CSTNode, Acquisition]]:
        """The locks that such a method takes itself."""
        del function
        return []

    def seen_by_caller(self, what: Acquisition, edge: Edge) -> Acquisition | None:
        """What a lock that an edge's callee takes is to its caller, a method of another module."""
        del what, edge
        return None

    def wraps(self, function: Function) -> list[Function]:
        """The functions that a decorator of another module may return (`Decorators.wrappers_of`)."""
        del function
        return []

    def passes_through(self, decorator: Function) -> bool:
        """Whether a decorator of another module leaves what a call gives as it is (`Decorators.passes_through`)."""
        del decorator
        return False

    def defined(self, name: str, steps: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """(dotted name where it is defined, steps left) of something imported: by any name it is the same object."""
        return ".".join((name, *steps)), ()

    def held_at_yield(self, function: Function) -> tuple[Held, ...]:
        """The locks that a generator of another module holds at each of its yields."""
        del function
        return ()

    def net(self, function: Function) -> tuple[tuple[Held, bool], ...]:
        """(lock, taken or given back) for the locks that a function of another module leaves changed."""
        del function
        return ()

    def acquisitions(self, function: Function) -> Found[Acquisition]:
        """The locks that a function of another module takes."""
        del function
        return {}

    def guarded(self, cls: Class) -> list[Guarded]:
        """The state that methods of a class of another module change under a lock."""
        del cls
        return []

    def channel_uses(self, cls: Class) -> list[ChannelUse]:
        """What methods of a class of another module do with channels of their object."""
        del cls
        return []

    def makes_daemons(self, cls: Class) -> bool:
        """Whether a thread or process of a class of another module may be a daemon."""
        del cls
        return True

    def called_under_lock(self, cls: Class) -> frozenset[str]:
        """The methods that a class of another module calls on its object while it has a lock."""
        del cls
        return frozenset()

    def orders(self, name: str) -> tuple[StubOrder, ...]:
        """The orders in which the module that defines a dotted name takes locks."""
        del name
        return ()

    def is_question(self, function: Function) -> bool:
        """Whether a function of another module asks whether a loop is running, and tells."""
        del function
        return False

    def blocking(self, function: Function) -> Found[Blocking]:
        """How a function of another module blocks."""
        del function
        return {}

    def loops(self, function: Function) -> Found[str]:
        """The event loops that a function of another module runs."""
        del function
        return {}

    def signals(self, function: Function) -> Found[str]:
        """The signal handlers that a function of another module installs, and what it calls."""
        del function
        return {}

    def bases(self, cls: Class) -> tuple[Values, ...]:
        """The values of each base of a class of another module."""
        del cls
        return ()


class Symbolic(Outside):
    """Keeps the way to what other modules define, instead of what they define: that may change without this file."""

    is_open = True
    is_symbolic = True

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def may_be_first_party(self, name: str) -> bool:
        """Whether a dotted name may be of the project: nothing of the standard library, nor of the catalogue."""
        root = name.partition(".")[0]
        if root in sys.stdlib_module_names or root == "builtins" or name in self._catalogue.types:
            return False
        return self._catalogue.api(name) is None

    def may_be_anything(self, value: Value) -> bool:
        """Whether a value is something that another module of the project may have made."""
        if isinstance(value, Foreign):
            return True
        return isinstance(value, External) and self.may_be_first_party(value.name)

    def starred(self, module: str, name: str) -> Values:
        """The name, as one of that module: whether it has it is seen when the summary is used."""
        full = f"{module}.{name}"
        return (External(full),) if self.may_be_first_party(full) else NOTHING

    def reached(self, base: Value, step: Step) -> Values:
        """The way so far and one step more; nothing if it does not start at something that may be of the project."""
        if isinstance(base, Foreign):
            return (Foreign(base.base, (*base.steps, step)),) if len(base.steps) < _MOST_STEPS else NOTHING
        if isinstance(base, External):
            known = self.may_be_first_party(base.name)
        elif isinstance(base, ExternalMethod):
            known = self.may_be_first_party(base.name) and not isinstance(base.receiver.type, str)
            known = known or (isinstance(base.receiver.type, str) and self.may_be_first_party(base.receiver.type))
        elif isinstance(base, Instance):
            known = not isinstance(base.type, str) or self.may_be_first_party(base.type)
        else:
            known = isinstance(base, (ClassRef, Method))
        return (Foreign(base, (step,)),) if known else NOTHING

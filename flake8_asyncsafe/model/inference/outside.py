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
    from flake8_asyncsafe.catalogue.loader import Catalogue
    from flake8_asyncsafe.model.calls.blocking import Blocking
    from flake8_asyncsafe.model.calls.effects import Found
    from flake8_asyncsafe.model.inference.evaluator import Evaluator
    from flake8_asyncsafe.model.ops import Write
    from flake8_asyncsafe.model.scopes import Class, Function
    from flake8_asyncsafe.model.values import Values

#: longer ways are not kept
_MOST_STEPS = 6


class Outside:
    """Nothing is known of other modules."""

    #: whether names of the project are looked up in summaries
    is_linked = False
    #: whether any method name may mean something
    is_open = False

    def serve(self, evaluator: Evaluator) -> None:
        """Tell whose questions these are."""

    def named(self, name: str) -> Values:
        """What a canonical dotted name of something outside stands for."""
        return (External(name),)

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

    def around(self, function: Function) -> str:
        """What the wrapper of a decorator of another module does around the call."""
        del function
        return ""

    def gives_weak_task(self, function: Function) -> bool:
        """Whether a function of another module gives a task that nothing else refers to."""
        del function
        return False

    def wraps(self, function: Function) -> list[Function]:
        """The functions that a decorator of another module may return (`Decorators.wrappers_of`)."""
        del function
        return []

    def self_calls(self, function: Function) -> frozenset[str]:
        """The methods that a method of another module calls on its own object, itself or through its siblings."""
        del function
        return frozenset()

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

    def bases(self, cls: Class) -> tuple[Values, ...]:
        """The values of each base of a class of another module."""
        del cls
        return ()


class Symbolic(Outside):
    """Keeps the way to what other modules define, instead of what they define: that may change without this file."""

    is_open = True

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def may_be_first_party(self, name: str) -> bool:
        """Whether a dotted name may be of the project: nothing of the standard library, nor of the catalogue."""
        root = name.partition(".")[0]
        if root in sys.stdlib_module_names or root == "builtins" or name in self._catalogue.types:
            return False
        return self._catalogue.api(name) is None

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

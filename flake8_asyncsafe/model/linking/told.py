"""What summaries say outright of the functions and classes of other modules: no names have to be looked up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.inference.outside import Outside
from flake8_asyncsafe.model.linking.channels import channel_uses
from flake8_asyncsafe.model.linking.guarded import called_under_lock, guarded
from flake8_asyncsafe.model.linking.stubs import home_of
from flake8_asyncsafe.model.scopes import Class, Function, Stub, StubClass

if TYPE_CHECKING:
    from flake8_asyncsafe.model.channels.abroad import ChannelUse
    from flake8_asyncsafe.model.sharing.inherited import Guarded


class Told(Outside):
    """The part of `Linked` that reads summaries only."""

    def called_parameters(self, function: Function) -> tuple[str, ...]:
        """The parameters that a function of another module calls."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].calls

    def around(self, function: Function) -> str:
        """What the wrapper of a decorator of another module does around the call."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].around

    def always_raises(self, function: Function) -> bool:
        """Whether a call of a function of another module always ends by an exception."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].raises

    def awaited_methods(self, function: Function, name: str) -> tuple[str, ...]:
        """The methods on which a coroutine function of another module waits, of what it is given for a parameter."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].awaited.get(name, ())

    def held_state(self, function: Function) -> str:
        """Which state of the process a context manager of another module changes while its block runs."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].state

    def makes_anew(self, function: Function) -> bool:
        """Whether each call of a function of another module gives a new object."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].fresh

    def is_plain(self, function: Function) -> bool:
        """Whether what a function of another module gives certainly is no awaitable."""
        assert isinstance(function, Stub)
        return home_of(function).summary.functions[function.at].plain

    def wraps(self, function: Function) -> list[Function]:
        """The functions that a decorator of another module may return."""
        assert isinstance(function, Stub)
        home = home_of(function)
        return [home.function(at) for at in home.summary.functions[function.at].wraps]

    def passes_through(self, decorator: Function) -> bool:
        """Whether a decorator of another module leaves what a call gives as it is."""
        assert isinstance(decorator, Stub)
        return home_of(decorator).summary.functions[decorator.at].passes

    def guarded(self, cls: Class) -> list[Guarded]:
        """The state that methods of a class of another module change under a lock."""
        return list(guarded(cls))

    def channel_uses(self, cls: Class) -> list[ChannelUse]:
        """What methods of a class of another module do with channels of their object."""
        return list(channel_uses(cls))

    def makes_daemons(self, cls: Class) -> bool:
        """Whether a thread or process of a class of another module may be a daemon."""
        assert isinstance(cls, StubClass)
        return home_of(cls).summary.classes[cls.at].daemon

    def called_under_lock(self, cls: Class) -> frozenset[str]:
        """The methods that a class of another module calls on its object while it has a lock."""
        return called_under_lock(cls)

    def subclasses(self, cls: Class) -> tuple[Class, ...]:
        """The classes of the same module that derive from a class of another module."""
        home = home_of(cls)
        return tuple(home.cls(at) for at in home.children.get(cls.at, ()))  # type: ignore[attr-defined]

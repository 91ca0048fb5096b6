"""Single facts about the functions of a module, for its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.calls.questions import Questions
from flake8_asyncsafe.model.cancellation.helpers import Helpers, says_never
from flake8_asyncsafe.model.contexts.process_state import ProcessState
from flake8_asyncsafe.model.dispatch.colours import PLAIN, Colours
from flake8_asyncsafe.model.dispatch.wrapping import Wrapping
from flake8_asyncsafe.model.linking.questions import is_plain
from flake8_asyncsafe.model.ops import Raise, Try
from flake8_asyncsafe.model.protocols.objects import Objects
from flake8_asyncsafe.model.tasks.failures import Failures
from flake8_asyncsafe.model.values import Foreign, FunctionRef, Unknown

if TYPE_CHECKING:
    from flake8_asyncsafe.model.linking import summary as s
    from flake8_asyncsafe.model.linking.encode import Encoder
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.scopes import Function


class FactWriter:
    """Finds the facts of one module."""

    def __init__(self, module: Module, encode: Encoder) -> None:
        self._module = module
        self._encode = encode
        self._outer = {function.parent for function in module.functions}
        self._helpers = Helpers(module)
        self._colours = module.ask(Colours)
        self._state = module.ask(ProcessState)

    def result(self, function: Function) -> tuple[s.Value, ...]:
        """What a plain function certainly gives."""
        if function.is_async or function.is_generator or function.kind != "function":
            return ()
        if not all(each.value is None or is_plain(each.value) for each in function.returns):
            return ()  # it takes a long look, and hardly ever comes to anything
        values = self._module.ask(Objects).returned(FunctionRef(function))
        return () if any(isinstance(value, (Unknown, Foreign)) for value in values) else self._encode.values(values)

    def raises(self, function: Function) -> bool:
        """Whether a call always ends by an exception; methods that only raise may be there to be overridden."""
        ends = function.owner is None and any(isinstance(item, Raise) for item in function.body.items)
        return (ends or says_never(function)) and self._helpers.always_raises(function)

    def contained(self, function: Function) -> tuple[s.Value, ...] | None:
        """What the function's being safe hinges on.

        Asked of coroutine functions, whose outcome may be dropped, and of jobs: plain functions that are one ``try``.
        """
        asked = function.is_coroutine or any(isinstance(item, Try) for item in function.body.items)
        hinges = self._module.ask(Failures).hinges_on(function) if asked else None
        return None if hinges is None else tuple(self._encode.value(each) for each in hinges)

    def question(self, function: Function) -> str:
        """Whether a function tells whether a loop is running ("asks"), or may do so ("may")."""
        questions = self._module.ask(Questions)
        if not questions.may_tell(function):
            return ""
        return "asks" if questions.is_question(function) else "may"

    def around(self, function: Function) -> str:
        """What a decorator's wrapper does around the call; only functions with others inside can be one."""
        if function not in self._outer or function.kind == "module":
            return ""
        return self._module.ask(Wrapping).around(function, 1 if function.owner is not None else 0) or ""

    def state(self, function: Function) -> str:
        """Which state of the process a function changes for the block that it is the context manager of."""
        return (self._state.held_state(function) or "") if self._state.is_said else ""

    def is_plain(self, function: Function) -> bool:
        """Whether what a plain function gives certainly is no awaitable; of one that is to be overridden it is open."""
        if function.is_async or function.kind != "function" or self._colours.is_placeholder(function):
            return False
        return self._colours.of(function) == PLAIN

    def makes_anew(self, function: Function) -> bool:
        """Whether each call of a plain function gives a new object."""
        plain = function.kind == "function" and not function.is_async and not function.is_generator
        return plain and bool(function.returns) and self._module.locks.reach.makes_anew(function)

"""Polling: loops that only wait, by sleeping, for what another task will set.

Such a loop has three marks.  All that it awaits on its way round are sleeps.  What it does besides is nothing that
anybody would run a loop for: it counts, looks at the clock, writes to the log.  And one of the tests that end it asks
for state of this process that other tasks set (`Questions`), none for anything else but the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.ops import Suspend
from flake8_asyncsafe.model.progress.questions import Questions
from flake8_asyncsafe.model.progress.turns import Idle, Turn, whiles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.ops import Loop
    from flake8_asyncsafe.model.progress.questions import State

#: coroutines of the async libraries that only let time pass
_PAUSES = frozenset({"sleep", "checkpoint", "sleep_until"})


@dataclass(frozen=True, slots=True)
class Poll:
    """A loop that polls; ``state`` is what it waits for, ``sleep`` the await by which it lets time pass."""

    loop: Loop
    state: State
    sleep: Suspend


class Polling:
    """The polling loops of one module."""

    def __init__(self, module: Module) -> None:
        self._module = module
        self._idle = module.ask(Idle)

    def loops(self) -> Iterator[Poll]:
        """Every ``while`` of a coroutine that polls."""
        for function in self._module.coroutines:
            if any(self._is_pause(point) for point in function.suspends):
                for loop in whiles(function):
                    found = self._poll(loop)
                    if found is not None:
                        yield found

    def _is_pause(self, point: Suspend) -> bool:
        node = point.node
        if not isinstance(node, cst.Await) or not isinstance(node.expression, cst.Call):
            return False
        names = self._module.names_of(node.expression.func, point)
        return bool(names) and all(
            name.rpartition(".")[2] in _PAUSES
            and (api := self._module.catalogue.api(name)) is not None
            and api.coroutine
            for name in names
        )

    def _poll(self, loop: Loop) -> Poll | None:
        turn = Turn(loop)
        pauses = [op for op in turn.ops if isinstance(op, Suspend)]
        if turn.has_work or not pauses or not all(self._is_pause(point) for point in pauses):
            return None
        questions = Questions(self._module, loop)
        states = Idle.states(questions, turn)
        if not states or any(self._is_timer(point, questions) for point in pauses):
            return None
        state = states[0]
        ends = self._idle.keeps_alive(turn)
        if not self._idle.only_waits(turn, pauses, states, may_log=state.kind == "flag" and not ends):
            return None
        return Poll(loop, state, pauses[0])

    @staticmethod
    def _is_timer(pause: Suspend, questions: Questions) -> bool:
        """``sleep(self.expiry - now)``: it sleeps until a time that others may have put off when it wakes up."""
        assert isinstance(pause.node, cst.Await)
        assert isinstance(pause.node.expression, cst.Call)
        answers = [questions.ask(arg.value) for arg in pause.node.expression.args]
        return any(answer is not None and answer.clock and answer.states for answer in answers)

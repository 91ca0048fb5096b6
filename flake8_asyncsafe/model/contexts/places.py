"""Contexts: on which thread, task or process a function runs, and the chain of calls that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Where

if TYPE_CHECKING:
    from collections.abc import Hashable

    import libcst as cst

    from flake8_asyncsafe.model.calls.effects import Step
    from flake8_asyncsafe.model.ops import Op
    from flake8_asyncsafe.model.scopes import Function


class Kind(Enum):
    """What sort of place a function runs in."""

    MAIN = "main"  # the module's own body, when it is imported or run as a script
    CALLER = "caller"  # the thread of whoever uses the function or object, which is none that is started here
    TASK = "task"
    CALLBACK = "loop-callback"
    THREAD = "thread"
    PROCESS = "process"
    SIGNAL = "signal"
    FINALISER = "finaliser"


#: where the catalogue says that something runs, as a context
KINDS = {
    Where.TASK: Kind.TASK,
    Where.LOOP_CALLBACK: Kind.CALLBACK,
    Where.THREAD: Kind.THREAD,
    Where.PROCESS: Kind.PROCESS,
    Where.SIGNAL: Kind.SIGNAL,
    Where.FINALISER: Kind.FINALISER,
    Where.CALLER: Kind.CALLER,
}


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One thread, task, ... (or several alike, if ``many``) of the program; two contexts are two of them.

    ``entry`` is the function that was started at ``site`` by ``api`` (no site: it is not seen where it is started).
    ``node`` is what the site is, for messages.  ``own``: each instance runs on an object of its own, so what they do to
    ``self`` is not done to one object (a Thread subclass's ``run``, a handler per request).  ``lane``: contexts
    of one lane run on one thread, one after another (jobs of an executor of one worker).  ``handles`` are the calls
    that made what is started, joined or asked for the result (the thread, the future, the executor).  ``sure`` is false
    if the call may be of another API, which would run it somewhere else.
    """

    kind: Kind
    entry: Function
    site: Op | None = None
    api: str = ""
    many: bool = False
    own: bool = False
    lane: Hashable | None = None
    node: cst.CSTNode | None = None
    handles: frozenset[cst.CSTNode] = frozenset()
    sure: bool = True

    @property
    def on_loop(self) -> bool:
        """Whether it is a task or callback of an event loop."""
        return self.kind in {Kind.TASK, Kind.CALLBACK}


@dataclass(frozen=True, slots=True, eq=False)
class Reach:
    """A function runs in a context: ``via`` is the chain of calls from the entry.

    ``loop``: the thread runs an event loop of its own, and the function in it (a thread function that calls
    ``asyncio.run(main())``).  ``sure`` is false if a call on the way may be of one function or another.
    """

    context: Context
    function: Function
    loop: bool = False
    step: Step | None = None
    before: Reach | None = field(default=None, repr=False)
    length: int = 1
    sure: bool = True
    #: whether a function on the way, itself included, is a coroutine
    in_coroutine: bool = False

    @property
    def kind(self) -> Kind:
        """The kind of its context."""
        return self.context.kind

    @property
    def on_loop(self) -> bool:
        """Whether it runs on an event loop, of whichever thread."""
        return self.loop or self.context.on_loop

    @property
    def via(self) -> tuple[Step, ...]:
        """(function, node) for each call on the way from the entry, outermost first; nothing for the entry itself."""
        steps: list[Step] = []
        reach: Reach | None = self
        while reach is not None and reach.step is not None:
            steps.append(reach.step)
            reach = reach.before
        return tuple(reversed(steps))

    def then(self, step: Step, function: Function, *, loop: bool, sure: bool) -> Reach:
        """The same one call further on."""
        in_coroutine = self.in_coroutine or self.function.is_async or function.is_async
        return Reach(self.context, function, loop, step, self, self.length + 1, self.sure and sure, in_coroutine)


@dataclass(frozen=True, slots=True)
class Concurrency:
    """Two functions may run at the same time: ``first`` and ``second`` say where, and by which chains.

    Both are the same reach where it is one context with many instances.  ``sure`` is false if one of the two
    runs on the thread of callers that are not in sight (a public method of a class that starts a thread).
    """

    first: Reach
    second: Reach

    @property
    def are_alike_and_own(self) -> bool:
        """Whether both are instances of one entry, each with an object of its own, wherever they are made."""
        first, second = self.first.context, self.second.context
        return first.own and second.own and first.entry is second.entry

    @property
    def sure(self) -> bool:
        """Whether both sides are seen to be started."""
        return Kind.CALLER not in {self.first.kind, self.second.kind}

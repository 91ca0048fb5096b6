"""ASF504: check-then-act-across-threads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from flake8_asyncsafe.model.describe import interleaving
from flake8_asyncsafe.model.sharing.late_locks import LateLocks
from flake8_asyncsafe.model.sharing.races import Races
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class CheckThenActAcrossThreads(Rule):
    """Shared state is checked and then acted upon, in code that several threads run, without a lock around both.

    ## What it does
    Checks for lazy creation (`if self.x is None: self.x = make()`), filling (`if k not in d: d[k] = ...`) and removal
    (`if k in d: del d[k]`) of shared state in code that runs on several threads, without one lock around check and act;
    and for double-checked locking without the second check.

    ## Why is this bad?
    Between the check and the act another thread runs: both saw that there is nothing, both create one, and two parts of
    the program go on with two different singletons.  Both saw that the key is there, both delete it, and one gets a
    KeyError.  A lock around the act alone does not help: who waited for it acts on what he saw before he waited.

    ## Drawn from
    *Your Code Doesn't Run the Way You Read It*, https://pluiee.github.io/your-code-doesnt-run-the-way-you-read-it/
    (what one thread sees of another between two of its steps)

    ## Example
    ```python
    import threading


    class Config:
        _instance: "Config | None" = None
        _lock = threading.Lock()

        @classmethod
        def get(cls) -> "Config":
            if cls._instance is None:
                with cls._lock:
                    cls._instance = cls()
            return cls._instance
    ```

    ## Use instead
    ```python
    import threading


    class Config:
        _instance: "Config | None" = None
        _lock = threading.Lock()

        @classmethod
        def get(cls) -> "Config":
            if cls._instance is None:
                with cls._lock:
                    if cls._instance is None:
                        cls._instance = cls()
            return cls._instance
    ```

    Or one step that does both: `d.setdefault(k, value)`, `d.pop(k, None)`.

    ## Known limits
    Off by default: of nine reports on released code that were read in the source, three could really go wrong.  In the
    others one thread alone comes there, or it does no harm to do it twice, which the code does not say.
    Without a lock in the code, it has to be seen that threads run it; not so where it is a lock of threads that is made
    when it is first needed, or where another place checks and stores the same under a lock: that says it.  Resets
    (`= None`) are right however often they are done.
    """

    code = "ASF504"
    name = "check-then-act-across-threads"
    default = False
    message = "another thread may get between the check of `{state}` and this{who}: both act on what they saw; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the accesses that nothing orders."""
        reported = set()
        for race in module.ask(Races).checks():
            reported.add(race.access.node)
            known = race.evidence is not None
            advice = "hold one lock around check and act" if known else "check again under the lock"
            if not known and race.other is not race.access:
                where = f"`{race.other.function.qualname}` (line {module.line(race.other.node)})"
                advice = f"take the lock under which {where} does the same"
            yield self.finding(
                race.access.node,
                evidence=partial(interleaving.of_check, module, race),
                state=race.access.text,
                who=f" (`{race.other.function.qualname}`, {interleaving.accesses_of(module, race)})" if known else "",
                advice=advice,
            )
        for op, lock in module.ask(LateLocks).found():  # that threads come is what a lock is for
            if op.node not in reported:
                story = partial(interleaving.of_late, op, lock)
                yield self.finding(
                    op.node, evidence=story, state=lock, who="", advice="make it with what it belongs to"
                )

"""ASF318: task-started-in-constructor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.starts import Starts
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class TaskStartedInConstructor(Rule):
    """A constructor starts a task or thread on its object before the object is complete, or an import starts one.

    ## What it does
    Checks `__init__` and `__post_init__` for a task or thread that gets hold of the object (a method of it, a closure
    over `self`) and is started, also by a method that the constructor calls, before the last attribute is set. The
    handle of what is started does not count (`self._task = create_task(...)`), nor do attributes that had a value
    before. Also checks for tasks and threads that the body of a module starts, also through functions.

    ## Why is this bad?
    `spawn` in Rust takes its closure by value: what it uses must be whole and owned before the call. A Python
    constructor hands out `self` while it is still filling it in. The thread runs at once and sees an object with
    attributes missing, sometimes. A task usually runs later, but not with an eager task factory, and if the rest of
    the constructor raises, it runs on an object that nobody ever got, and that nobody can stop. Started at import, it
    runs before the program has configured anything, in every process and test that imports the module.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    class Poller:
        def __init__(self, period: str) -> None:
            self._task = asyncio.create_task(self._run())
            self.period = float(period)

        async def _run(self) -> None:
            await asyncio.sleep(1)
    ```

    ## Use instead
    ```python
    import asyncio


    class Poller:
        def __init__(self, period: str) -> None:
            self.period = float(period)
            self._task = asyncio.create_task(self._run())

        async def _run(self) -> None:
            await asyncio.sleep(1)
    ```

    Better still, start nothing in a constructor: a method `start()` or `async with` can also stop it again.

    ## Known limits
    Where a thread's function in sight reads one of the attributes that are set later, that is ASF508. Attributes that a
    subclass sets after `super().__init__()` are not seen. A module that waits for its threads, ends in an endless
    loop or has a shebang is a script, and `if __name__ == "__main__":` is no import: both may start what they like.
    """

    code = "ASF318"
    name = "task-started-in-constructor"
    message = "this starts a {what} {when}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for starts in constructors and at import."""
        starts = module.ask(Starts)
        for early in starts.in_constructors():
            if early.start.what == "thread" and early.reads:
                continue  # ASF508 says which of them it needs
            later = ", ".join(f"`{each}`" for each in early.later[:3])
            verb = "is" if len(early.later) == 1 else "are"
            yield self.finding(
                early.op.node,
                what=early.start.what,
                when=f"on the object before its constructor is done ({later} {verb} set after it), so it may run on a "
                "half-made object",
                instead="start it last, or in a method of its own",
            )
        for op, start in starts.at_import():
            yield self.finding(
                op.node,
                what=start.what,
                when="whenever the module is imported",
                instead="start it in a function that the program calls",
            )

"""ASF304: outcome-never-observed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.tasks.kept_tasks import KeptTasks
from flake8_asyncsafe.model.tasks.unobserved import Outcomes
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_WHY = {
    "gather": (
        "`{call}(..., return_exceptions=True)` turns exceptions into results that nothing looks at",
        "look at the results, or leave return_exceptions out",
    ),
    "wait": (
        "`{call}(...)` never raises, and nothing looks at the tasks afterwards, so their exceptions are lost",
        "ask each task for its result, or use gather or a TaskGroup",
    ),
    "submit": (
        "`{call}(...)` gives a future that is dropped, so an exception of the job is lost",
        "ask the future for its result, or give it a done callback",
    ),
    "threadsafe": (
        "`{call}(...)` gives a future that is dropped, so an exception of the coroutine is lost",
        "ask the future for its result, or give it a done callback",
    ),
    "map": (
        "`{call}(...)` raises the exceptions of its jobs when it is iterated, and nothing iterates it",
        "iterate over it, for example with list(...)",
    ),
}


class OutcomeNeverObserved(Rule):
    """Work is started or waited for in a way that loses its exceptions.

    ## What it does
    Checks for `gather(..., return_exceptions=True)` and `asyncio.wait(...)` whose result is ignored and whose tasks
    nothing looks at, `executor.submit(...)` and `run_coroutine_threadsafe(...)` whose future is dropped,
    `executor.map(...)` that nobody iterates, and tasks in private attributes of an object (also in its lists, sets
    and dicts) that nothing awaits, cancels, asks for a result or gives a done callback.

    ## Why is this bad?
    Joining a task in tokio gives a `Result`, and to drop one unread is a warning of the compiler: the failure of a
    task is a value that somebody has to take.  Python stores it, too, in the future, or with `return_exceptions` in
    a list.  But the exception has been raised for nobody.  An executor's future keeps it without a word.  A task
    complains when the collector finds it, which is never as long as an attribute holds it.  The program goes on as
    if all had worked, and the crashed consumer, the half of the mails that were not sent, are found weeks later.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio


    async def send(address: str) -> None:
        if "@" not in address:
            raise ValueError(address)


    async def send_all(addresses: list[str]) -> None:
        await asyncio.gather(*[send(address) for address in addresses], return_exceptions=True)
    ```

    ## Use instead
    ```python
    import asyncio
    import logging


    async def send(address: str) -> None:
        if "@" not in address:
            raise ValueError(address)


    async def send_all(addresses: list[str]) -> None:
        results = await asyncio.gather(*[send(address) for address in addresses], return_exceptions=True)
        for address, result in zip(addresses, results, strict=True):
            if isinstance(result, BaseException):
                logging.error("could not send to %s", address, exc_info=result)
    ```

    Without `return_exceptions` the first failure is raised here; a `TaskGroup` also cancels the rest.  A job or task
    that runs on its own gets a done callback, or catches and logs its exceptions itself.

    ## Known limits
    Ignored on purpose, and not reported: the outcome of tasks that were cancelled before, of clean-up (functions
    called `close`, `stop`, `disconnect`..., in one, or gathered), and of functions of the project that do all their
    work inside `try`/`except Exception`.  Tasks that are a parameter, come from elsewhere, or are handed on may be
    looked at there.  `wait` with a timeout or `FIRST_*` is ASF408's.  Attributes without a leading underscore, and
    those of classes with bases in other files, may be read there.
    """

    code = "ASF304"
    name = "outcome-never-observed"
    message = "{why}: {instead}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at results that nobody reads, and at tasks that are only kept."""
        for lost in module.ask(Outcomes).unobserved():
            why, instead = _WHY[lost.how]
            yield self.finding(lost.node, why=why.format(call=module.source(lost.node.func)), instead=instead)
        for node, attribute in module.ask(KeptTasks).forgotten():
            why = f"nothing awaits the task kept in `self.{attribute}` or looks at it, so its exception is never seen"
            yield self.finding(node, why=why, instead="await it, cancel it on closing, or give it a done callback")

"""ASF310: loop-variable-captured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import libcst as cst

from flake8_asyncsafe.model.tasks.captures import LoopCaptures
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module

_BY = {
    "thread": "it runs on another thread",
    "task": "the loop runs it later",
    "later": "it runs when there is a result",
    "stored": "it is only kept here and runs later",
}


class LoopVariableCaptured(Rule):
    """A closure made in a loop looks a variable of the loop up when it runs, which is too late.

    ## What it does
    Checks for lambdas and nested functions that read a loop variable, or a name derived from it in the body, and
    that run after the turn that made them: handed to a task, thread, executor, `call_soon`, `call_later` or
    `add_done_callback`, or kept in a list, set, dict or an attribute of the item.  Comprehensions are loops, too.

    ## Why is this bad?
    A Rust task must own what it uses: the compiler makes the author write `move`, and each closure gets the value of
    its turn.  A Python closure owns nothing.  It holds the *variable*, and there is one variable for the whole
    loop.  As long as closures run in the turn that made them nobody notices.  Tasks and callbacks run when the loop
    gives up control, that is after its last turn, so all of them see the last item: ten downloads of the same file,
    and none of the other nine.  Threads read whatever the loop has got to, so there the result also changes from run
    to run.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from concurrent.futures import Future, ThreadPoolExecutor


    def fetch(url: str) -> str:
        return url


    def fetch_all(urls: list[str]) -> list[str]:
        jobs: list[Future[str]] = []
        with ThreadPoolExecutor() as pool:
            for url in urls:
                jobs.append(pool.submit(lambda: fetch(url)))
        return [job.result() for job in jobs]
    ```

    ## Use instead
    ```python
    from concurrent.futures import Future, ThreadPoolExecutor


    def fetch(url: str) -> str:
        return url


    def fetch_all(urls: list[str]) -> list[str]:
        jobs: list[Future[str]] = []
        with ThreadPoolExecutor() as pool:
            for url in urls:
                jobs.append(pool.submit(fetch, url))
        return [job.result() for job in jobs]
    ```

    Where the callee takes no arguments, bind the value when the closure is made: `lambda url=url: fetch(url)`,
    `functools.partial(fetch, url)`, or a function that takes it and returns the closure.

    ## Known limits
    One report for each closure, at its first late look-up.  A closure that is called, awaited or waited for in the
    same turn is right, and so is one whose loop ends with that turn.  A task that the loop gives a chance to run
    before the next turn (an `await` in between) is only reported for what it looks up after an `await` of its own.
    What is given to an unknown function or decorator, yielded or returned is not followed; processes get copies.
    Names that each turn sets to something that does not derive from the loop variable are not taken for varying.

    ## Fix safety
    The fix binds the name as a default (`lambda name=name: ...`).  It is unsafe: a caller that passes more positional
    arguments would overwrite it, and the closure no longer follows later changes of the variable.
    """

    code = "ASF310"
    name = "loop-variable-captured"
    fixable = True
    message = (
        "`{name}` is looked up when the {closure} runs, but {by}, so it sees the value of a later turn of the loop: "
        "bind it when the closure is made (a default `{name}={name}`, functools.partial, an argument)"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at closures made in loops that run after their turn."""
        for capture in module.ask(LoopCaptures).captures():
            node = capture.read.node
            while isinstance(node, cst.Attribute):
                node = node.value
            named = "lambda" if capture.closure.kind == "lambda" else f"function `{capture.closure.name}`"
            yield self.finding(node, name=capture.name, closure=named, by=_BY[capture.deferred.how])

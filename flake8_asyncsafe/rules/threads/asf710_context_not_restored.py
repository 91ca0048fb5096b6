"""ASF710: context-not-restored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.contexts.context_vars import ContextVars
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class ContextNotRestored(Rule):
    """A `ContextVar` is set and not reset by a middleware or generator, or read on a thread that has another context.

    ## What it does
    Checks for `ContextVar.set` without `reset` in generators (also context managers, fixtures and dependencies made of
    them) and in functions that call the next one of a chain; and for functions that read a context variable of the
    module and are started by `Thread`, `Timer`, an executor's `submit` or `map`, or `run_in_executor`.

    ## Why is this bad?
    A context is to a task what a thread-local is to a thread, and what makes it safe is that nobody else's is changed.
    But a generator has no context of its own: what it sets between two yields is set for whoever iterates it, and stays
    set when it has ended.  A middleware sets it for all that is still done in that task.  And the other way round: a
    thread begins with an empty context.  Only `asyncio.to_thread` takes a copy along; `run_in_executor`, `submit` and
    `Thread` do not, and the request id in the log of the worker is the default.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/

    ## Example
    ```python
    import contextlib
    import contextvars
    from collections.abc import Iterator

    user: contextvars.ContextVar[str] = contextvars.ContextVar("user", default="nobody")


    @contextlib.contextmanager
    def acting_as(name: str) -> Iterator[None]:
        user.set(name)
        yield None
    ```

    ## Use instead
    ```python
    import contextlib
    import contextvars
    from collections.abc import Iterator

    user: contextvars.ContextVar[str] = contextvars.ContextVar("user", default="nobody")


    @contextlib.contextmanager
    def acting_as(name: str) -> Iterator[None]:
        token = user.set(name)
        try:
            yield
        finally:
            user.reset(token)
    ```

    For a thread: `contextvars.copy_context().run`, as in `pool.submit(contextvars.copy_context().run, work)`.

    ## Known limits
    Off by default: a middleware in a task of its own for each request may leave the variable set.  A token that is kept
    in an attribute is taken to be used.  Builds of Python without the GIL let threads inherit the context.
    """

    code = "ASF710"
    name = "context-not-restored"
    default = False
    message = "{what}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Look at what is set, and at what threads read."""
        variables = module.ask(ContextVars)
        if not variables.relevant:
            return
        for call, name, kind in variables.not_restored():
            yield self.finding(
                call.node,
                what=f"this {kind} sets `{name}` and leaves it set for whoever called it: keep the token, and "
                f"`{name}.reset(token)` in a finally",
            )
        for context, name in variables.lost():
            if context.node is not None:
                yield self.finding(
                    context.node,
                    what=f"`{context.entry.name}` reads `{name}`, but {context.api.rpartition('.')[2]} runs it in an "
                    "empty context: run it by `contextvars.copy_context().run`, or use asyncio.to_thread",
                )

"""ASF704: shared-by-tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.aliasing.shared_by_tasks import TaskSharing
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SharedByTasks(Rule):
    """Several tasks use an object that serves one at a time.

    ## What it does
    Checks for objects that the catalogue says to serve one task at a time (an `AsyncSession`, a connection or cursor of
    asyncpg and others, a `StreamReader`, the receiving side of a web socket), and for asynchronous generators, that are
    used by several tasks: in `gather`, in task groups, by tasks that a loop starts, or by a task and the function that
    started it and has not waited for it yet.

    ## Why is this bad?
    One thread runs all tasks, so nothing is torn; but a session or a connection is a conversation, and at the first
    `await` in it the other task begins to speak.  Some objects notice and raise (`InterfaceError: another operation is
    in progress`, `RuntimeError: readuntil() called while another coroutine is already waiting`), others mix up two
    transactions.  The post asks of each type whether it may be moved (`Send`) and shared (`Sync`); among tasks the
    borrow checker answers the same question, as two tasks cannot hold `&mut connection` at once.

    ## Drawn from
    *Making Sense of Send and Sync in Rust*, https://pluiee.github.io/making-sense-of-send-and-sync-in-rust/ (what may
    be shared, and what has one user)

    ## Example
    ```python
    import asyncio

    from sqlalchemy.ext.asyncio import AsyncSession


    async def load(session: AsyncSession, query: object) -> object:
        return await session.execute(query)


    async def load_all(session: AsyncSession, queries: list[object]) -> list[object]:
        return await asyncio.gather(*(load(session, query) for query in queries))
    ```

    ## Use instead
    ```python
    import asyncio

    from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker


    async def load(make: async_sessionmaker[AsyncSession], query: object) -> object:
        async with make() as session:
            return await session.execute(query)


    async def load_all(make: async_sessionmaker[AsyncSession], queries: list[object]) -> list[object]:
        return await asyncio.gather(*(load(make, query) for query in queries))
    ```

    ## Known limits
    What the object is has to be known where the tasks are started.  Uses under a lock are not reported, nor are
    connections that put their users into a queue by themselves (psycopg's `AsyncConnection`, aiosqlite's).  Of the
    function that starts a task only what it awaits behind the start counts, up to the first await of a task; coroutines
    that a lambda makes (`map(lambda query: load(session, query), queries)`) are not followed.
    """

    code = "ASF704"
    name = "shared-by-tasks"
    message = (
        "several tasks use `{path}` ({type}), which serves one at a time ({why}): give each its own, hold one lock "
        "around each use, or await them one after another"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report what several tasks use at the same time."""
        for found in module.ask(TaskSharing).found():
            yield self.finding(found.node, path=found.path, type=found.type, why=found.why)

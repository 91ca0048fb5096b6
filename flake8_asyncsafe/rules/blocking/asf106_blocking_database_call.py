"""ASF106: blocking-database-call."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingDatabaseCall(DirectBlockingRule):
    """A coroutine waits for a database with the thread instead of with the task.

    ## What it does
    Checks for what makes a synchronous database client wait where the event loop runs: connecting, executing,
    fetching and committing with DB-API drivers (sqlite3, psycopg, PyMySQL...), SQLAlchemy's sessions, connections and
    engines, evaluating a query of Django's or peewee's mapper, every command of redis and PyMongo, and the clients of
    search engines and vector databases.  What only builds a query is left alone: it is reported where the rows are
    asked for, be it by a method, by `for`, `list`, `len`, `if`, an index or the `in` operator.

    ## Why is this bad?
    A query costs a round trip, a search on a disk that others use too, and a queue if a row or the whole file is
    locked.  For all that time this program has nothing to do, which is exactly when an event loop is worth its
    complexity.  But the loop can only turn to another task when the current one says that it waits, and a synchronous
    driver says so to the operating system instead: the thread sleeps, and with it every request in flight.

    It can come to a deadlock.  A coroutine holds a transaction open across an `await`; another waits in a blocking
    call for the lock of that transaction.  The first would release it at once, if only the loop ran; the loop does not
    run until the lock is released.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import sqlite3


    class Orders:
        def __init__(self, path: str) -> None:
            self.connection = sqlite3.connect(path)

        async def total(self, customer: int) -> float:
            rows = self.connection.execute("select price from orders where customer = ?", (customer,))
            return sum(price for (price,) in rows)
    ```

    ## Use instead
    An asynchronous driver:

    ```python
    import aiosqlite


    class Orders:
        def __init__(self, path: str) -> None:
            self.path = path

        async def total(self, customer: int) -> float:
            async with aiosqlite.connect(self.path) as connection:
                async with connection.execute("select price from orders where customer = ?", (customer,)) as rows:
                    return sum([price async for (price,) in rows])
    ```

    Where the synchronous one has to stay, let a thread do the whole piece of work, from the query to the last row:

    ```python
    import asyncio
    import sqlite3


    class Orders:
        def __init__(self, path: str) -> None:
            self.path = path

        def _total(self, customer: int) -> float:
            connection = sqlite3.connect(self.path)
            try:
                rows = connection.execute("select price from orders where customer = ?", (customer,))
                return sum(price for (price,) in rows)
            finally:
                connection.close()

        async def total(self, customer: int) -> float:
            return await asyncio.to_thread(self._total, customer)
    ```

    ## Known limits
    Only clients that the catalogue knows are found, and objects whose type can be seen: an untyped parameter called
    `session` may be of either colour.  A model from another module is known if that is of the project, else by its
    `objects` manager where the file imports Django.  Queries that run when they are iterated over or tested are seen
    in files that import their library; a managed relation (`author.book_set`) and the query behind an attribute that
    is loaded late are not.  A database in memory is reported like one on disk: its queries keep the thread busy, too.
    """

    category = Category.DATABASE
    code = "ASF106"
    name = "blocking-database-call"
    message = "`{call}` blocks the event loop until the database has answered: no other task runs; use {instead}"

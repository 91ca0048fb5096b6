"""ASF219: network-under-async-lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.locks.convoys import Convoys
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class NetworkUnderAsyncLock(Rule):
    """A task waits for the network while it holds a lock that other tasks need.

    ## What it does
    Checks for awaits of network calls that the catalogue knows (HTTP clients, database drivers, streams, sockets)
    inside a section of an `asyncio.Lock`, or one of anyio or trio: in the function itself, or in coroutines that it
    awaits there.  Also for an `async with` that sends a request, and for calls in `gather` and `wait_for`.

    ## Why is this bad?
    A lock of tasks may be held across an await, which is what it is made for, and so nothing stops one who holds it
    while a server thinks.  All tasks that want the lock form a queue behind that answer, also those that only want to
    look at a number: what ran at the same time runs one after another, at the pace of the slowest peer.  If the peer
    does not answer, the queue does not move.  The post's advice on guards holds for these locks too: have them for as
    short a time as can be, and do the waiting outside.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import asyncio

    import httpx


    class Prices:
        def __init__(self, client: httpx.AsyncClient) -> None:
            self.client = client
            self.lock = asyncio.Lock()
            self.known: dict[str, str] = {}

        async def update(self, name: str) -> None:
            async with self.lock:
                reply = await self.client.get(f"https://prices.example/{name}")
                self.known[name] = reply.text
    ```

    ## Use instead
    Ask first, and take the lock to keep the answer, if it still takes one then:

    ```python
    import asyncio

    import httpx


    class Prices:
        def __init__(self, client: httpx.AsyncClient) -> None:
            self.client = client
            self.lock = asyncio.Lock()
            self.known: dict[str, str] = {}

        async def update(self, name: str) -> None:
            reply = await self.client.get(f"https://prices.example/{name}")
            async with self.lock:
                self.known[name] = reply.text
    ```

    To bound how many ask at a time, use a semaphore; for one question at a time per key, a lock per key.

    ## Known limits
    Off by default: a connection that takes one request at a time needs such a lock (a pool of connections does not).
    Nothing is said of a lock that lets one task fetch what all need (`if self._token is None: self._token = await
    fetch()`), of a lock per key, of `drain()`, nor of calls that end something (`close`).  Only clients that the
    catalogue knows are network; add yours to its table `[awaits]`.  Helpers in other modules are not looked into.
    """

    code = "ASF219"
    name = "network-under-async-lock"
    default = False
    message = (
        "`{call}` waits for the network{chain} while `{lock}` is held (line {line}): every task that wants `{lock}` "
        "waits for that answer too; ask without it, and take it to keep the answer"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the awaits of the network under a lock."""
        for each in module.ask(Convoys).found():
            yield self.finding(
                each.node,
                call=module.called_text(each.node),
                chain=f" ({module.chain(each.effect, each.name)})" if each.effect is not None else "",
                lock=each.held.lock.text,
                line=module.line(each.held.node),
            )

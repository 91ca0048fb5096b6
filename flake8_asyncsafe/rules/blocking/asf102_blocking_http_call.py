"""ASF102: blocking-http-call."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingHttpCall(DirectBlockingRule):
    """A coroutine waits for an HTTP answer with the thread instead of with the task.

    ## What it does
    Checks for requests through synchronous HTTP clients (requests, urllib, urllib3, http.client, the synchronous part
    of httpx, and SDKs built on them) made where the event loop runs.  Sessions and clients are followed through
    variables, attributes, parameters with a type, `with ... as` and the results of functions.

    ## Why is this bad?
    Almost all of a request is waiting: the processor has nothing to do until the server answers.  To use that idle time
    for other work is what async is for.  A synchronous client spends it holding the loop's only thread.  For one round
    trip no other task makes progress, and if the server hangs, so does every connection of this program.

    Starting such calls "concurrently" does not help: the arguments of `gather(get(a), get(b))` are computed one after
    the other before `gather` is even called, each with the loop standing still.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import requests


    async def title_of(url: str) -> str:
        response = requests.get(url, timeout=10)
        return response.text.partition("<title>")[2].partition("</title>")[0]
    ```

    ## Use instead
    ```python
    import httpx


    async def title_of(url: str) -> str:
        async with httpx.AsyncClient() as client:
            response = await client.get(url, timeout=10)
        return response.text.partition("<title>")[2].partition("</title>")[0]
    ```

    Where the synchronous client has to stay, let a thread wait.  The function is passed, not called:

    ```python
    import asyncio

    import requests


    async def title_of(url: str) -> str:
        response = await asyncio.to_thread(requests.get, url, timeout=10)
        return response.text.partition("<title>")[2].partition("</title>")[0]
    ```

    ## Known limits
    Only clients that the catalogue knows are found; add others in a catalogue file or with `asyncsafe-blocking-calls`.
    A client of unknown type is not guessed from its name, since async clients use the same method names.  For the same
    reason a call that is awaited is never reported, not even `await requests.get(url)`.
    """

    category = Category.HTTP
    code = "ASF102"
    name = "blocking-http-call"
    message = "`{call}` blocks the event loop until the server has answered: no other task runs; use {instead}"

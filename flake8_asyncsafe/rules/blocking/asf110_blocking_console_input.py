"""ASF110: blocking-console-input."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingConsoleInput(DirectBlockingRule):
    """A coroutine waits for somebody at the keyboard, and everything else waits along.

    ## What it does
    Checks for `input`, `getpass`, prompts of click, typer, rich, questionary and prompt_toolkit, and for debuggers
    (`breakpoint()`, `pdb.set_trace()`), called where the event loop runs.

    ## Why is this bad?
    Nothing is slower than a human.  While the prompt stands there, the loop's thread is inside one read: no connection
    is accepted, no heartbeat sent, no timer fires, so the other sides time out one after the other.  A chat client made
    this way shows each message only after its user has typed the next line.

    A breakpoint that was left in is the same and worse: in a service nobody is there to continue.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def ask() -> str:
        return input("Your name? ")
    ```

    ## Use instead
    ```python
    import asyncio


    async def ask() -> str:
        return await asyncio.to_thread(input, "Your name? ")
    ```

    Note that a thread that waits for the keyboard cannot be cancelled.  prompt_toolkit has `prompt_async`, which can.

    ## Known limits
    Reading `sys.stdin` through an alias of unknown type is not seen.  A debugger's prompt in a plain helper is not
    reported to the callers of the helper (ASF120): it is meant to stop everything.
    """

    category = Category.CONSOLE
    code = "ASF110"
    name = "blocking-console-input"
    message = "`{call}` blocks the event loop until a human has answered: no other task runs; use {instead}"

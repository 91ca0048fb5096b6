"""ASF302: coroutine-as-value."""

from __future__ import annotations

from flake8_asyncsafe.rules.base import Rule


class CoroutineAsValue(Rule):
    """A coroutine object is used as if it were its result.

    ## What it does
    Checks for coroutines that are tested, compared, calculated with, formatted, indexed, iterated, unpacked, asked
    for an attribute, or given to a function that is known to want a value (`str`, `len`, `print`, `json.dumps`,
    logging).  The coroutine may be the call itself, a name bound to it, or an async property that is read without
    `await`; a name is reported where it is first misused.

    ## Why is this bad?
    An async function in Rust returns a future of `bool`, and a future of `bool` is not a `bool`: the program does
    not compile.  In Python it runs.  The coroutine object stands where its result should, and like nearly every
    object it is true, equal to nothing else and printable.  So `if user_may_enter(user):` lets everybody in, a
    comparison never holds, and the log shows `<coroutine object ...>`.  The operations that raise instead are the
    lucky cases.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    async def may_enter(user: str) -> bool:
        return user == "ada"


    async def door(user: str) -> str:
        if may_enter(user):
            return "open"
        return "closed"
    ```

    ## Use instead
    ```python
    async def may_enter(user: str) -> bool:
        return user == "ada"


    async def door(user: str) -> str:
        if await may_enter(user):
            return "open"
        return "closed"
    ```

    ## Known limits
    An argument counts only if the callee is known to take no coroutine: legitimate code passes coroutines around.
    What may be `None` may be tested (`coro = f() if wanted else None`).  Not reported: `is None`, `close()`,
    `send()`, `throw()`, `cr_*`, and the functions of `inspect` and `asyncio` that look at coroutines.  A coroutine
    that is awaited on one path only and used after both is missed.

    ## Fix safety
    The fix puts `await` before the call, in parentheses where precedence asks for it, if the call stands in a
    coroutine.  It is unsafe: the test can now fail and the comparison hold, so branches run that never ran before.
    """

    code = "ASF302"
    name = "coroutine-as-value"
    fixable = True
    message = "`{callee}(...)` is a coroutine object here, not its result, so {effect}: await it first"

"""ASF109: cpu-heavy-call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking


class CpuHeavyCall(DirectBlockingRule):
    """A coroutine computes for so long that the other tasks notice.

    ## What it does
    Checks for key derivation and password hashing (`pbkdf2_hmac`, `scrypt`, bcrypt, argon2, passlib, the KDFs of
    cryptography) called where the event loop runs.  With the option `asyncsafe-cpu` also for what is heavy only on
    large inputs: compression, image codecs, loading and dumping whole files of JSON, pickle or XML, models of machine
    learning.

    ## Why is this bad?
    Tasks share one thread, and they share it by agreement: each runs until it waits for something.  A computation waits
    for nothing, so it never gives the thread back.  Password hashing is the clearest case, since it is made to take
    tens to hundreds of milliseconds: one login holds up every other request for that long, and a few dozen logins a
    second, or an attacker who tries them, are enough to stop the service.

    An `async def` around it changes nothing, and neither does `gather`: there is nothing idle in it to overlap.  The
    work has to go to another thread, if the library releases the interpreter lock while it computes (hashlib, bcrypt
    and argon2 do), or to another process.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import hashlib
    import hmac


    async def is_right(password: str, salt: bytes, stored: bytes) -> bool:
        derived = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)
        return hmac.compare_digest(derived, stored)
    ```

    ## Use instead
    ```python
    import asyncio
    import hashlib
    import hmac


    async def is_right(password: str, salt: bytes, stored: bytes) -> bool:
        derived = await asyncio.to_thread(hashlib.pbkdf2_hmac, "sha256", password.encode(), salt, 600_000)
        return hmac.compare_digest(derived, stored)
    ```

    ## Known limits
    How long a computation takes is not measured: only calls known to be slow by design are reported, and loops of your
    own are not.  Cost parameters are not read; a hash with one round counts like any other.
    """

    category = Category.CPU
    code = "ASF109"
    name = "cpu-heavy-call"
    message = "`{call}` keeps the event loop's thread computing: no other task runs until it is done; use {instead}"

    @classmethod
    def concerns(cls, blocking: Blocking) -> bool:
        """Calls that are heavy on large inputs as well; the model knows them only where the option asks for them."""
        return blocking.category in {Category.CPU, Category.CPU_HEAVY}

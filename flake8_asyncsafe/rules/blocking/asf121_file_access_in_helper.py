"""ASF121: file-access-in-helper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.helpers import HelperBlockingRule

if TYPE_CHECKING:
    from flake8_asyncsafe.model.calls.blocking import Blocking


class FileAccessInHelper(HelperBlockingRule):
    """A coroutine calls a plain function that reads, writes or asks for files, however far down.

    ## What it does
    Checks, like ASF120, for calls made where the event loop runs that lead through plain first-party functions, of
    this or another module, to a file: to a call that ASF104 or ASF105 would report.

    ## Why is this bad?
    A plain function has no suspension point.  Whatever it does to the disk, the thread of the event loop does, and all
    tasks wait until it is done.  Behind a helper called `load_settings` or a property called `config` nobody expects a
    disk at all, let alone a network share that is slow today.

    The rule is off by default because most files are small, local and cached, and much of such code runs once at
    start-up, when nobody is waiting yet.  Switch it on for services that live on network volumes, or while looking for
    an unexplained pause.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import json
    from pathlib import Path


    def load_settings(path: Path) -> dict[str, str]:
        return json.loads(path.read_text())


    async def greet(path: Path) -> str:
        return f"Hello, {load_settings(path)['name']}"
    ```

    ## Use instead
    ```python
    import asyncio
    import json
    from pathlib import Path


    def load_settings(path: Path) -> dict[str, str]:
        return json.loads(path.read_text())


    async def greet(path: Path) -> str:
        settings = await asyncio.to_thread(load_settings, path)
        return f"Hello, {settings['name']}"
    ```

    ## Known limits
    Those of ASF120.  A helper whose own call carries `# noqa: ASF104` or `# noqa: ASF105` is not reported to its
    callers.
    """

    code = "ASF121"
    name = "file-access-in-helper"
    default = False
    message = "`{call}` blocks the event loop while the disk works: {chain}; {advice}"

    @staticmethod
    def concerns(blocking: Blocking) -> bool:
        """Files and questions about files."""
        return blocking.category in {Category.FILE, Category.METADATA}

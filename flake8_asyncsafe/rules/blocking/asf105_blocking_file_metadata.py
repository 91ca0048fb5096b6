"""ASF105: blocking-file-metadata."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingFileMetadata(DirectBlockingRule):
    """A coroutine asks the file system a question, or changes an entry of it, with the loop's thread.

    ## What it does
    Checks for `exists`, `stat`, `listdir`, `mkdir`, `unlink`, `rename`, `glob`, `os.walk` and their relatives in `os`,
    `os.path`, `pathlib`, `glob` and `shutil`, called where the event loop runs.  What only works on the text of a path
    (`joinpath`, `with_suffix`, `os.path.join`) is left alone.

    ## Why is this bad?
    Such a call looks like arithmetic on strings and is a system call: the thread of the loop goes into the kernel and
    comes back when the file system has answered.  There is no point at which the task could step aside meanwhile.  On a
    local disk that takes microseconds.  On a network mount that has lost its server, `exists` alone can take minutes,
    and for all that time every task of the program waits for a question that seemed free.

    The rule is off by default since the local disk is what most programs ask.  Switch it on for services on network or
    container volumes, and for walks over large trees.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from pathlib import Path


    async def newest(folder: Path) -> float:
        return max(entry.stat().st_mtime for entry in folder.iterdir())
    ```

    ## Use instead
    One thread answers all the questions; a thread for each would cost more than it saves:

    ```python
    import asyncio
    from pathlib import Path


    def newest_now(folder: Path) -> float:
        return max(entry.stat().st_mtime for entry in folder.iterdir())


    async def newest(folder: Path) -> float:
        return await asyncio.to_thread(newest_now, folder)
    ```

    In trio and anyio, `trio.Path` and `anyio.Path` have the same methods as coroutines.

    ## Known limits
    How fast the file system is cannot be known.  A path whose type is not in sight is not guessed from the names of its
    methods.  Questions behind plain functions are ASF121, which is off by default as well.
    """

    category = Category.METADATA
    code = "ASF105"
    name = "blocking-file-metadata"
    default = False
    message = "`{call}` blocks the event loop until the file system has answered: no other task runs; use {instead}"

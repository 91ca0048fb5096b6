"""ASF104: blocking-file-io."""

from __future__ import annotations

from flake8_asyncsafe.catalogue.entries import Category
from flake8_asyncsafe.rules.blocking.direct import DirectBlockingRule


class BlockingFileIo(DirectBlockingRule):
    r"""A coroutine opens, reads or writes a file with the loop's thread.

    ## What it does
    Checks for `open`, the reading and writing methods of `pathlib.Path`, copying and deleting of trees, temporary
    files, archives and table readers, called where the event loop runs.  A file is reported once, where it is opened,
    and not again for each read and write.  Files in memory (`io.StringIO`, `io.BytesIO`) are none, and a
    file descriptor that is open already (`open(sock.fileno())`, `os.fdopen`) opens none.

    ## Why is this bad?
    The loop has one thread, and file calls have no form that suspends: the thread waits until the disk has answered.
    From a warm cache that is microseconds.  From a network share, a sleeping disk, a busy container volume or a named
    pipe it is as long as it likes, and for that long no task runs.  Such delays do not show on the machine where the
    code was written; they come in production and seem to hit random, unrelated requests.

    A thread of a pool may wait in the loop's place.  Let it do the whole piece of work, open to close: one hand-over,
    and nothing lazy that comes back to the loop half read.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    from pathlib import Path


    async def append_to_log(path: Path, line: str) -> None:
        with path.open("a") as log:
            log.write(line + "\n")
    ```

    ## Use instead
    ```python
    import asyncio
    from pathlib import Path


    def append(path: Path, line: str) -> None:
        with path.open("a") as log:
            log.write(line + "\n")


    async def append_to_log(path: Path, line: str) -> None:
        await asyncio.to_thread(append, path, line)
    ```

    trio and anyio offer the same as `trio.Path`, `anyio.Path`, `open_file` and `to_thread.run_sync`.

    ## Known limits
    How slow the file will be is not known: a small local file at start-up is reported like any other.  Questions about
    files (`exists`, `stat`, `glob`...) are ASF105, and files behind plain functions ASF121; both are off by default.
    What `glob` and `iterdir` yield is not followed.
    """

    category = Category.FILE
    code = "ASF104"
    name = "blocking-file-io"
    message = "`{call}` blocks the event loop while the disk works: no other task runs; use {instead}"

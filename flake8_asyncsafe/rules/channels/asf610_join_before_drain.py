"""ASF610: join-before-drain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.children import Children
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class JoinBeforeDrain(Rule):
    """`Process.join()` before the queue or pipe that the process writes to has been read.

    ## What it does
    Checks functions that start a process, join it without a timeout, and only then read from the queue or pipe into
    which the process puts its results.

    ## Why is this bad?
    A queue between processes is a pipe with a thread that feeds it.  A pipe holds some 64 KiB; what is more waits in
    the child until somebody reads, and the child does not end before its feeder has got rid of everything.  So the
    parent waits in `join()` for the child, and the child for the parent to read: a deadlock that a small test never
    shows, as small results fit into the pipe.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (bounded
    channels: a full one stops its sender)

    ## Example
    ```python
    import multiprocessing


    def work(out) -> None:
        out.put("x" * 1_000_000)


    def main() -> str:
        out: multiprocessing.Queue = multiprocessing.Queue()
        child = multiprocessing.Process(target=work, args=(out,))
        child.start()
        child.join()
        return out.get()
    ```

    ## Use instead
    ```python
    import multiprocessing


    def work(out) -> None:
        out.put("x" * 1_000_000)


    def main() -> str:
        out: multiprocessing.Queue = multiprocessing.Queue()
        child = multiprocessing.Process(target=work, args=(out,))
        child.start()
        result = out.get()
        child.join()
        return result
    ```

    ## Known limits
    Start, join and read have to be in one function.  How much is written is not known: a result that always fits into
    the pipe is reported too.
    """

    code = "ASF610"
    name = "join-before-drain"
    message = (
        "the process cannot end before what it writes is read, which comes only in line {line}: with more than a "
        "pipe holds both wait for ever; read first, then join"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the joins that come before the read."""
        for join, read in module.ask(Children).joined_too_early():
            yield self.finding(join.node, line=module.line(read.call.node))

"""ASF610: join-before-drain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.drains import Drains
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class JoinBeforeDrain(Rule):
    """A process is joined before the queue that it writes to is read.

    ## What it does
    Checks for `Process.join()` that stands before the `get()` or `recv()` that takes what the process puts on a
    multiprocessing queue or sends through a pipe: without a timeout, or with one after which the process is killed.

    ## Why is this bad?
    A process does not end before its items are in the pipe, and a pipe takes 64 KiB or so.  If nobody reads, the child
    waits for room and the parent waits for the child.  It works in every test with small data.  With a timeout the
    parent waits in vain, and takes the child that had its result long ago for one that hangs.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import multiprocessing


    def compute(results: "multiprocessing.Queue[bytes]") -> None:
        results.put(b"x" * 10_000_000)


    def main() -> bytes:
        results: "multiprocessing.Queue[bytes]" = multiprocessing.Queue()
        child = multiprocessing.Process(target=compute, args=(results,))
        child.start()
        child.join()
        return results.get()
    ```

    ## Use instead
    ```python
    import multiprocessing


    def compute(results: "multiprocessing.Queue[bytes]") -> None:
        results.put(b"x" * 10_000_000)


    def main() -> bytes:
        results: "multiprocessing.Queue[bytes]" = multiprocessing.Queue()
        child = multiprocessing.Process(target=compute, args=(results,))
        child.start()
        result = results.get()
        child.join()
        return result
    ```

    ## Known limits
    The target has to be a function in the file, and the queue has to be read in the function that joins, or in a helper
    that only this one calls.
    """

    code = "ASF610"
    name = "join-before-drain"
    message = (
        "the process may wait for room in `{queue}`, which is read only after this join (line {line}): {harm} once it "
        "holds more than a pipe does; {advice}"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the joins that come too early."""
        if any(word in module.lowered_source for word in (".join",)):
            for join, read, kill in module.ask(Drains).joined_first():
                yield self.finding(
                    join.call.node,
                    queue=read.channel.text,
                    line=module.line(read.call.node),
                    harm=f"the time runs out, and line {module.line(kill.call.node)} kills it with its result"
                    if kill is not None
                    else "both wait for ever",
                    advice="read first, then join" if kill is None else "let `get(timeout=...)` wait, then join",
                )

"""ASF611: pipe-never-drained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.drains import Drains
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class PipeNeverDrained(Rule):
    """A subprocess with a pipe is waited for, and nobody reads the pipe.

    ## What it does
    Checks for `wait()`, or a loop around `poll()`, on a process that was started with `stdout=PIPE` or `stderr=PIPE`,
    where nothing reads these before or meanwhile.

    ## Why is this bad?
    A pipe is a bounded channel.  When it is full the child waits for its reader, and the reader waits for the child.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    import subprocess


    def version() -> bytes:
        child = subprocess.Popen(["git", "--version"], stdout=subprocess.PIPE)
        child.wait()
        return child.stdout.read()
    ```

    ## Use instead
    ```python
    import subprocess


    def version() -> bytes:
        child = subprocess.Popen(["git", "--version"], stdout=subprocess.PIPE)
        out, _ = child.communicate()
        return out
    ```

    Output that nobody wants goes to `subprocess.DEVNULL`.

    ## Known limits
    A process that was killed before writes no more and is not reported.  Where one of two pipes is read, nothing is
    reported.  A process that is handed to somebody else is left to him.
    """

    code = "ASF611"
    name = "pipe-never-drained"
    message = (
        "nobody reads {streams} of `{process}` while this waits for its end: once the pipe is full both wait for "
        "ever; use communicate(), or DEVNULL if the output is not wanted"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for processes that are waited for with full pipes."""
        if any(word in module.lowered_source for word in ("pipe", "open_process")):
            for use, streams in module.ask(Drains).undrained():
                yield self.finding(use.call.node, process=use.channel.text, streams=streams)

"""ASF611: pipe-never-drained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.children import Children
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class PipeNeverDrained(Rule):
    """`Popen(stdout=PIPE)` and then `wait()` or polling, without reading the pipe.

    ## What it does
    Checks for `wait()`, and `poll()` as the test of a loop, on a program whose output goes to a pipe from which nobody
    has read by then: no `communicate()`, no use of `stdout` or `stderr`, and the program was not handed to somebody who
    might.

    ## Why is this bad?
    A pipe is a bounded channel.  When it is full (64 KiB on Linux) the program stops at its next line of output until
    somebody reads; and the parent, who would read afterwards, waits for the program to end.  It works with little
    output and hangs with much.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (bounded
    channels: a full one stops its sender)

    ## Example
    ```python
    import subprocess


    def version(program: str) -> bytes:
        process = subprocess.Popen([program, "--version"], stdout=subprocess.PIPE)
        process.wait()
        return process.stdout.read()
    ```

    ## Use instead
    ```python
    import subprocess


    def version(program: str) -> bytes:
        process = subprocess.Popen([program, "--version"], stdout=subprocess.PIPE)
        output, _ = process.communicate()
        return output
    ```

    Or `subprocess.run(..., capture_output=True)`, or `subprocess.DEVNULL` if nobody wants to read.

    ## Known limits
    The program has to be known to write to a pipe where it is made.  That somebody else has it, or that `stdout` is
    used at all before, is taken for reading.
    """

    code = "ASF611"
    name = "pipe-never-drained"
    message = (
        "nobody has read `{pipe}` of this program, which is a pipe: when it is full the program stops, and this "
        "never ends; use `communicate()`, or read before"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the programs that are waited for unread."""
        for call, pipe in module.ask(Children).never_drained():
            yield self.finding(call.node, pipe=pipe)

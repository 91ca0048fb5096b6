"""ASF611: pipe-never-drained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.abandoned import Abandoned
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
    where nothing reads these before or meanwhile, or only on some of the ways there (`if log:`).  Also for such a
    process that is started and then left: kept in no variable, or in one of the function with which nothing more is
    done than to ask whether it lives.

    ## Why is this bad?
    A pipe is a bounded channel.  When it is full the child waits for its reader, and the reader waits for the child.
    Where nobody has hold of the reading end (Python keeps it open as long as the child lives) it waits in vain.

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
    message = "nobody reads {streams} of `{process}`{harm} for ever; use {instead}DEVNULL if the output is not wanted"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for processes that are waited for with full pipes, or that are left with them."""
        if not module.linked and not any(word in module.lowered_source for word in ("pipe", "open_process")):
            return
        waits = " while this waits for its end: once the pipe is full both wait"
        stays = ", here or later: once the pipe is full the child waits"
        waited = set()
        for use, streams, always in module.ask(Drains).undrained():
            waited.add(use.channel.origin)
            name, instead = use.channel.text, "communicate(), or "
            harm = waits if always else f", on one way to here,{waits}"
            yield self.finding(use.call.node, process=name, streams=streams, harm=harm, instead=instead)
        for call, streams in module.ask(Abandoned).found():
            if call.node not in waited:
                name = module.source(call.node.func) + "(...)"
                yield self.finding(call.node, process=name, streams=streams, harm=stays, instead="")

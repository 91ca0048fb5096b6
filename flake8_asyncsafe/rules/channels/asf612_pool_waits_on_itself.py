"""ASF612: pool-waits-on-itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.pools import Pools
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class PoolWaitsOnItself(Rule):
    """A job of a pool that waits for another job of the same pool.

    ## What it does
    Checks functions that run as jobs of an executor or pool, submit to the same one, and wait for the result.

    ## Why is this bad?
    A pool is a bounded channel of jobs with so many receivers.  A job that waits for a job keeps one receiver busy;
    when all workers are kept busy so, the jobs that they wait for are never received, and the pool stands still for
    ever.  With few jobs it works; it takes as many outer jobs as there are workers.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/ (a channel of
    which all receivers are waiting)

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(max_workers=2)


    def leaf(n: int) -> int:
        return n * n


    def branch(n: int) -> int:
        return pool.submit(leaf, n).result()


    def main() -> list[int]:
        return [future.result() for future in [pool.submit(branch, n) for n in range(4)]]
    ```

    ## Use instead
    Wait outside of the pool, or give the inner jobs one of their own:

    ```python
    from concurrent.futures import ThreadPoolExecutor

    outer = ThreadPoolExecutor(max_workers=2)
    inner = ThreadPoolExecutor(max_workers=2)


    def leaf(n: int) -> int:
        return n * n


    def branch(n: int) -> int:
        return inner.submit(leaf, n).result()


    def main() -> list[int]:
        return [future.result() for future in [outer.submit(branch, n) for n in range(4)]]
    ```

    ## Known limits
    The pool has to be one object by a name that is seen (an attribute, a global, a parameter); submit and wait have to
    be in one function.  How many workers there are is not looked at.
    """

    code = "ASF612"
    name = "pool-waits-on-itself"
    message = (
        "this job waits for a job of its own pool (line {line}): when each worker does so, none is left to run them, "
        "and all wait for ever; wait outside of the pool, or use another one"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the jobs that wait for their own pool."""
        for wait, submit in module.ask(Pools).waiting_jobs():
            yield self.finding(wait.node, line=module.line(submit.call.node))

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
    """A job of a thread pool waits for another job of the same pool.

    ## What it does
    Checks for jobs of a thread pool that submit to the same pool and wait for the outcome, directly or in what they
    call.

    ## Why is this bad?
    A pool has so many threads and no more.  The job occupies one while it waits; once all threads are occupied by jobs
    that wait, nobody is left to do what they wait for.  With few jobs it works.

    ## Drawn from
    *Building a Rust Channel from Scratch*, https://pluiee.github.io/building-a-rust-channel-from-scratch/

    ## Example
    ```python
    from concurrent.futures import ThreadPoolExecutor

    pool = ThreadPoolExecutor(max_workers=2)


    def page(number: int) -> int:
        return number


    def chapter(number: int) -> int:
        return pool.submit(page, number).result()


    def book() -> list[int]:
        jobs = [pool.submit(chapter, number) for number in range(2)]
        return [job.result() for job in jobs]
    ```

    ## Use instead
    ```python
    from concurrent.futures import ThreadPoolExecutor

    chapters = ThreadPoolExecutor(max_workers=2)
    pages = ThreadPoolExecutor(max_workers=2)


    def page(number: int) -> int:
        return number


    def chapter(number: int) -> int:
        return pages.submit(page, number).result()


    def book() -> list[int]:
        jobs = [chapters.submit(chapter, number) for number in range(2)]
        return [job.result() for job in jobs]
    ```

    ## Known limits
    Only pools of threads, and futures that are followed to the submit. A wait with a timeout ends, and is not reported.
    """

    code = "ASF612"
    name = "pool-waits-on-itself"
    message = (
        "`{job}` is a job of `{pool}` and waits here for another job of `{pool}`: with all threads occupied that way "
        "none is left to run it; call it directly, or use a second pool"
    )

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask for the jobs that wait for their own pool."""
        if any(word in module.lowered_source for word in (".submit(", ".apply", ".map(")):
            for call, pool, job in module.ask(Pools).waiting_on_themselves():
                yield self.finding(call.node, pool=pool.text, job=job.name)

"""ASF421: sleep-spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.cancellation.spelling import Spellings
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module


class SleepSpelling(Rule):
    """`sleep(0)`, or a sleep of more than a day, under trio or anyio: say checkpoint, or for ever.

    ## What it does
    Checks for `trio.sleep` and `anyio.sleep` with a constant that is zero, infinite, or more than a day.

    ## Why is this bad?
    A pause, a chance for others to run, and the end of all work of a task are three different things to a scheduler.
    `sleep(0)` means the second and reads like the first.  `sleep(86400 * 365)` means the third, and ends after a year,
    or at once under a clock of tests that jumps to the next deadline: the task wakes up and goes on where it never
    should.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    import trio


    async def main() -> None:
        await trio.sleep(60 * 60 * 24 * 365)
    ```

    ## Use instead
    ```python
    import trio


    async def main() -> None:
        await trio.sleep_forever()
    ```

    ## Known limits
    Constants that come in as parameters are not known.  asyncio has no such names, so its `sleep` is not looked at.

    ## Fix safety
    The replacement does the same; a sleep of more than a day would have ended.
    """

    code = "ASF421"
    name = "sleep-spelling"
    default = False
    fixable = True
    message = "`{call}` means {meaning}: write `{instead}`"

    def check(self, module: Module) -> Iterator[Finding]:
        """Ask the model."""
        for call, library, kind in module.ask(Spellings).sleeps():
            zero = kind == "zero"
            yield self.finding(
                call.node,
                call=module.source(call.node),
                meaning="a turn for others, not a pause" if zero else "for ever, but ends",
                instead=f"await {library}.lowlevel.checkpoint()" if zero else f"await {library}.sleep_forever()",
            )

"""ASF111: loop-never-yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_asyncsafe.model.channels.spins import NowaitSpins
from flake8_asyncsafe.rules.base import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_asyncsafe.findings import Finding
    from flake8_asyncsafe.model.module import Module
    from flake8_asyncsafe.model.progress.search import Spin


class LoopNeverYields(Rule):
    """A loop in a coroutine can go round for ever without a suspension point.

    ## What it does
    Checks for `while` loops in coroutines that have an endless way round on which nothing suspends: no `await`,
    `async for`, `async with` or `yield`, and no way out but a condition that nothing in the loop changes.  One such way
    is enough: `if paused: continue` in front of the only `await` is one.

    ## Why is this bad?
    Tasks are scheduled cooperatively.  The loop never interrupts one; it waits until the task hands control back, and a
    task does that only at its suspension points.  A `while` without one keeps the turn.

    In a thread, spinning on a flag is wasteful, but it ends: the other thread runs beside it and sets the flag.  In a
    coroutine it does not end.  The task that would set the flag is in the queue of the very loop that is not getting
    control back: the condition cannot change *because* it is being watched.  A timeout around the loop never fires, and
    cancelling the task has no effect.

    The version with `continue` is the treacherous one, since the `await` is there to be seen.  It works until the flag
    is set for the first time.

    ## Drawn from
    *Rust's async/await: Why and How*, https://pluiee.github.io/rust-async-await-why-and-how/

    ## Example
    ```python
    class Player:
        def __init__(self) -> None:
            self.paused = False

        async def play_frame(self) -> None: ...

        async def run(self) -> None:
            while True:
                if self.paused:
                    continue
                await self.play_frame()
    ```

    ## Use instead
    ```python
    import asyncio


    class Player:
        def __init__(self) -> None:
            self.playing = asyncio.Event()

        async def play_frame(self) -> None: ...

        async def run(self) -> None:
            while True:
                await self.playing.wait()
                await self.play_frame()
    ```

    Where there is work to do in the loop and nothing to wait for, `await asyncio.sleep(0)` gives the others a turn.

    ## Known limits
    An `await` counts as a suspension although it may return at once.  Unknown code that is called in the loop
    counts as changing what it is given, the object it belongs to, and every attribute and global, so a spin that
    calls such code is missed.  A test that is itself an unknown call is taken to have its own reasons to change.  A
    call under a handler that leaves the loop counts as a way out.  Endless `for` loops are not looked at.  A loop
    around `get_nowait()` that catches `Empty` and goes on is ASF613.
    """

    code = "ASF111"
    name = "loop-never-yields"
    message = "this loop can go round without suspending ({way}): no other task runs, so none can end it; {advice}"

    def check(self, module: Module) -> Iterator[Finding]:
        """Report the loops that can hang."""
        own = {loop for loop, _ in module.ask(NowaitSpins).found()} if "nowait" in module.lowered_source else set()
        for spin in module.progress.spinning():
            if spin.loop in own:
                continue  # ASF613 says more
            yield self.finding(spin.loop.node, way=_way(module, spin), advice=_advice(module, spin))


def _way(module: Module, spin: Spin) -> str:
    names = " and ".join(f"`{name}`" for name in spin.reads[:2])
    if spin.jump is not None and spin.suspends:
        return f"by the `continue` in line {module.line(spin.jump.node)}" + (
            f", while nothing here changes {names}" if names else ""
        )
    if names:
        return f"nothing here changes {names}" + (" on a way without an `await`" if spin.suspends else "")
    return "no `await` on the way and no way out"


def _advice(module: Module, spin: Spin) -> str:
    pause = "await asyncio.sleep(0)" if module.library == "asyncio" else f"await {module.library}.lowlevel.checkpoint()"
    pause = "await anyio.sleep(0)" if module.library == "anyio" else pause
    if spin.reads:
        return f"wait for it (`await {module.library}.Event.wait()`), or let others run each time round (`{pause}`)"
    return f"let others run each time round (`{pause}`)"

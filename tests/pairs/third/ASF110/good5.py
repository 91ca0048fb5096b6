"""Trio installer that hands its questions to a worker thread."""
import sys
from functools import partial

import trio


async def input(prompt: str) -> str:
    """Asynchronous stand-in for the builtin."""
    stream = trio.wrap_file(sys.stdin)
    print(prompt, end="", flush=True)
    return (await stream.readline()).rstrip("\n")


class Installer:
    def __init__(self, steps: list[str]) -> None:
        self.steps = steps

    async def confirm(self, step: str) -> bool:
        answer = await input(f"apply {step}? [y/n] ")
        return answer.lower().startswith("y")

    async def pause(self) -> None:
        import builtins

        wait = partial(builtins.input, "press return")
        await trio.to_thread.run_sync(wait)

    async def run(self) -> int:
        applied = 0
        for step in self.steps:
            if await self.confirm(step):
                applied += 1
        await self.pause()
        return applied


if __name__ == "__main__":
    print(trio.run(Installer(["database", "web"]).run))

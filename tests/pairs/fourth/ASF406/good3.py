"""anyio limits whose awaits sit in comprehensions, tests, f-strings and nested blocks."""
from typing import Awaitable, Callable

import anyio


class Probe:
    def __init__(self, ask: Callable[[str], Awaitable[int]]) -> None:
        self.ask = ask

    async def sizes(self, names: list[str]) -> list[int]:
        with anyio.move_on_after(3):
            return [await self.ask(name) for name in names]
        return []

    async def label(self, name: str) -> str:
        text = "timeout"
        with anyio.move_on_after(1):
            text = f"{name}={await self.ask(name)}"
        return text

    async def any_big(self, names: list[str], limit: int) -> bool:
        with anyio.fail_after(5):
            for name in names:
                try:
                    if (await self.ask(name)) > limit:
                        return True
                except KeyError:
                    continue
        return False


class Timeout:
    """A settings object with a `timeout` method; no scope at all."""

    def __init__(self) -> None:
        self.value = 3.0

    def timeout(self, value: float) -> "Timeout":
        self.value = value
        return self

    def __enter__(self) -> float:
        return self.value

    def __exit__(self, *exc: object) -> None:
        return None


async def settings() -> float:
    with Timeout().timeout(2.0) as value:
        doubled = value * 2
    await anyio.sleep(0)
    return doubled

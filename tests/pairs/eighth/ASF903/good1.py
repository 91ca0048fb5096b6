"""Text adventure engine."""
from __future__ import annotations

import asyncio
import functools
import inspect
import logging
from functools import singledispatch
from typing import Any, Awaitable, Callable

log = logging.getLogger("adventure")

_verbs: dict[str, Callable[[str], Any]] = {}
_formats: dict[str, Callable[[str], str]] = {}


def verb(fn: Callable[[str], Any]) -> Callable[[str], Any]:
    if inspect.iscoroutinefunction(fn):
        _verbs[fn.__name__] = fn
    else:

        @functools.wraps(fn)
        async def lifted(noun: str) -> Any:
            return fn(noun)

        _verbs[fn.__name__] = lifted
    return fn


def text_format(fn: Callable[[str], str]) -> Callable[[str], str]:
    _formats[fn.__name__] = fn
    return fn


@verb
async def take(noun: str) -> str:
    await asyncio.sleep(0)
    return f"taken: {noun}"


@verb
async def push(noun: str) -> str:
    await asyncio.sleep(0)
    return f"pushed: {noun}"


@verb
def examine(noun: str) -> str:
    return f"nothing special about {noun}"


@text_format
def bold(text: str) -> str:
    return f"*{text}*"


@text_format
def plain(text: str) -> str:
    return text


@singledispatch
async def save(value: object) -> str:
    await asyncio.sleep(0)
    return repr(value)


@save.register
async def _(value: dict) -> str:
    await asyncio.sleep(0)
    return ",".join(sorted(value))


@save.register
def _(value: list) -> Awaitable[str]:
    return save({str(item): item for item in value})


class Room:
    def __init__(self, name: str) -> None:
        self.name = name
        self.log: list[str] = []

    async def go_north(self) -> str:
        await asyncio.sleep(0)
        return f"north of {self.name}"

    async def go_south(self) -> str:
        await asyncio.sleep(0)
        return f"south of {self.name}"

    def show_exits(self) -> str:
        return "north, south"

    def show_items(self) -> str:
        return "a lamp"

    def gone(self) -> bool:
        return not self.name

    def on_enter(self, who: str) -> None:
        self.log.append(f"{who} enters")

    async def on_leave(self, who: str) -> None:
        await asyncio.sleep(0)
        self.log.append(f"{who} leaves")

    async def move(self, direction: str) -> str:
        return str(await getattr(self, f"go_{direction}")())

    def show(self, what: str) -> str:
        return str(getattr(self, f"show_{what}")())

    async def fire(self, event: str, who: str) -> None:
        outcome = getattr(self, f"on_{event}")(who)
        if inspect.isawaitable(outcome):
            await outcome


async def main() -> None:
    room = Room("cellar")
    await room.fire("enter", "you")
    log.info("%s | %s", await room.move("north"), room.show("exits"))
    for name in ("take", "push", "examine"):
        log.info("%s", _formats["bold"](await _verbs[name]("lamp")))
    log.info("%s %s", await save({"a": 1}), await save([1, 2]))
    await room.fire("leave", "you")


if __name__ == "__main__":
    asyncio.run(main())

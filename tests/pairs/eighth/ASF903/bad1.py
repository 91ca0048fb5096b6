"""Smart card reader daemon: visitors, commands and events."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from functools import singledispatch, singledispatchmethod
from typing import Any, Callable

log = logging.getLogger("cards")

_commands: dict[str, Callable[..., Any]] = {}


def command(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(fn: Callable[..., Any]) -> Callable[..., Any]:
        _commands[name] = fn
        return fn

    return register


@command("open")
async def open_door(number: int) -> str:
    await asyncio.sleep(0.01)
    return f"door {number} open"


@command("close")
async def close_door(number: int) -> str:
    await asyncio.sleep(0.01)
    return f"door {number} closed"


@command("status")
def door_status(number: int) -> str:  # expect: ASF903
    return f"door {number} unknown"


@command("beep")
async def beep(number: int) -> str:
    await asyncio.sleep(0.1)
    return f"beep {number}"


@dataclass
class Card:
    uid: int


@dataclass
class Pin:
    digits: str


@singledispatch
def mask(secret: object) -> str:
    return "?" * len(repr(secret))


@mask.register
def _(secret: Card) -> str:
    return f"card ..{secret.uid % 100}"


@mask.register(Pin)
async def mask_pin(secret: Pin) -> str:  # expect: ASF903
    await asyncio.sleep(0)
    return "*" * len(secret.digits)


class Reader:
    def __init__(self, number: int) -> None:
        self.number = number
        self.events: list[str] = []

    async def on_insert(self, card: Card) -> None:
        await asyncio.sleep(0)
        self.events.append(f"insert {mask(card)}")

    async def on_remove(self, card: Card) -> None:
        await asyncio.sleep(0)
        self.events.append(f"remove {mask(card)}")

    def on_error(self, card: Card) -> None:  # expect: ASF903
        self.events.append(f"error {card.uid}")

    async def feed(self, kind: str, card: Card) -> None:
        method = getattr(self, f"on_{kind}", None)
        if method is None:
            log.warning("no handler for %s", kind)
            return
        await method(card)

    @singledispatchmethod
    async def check(self, item: object) -> bool:
        await asyncio.sleep(0)
        return False

    @check.register
    async def _check_card(self, item: Card) -> bool:
        await asyncio.sleep(0)
        return item.uid > 0

    @check.register
    def _check_pin(self, item: Pin) -> bool:  # expect: ASF903
        return len(item.digits) == 4


async def main() -> None:
    reader, card = Reader(3), Card(1234)
    for kind in ("insert", "remove", "error"):
        await reader.feed(kind, card)
    for name in ("open", "status", "close"):
        log.info("%s", await _commands[name](reader.number))
    for item in (card, Pin("0000"), "card"):
        log.info("%s", mask(item))
        log.info("%s", await reader.check(item))


if __name__ == "__main__":
    asyncio.run(main())

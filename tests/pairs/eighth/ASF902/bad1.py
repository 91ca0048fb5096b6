"""Command dispatch of a game server."""
from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any

log = logging.getLogger("game")


@dataclass
class Player:
    name: str
    gold: int = 0
    bag: list[str] = field(default_factory=list)


async def say(player: Player, text: str) -> str:
    await asyncio.sleep(0)
    return f"{player.name}: {text}"


async def trade(player: Player, item: str) -> str:
    await asyncio.sleep(0.01)
    player.bag.append(item)
    return f"{player.name} buys {item}"


def look(player: Player, where: str) -> str:
    return f"{player.name} looks at {where}"


def wealth(player: Player, _: str = "") -> str:
    return f"{player.name} has {player.gold} gold"


COMMANDS: dict[str, Any] = {  # expect: ASF902
    "say": say,
    "trade": trade,
    "look": look,
}


async def dispatch(player: Player, line: str) -> str:
    verb, _, rest = line.partition(" ")
    try:
        handler = COMMANDS[verb]
    except KeyError:
        return f"unknown command {verb}"
    return str(await handler(player, rest))


class Zone:
    def __init__(self, name: str) -> None:
        self.name = name
        self.players: dict[str, Player] = {}
        self.on_enter = [self._greet, partial(self._announce, "entered")]  # expect: ASF902

    def _greet(self, player: Player) -> None:
        log.info("welcome to %s, %s", self.name, player.name)

    async def _announce(self, verb: str, player: Player) -> None:
        await asyncio.sleep(0)
        log.info("%s %s %s", player.name, verb, self.name)

    async def enter(self, player: Player) -> None:
        self.players[player.name] = player
        for hook in self.on_enter:
            await hook(player)

    async def describe(self, player: Player) -> list[str]:
        lines: list[str] = []
        for title, view in (("Place", look), ("Purse", wealth), ("Talk", say)):  # expect: ASF902
            lines.append(f"{title}: {await view(player, self.name)}")
        return lines


class Npc:
    def __init__(self, mood: str) -> None:
        self.mood = mood

    async def flee(self) -> str:
        await asyncio.sleep(0.01)
        return "fled"

    def sulk(self) -> str:
        return f"{self.mood}, and sulking"

    reactions = dict(hit=flee, insult=sulk)  # expect: ASF902

    async def react(self, event: str) -> str:
        return str(await self.reactions[event](self))


async def main() -> None:
    zone, ann = Zone("harbour"), Player("ann", 12)
    await zone.enter(ann)
    for line in ("say hi", "trade fish", "look sea"):
        log.info("%s", await dispatch(ann, line))
    log.info("%s %s", await zone.describe(ann), await Npc("calm").react("hit"))


if __name__ == "__main__":
    asyncio.run(main())

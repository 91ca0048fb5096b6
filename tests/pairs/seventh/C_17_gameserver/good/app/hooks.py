import asyncio
import logging

log = logging.getLogger(__name__)


async def greet(world, player):
    await player.send(f"welcome, {len(world.players)} players here")


async def place(world, player):
    player.move(len(world.players), 0)


async def hand_out_map(world, player):
    await asyncio.sleep(0.1)
    await player.send("map 20x20")


def log_leave(world, player):
    log.info("%s left", player.name)


def log_standings(world, player):
    log.info("%s", world.standings())


ON_JOIN = (greet, place, hand_out_map)
ON_LEAVE = (log_leave, log_standings)

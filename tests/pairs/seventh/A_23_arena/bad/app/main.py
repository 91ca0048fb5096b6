import asyncio

from .game import GameLoop, Lobby
from .storage import Store
from .world import World


async def heartbeat(name):
    await asyncio.sleep(0)
    print("alive", name)


async def main():
    world = World()
    store = Store("arena.jsonl")
    lobby = Lobby(world, 4)
    game = GameLoop(world, store, heartbeat)
    server = await asyncio.start_server(lobby.attach, port=5555)
    async with server:
        await game.announce(lobby)
        await game.run(10_000)
        await game.drain()


if __name__ == "__main__":
    asyncio.run(main())

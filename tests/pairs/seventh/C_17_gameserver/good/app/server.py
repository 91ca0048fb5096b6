import asyncio

from .engine import Engine
from .hooks import ON_JOIN, ON_LEAVE
from .world import Player, World


class GameServer:
    def __init__(self, world, engine):
        self.world = world
        self.engine = engine

    async def on_client(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        player = Player(name, writer)
        self.world.add(player)
        try:
            for hook in ON_JOIN:
                await hook(self.world, player)
            async for raw in reader:
                word = raw.decode().strip()
                if word == "jump":
                    self.engine.cast(player, 2)
                elif word == "quake":
                    self.engine.nudge_all()
        finally:
            self.world.remove(player)
            for hook in ON_LEAVE:
                hook(self.world, player)


async def main():
    world = World()
    engine = Engine(world)
    game = GameServer(world, engine)
    server = await asyncio.start_server(game.on_client, "127.0.0.1", 7777)
    async with server:
        await asyncio.gather(server.serve_forever(), engine.run())


if __name__ == "__main__":
    asyncio.run(main())

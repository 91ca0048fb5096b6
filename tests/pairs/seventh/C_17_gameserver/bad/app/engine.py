import asyncio


class Engine:
    """Advances the world and tells the players."""

    def __init__(self, world, rate=10):
        self.world = world
        self.period = 1 / rate

    async def run(self):
        while True:
            await asyncio.sleep(self.period)
            self.world.tick_no += 1
            await self.push()

    async def push(self):
        line = f"tick {self.world.tick_no}"
        for player in self.world.players.values():  # expect: ASF801
            await player.send(line)

    def nudge_all(self):
        for player in self.world.players.values():
            player.move(1, 1)

    async def _effect(self, player, seconds):
        await asyncio.sleep(seconds)
        player.move(5, 5)

    def cast(self, player, seconds):
        asyncio.get_running_loop().create_task(self._effect(player, seconds))  # expect: ASF303

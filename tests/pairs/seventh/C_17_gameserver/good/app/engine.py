import asyncio


class Engine:
    """Advances the world and tells the players."""

    def __init__(self, world, rate=10):
        self.world = world
        self.period = 1 / rate
        self.effects = set()

    async def run(self):
        while True:
            await asyncio.sleep(self.period)
            self.world.tick_no += 1
            await self.push()

    async def push(self):
        line = f"tick {self.world.tick_no}"
        for player in tuple(self.world.players.values()):
            await player.send(line)

    def nudge_all(self):
        for player in self.world.players.values():
            player.move(1, 1)

    async def _effect(self, player, seconds):
        await asyncio.sleep(seconds)
        player.move(5, 5)

    def cast(self, player, seconds):
        task = asyncio.get_running_loop().create_task(self._effect(player, seconds))
        self.effects.add(task)
        task.add_done_callback(self.effects.discard)

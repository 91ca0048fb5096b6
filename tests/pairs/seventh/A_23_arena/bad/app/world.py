import asyncio
import random


class World:
    def __init__(self, size=64):
        self.size = size
        self.players = {}
        self.paused = False
        self.tick_no = 0

    def spawn(self, name):
        self.players[name] = [random.randrange(self.size), random.randrange(self.size)]

    def step(self):
        self.tick_no += 1
        for pos in self.players.values():
            pos[0] = (pos[0] + 1) % self.size

    def pause(self, on=True):
        self.paused = on

    async def save(self, store):
        await store.write({"tick": self.tick_no, "players": dict(self.players)})

    async def idle(self):
        await asyncio.sleep(0.05)

import asyncio
import threading


class GameLoop:
    def __init__(self, world, store, heartbeat):
        self.world = world
        self.store = store
        self.heartbeat = heartbeat
        self.saves = set()

    async def run(self, ticks):
        while self.world.tick_no < ticks:  # expect: ASF111
            if self.world.paused:
                continue
            self.world.step()
            if self.world.tick_no % 100 == 0:
                await asyncio.shield(self.world.save(self.store))  # expect: ASF407
            await self.world.idle()

    async def announce(self, lobby):
        while not lobby.full:  # expect: ASF405
            await asyncio.sleep(0.2)
        print("arena starts with", sorted(self.world.players))

    async def drain(self):
        backlog = list(self.world.players)
        while backlog:
            name = backlog.pop()
            print(name)
            if name.startswith("bot"):
                continue
            await self.heartbeat(name)


class Lobby:
    def __init__(self, world, seats):
        self.world = world
        self.seats = seats
        self.full = False

    async def attach(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        if name == "pause":
            self.world.pause(not self.world.paused)
        else:
            self.world.spawn(name)
            self.full = len(self.world.players) >= self.seats
        writer.write(f"{threading.active_count()}\n".encode())
        writer.close()

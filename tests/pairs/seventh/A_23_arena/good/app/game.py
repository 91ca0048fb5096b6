import asyncio
import threading


class GameLoop:
    def __init__(self, world, store, heartbeat):
        self.world = world
        self.store = store
        self.heartbeat = heartbeat
        self.saves = set()

    async def run(self, ticks):
        while self.world.tick_no < ticks:
            await self.world.running.wait()
            self.world.step()
            if self.world.tick_no % 100 == 0:
                saving = asyncio.create_task(self.world.save(self.store))
                self.saves.add(saving)
                saving.add_done_callback(self.saves.discard)
                await asyncio.shield(saving)
            await self.world.idle()

    async def announce(self, lobby):
        await lobby.filled.wait()
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
        self.filled = asyncio.Event()

    async def attach(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        if name == "pause":
            self.world.pause(not self.world.paused)
        else:
            self.world.spawn(name)
            if len(self.world.players) >= self.seats:
                self.filled.set()
        writer.write(f"{threading.active_count()}\n".encode())
        writer.close()

from app.base import Guarded


class Match(Guarded):
    def __init__(self, name, lobby, store):
        super().__init__(name)
        self.lobby = lobby
        self.store = store
        self.score = [0, 0]

    async def finish(self):
        async with self.lock:
            await self.store.save(self.name, tuple(self.score))
        async with self.lobby.lock:
            self.lobby.open_matches.discard(self)
            await self.store.touch(self.lobby.name)

    async def point(self, side):
        async with self.lock:
            self.score[side] += 1
            await self.store.save(self.name, tuple(self.score))

    async def restart(self):
        async with self.lock:
            self.score = [0, 0]
            await self.store.save(self.name, (0, 0))

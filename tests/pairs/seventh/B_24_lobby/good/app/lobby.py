from app.base import Guarded
from app.match import Match


class Lobby(Guarded):
    def __init__(self, name, store):
        super().__init__(name)
        self.store = store
        self.open_matches = set()
        self.seats = {}

    async def open_match(self, name):
        match = Match(name, self, self.store)
        async with self.lock:
            self.open_matches.add(match)
            await self.store.touch(self.name)
        return match

    async def abort(self, match: Match):
        async with self.lock:
            self.open_matches.discard(match)
        async with match.lock:
            await self.store.save(match.name, None)

    async def sit(self, seat, player):
        profile = await self.store.profile(player)
        if seat in self.seats:
            return False
        self.seats[seat] = profile
        return True

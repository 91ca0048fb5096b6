import asyncio


class Tournament:
    def __init__(self, lobby, minimum=8):
        self._lobby = lobby
        self._minimum = minimum
        self._lock = asyncio.Lock()
        self._ready = asyncio.Event()
        self._players = []

    async def enter(self, player):
        async with self._lock:
            self._players.append(player)
            await self._lobby.sit(len(self._players), player)
            if len(self._players) >= self._minimum:
                self._ready.set()

    async def pairings(self):
        await self._ready.wait()
        async with self._lock:
            players = list(self._players)
        return list(zip(players[::2], players[1::2]))

class Player:
    def __init__(self, name, writer):
        self.name = name
        self.writer = writer
        self.x = 0
        self.y = 0

    async def send(self, text):
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()

    def move(self, dx, dy):
        self.x += dx
        self.y += dy


class World:
    def __init__(self):
        self.players = {}
        self.tick_no = 0

    def add(self, player):
        self.players[player.name] = player

    def remove(self, player):
        self.players.pop(player.name, None)

    def standings(self):
        return sorted((p.x * p.x + p.y * p.y, p.name) for p in self.players.values())

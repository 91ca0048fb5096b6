import asyncio


class Member:
    def __init__(self, name, writer):
        self.name = name
        self.writer = writer
        self.left = False

    async def send(self, text):
        self.writer.write(text.encode() + b"\n")
        await self.writer.drain()

    def flush(self):
        return self.writer.drain()

    def leave(self):
        self.left = True
        self.writer.close()


class Room:
    def __init__(self, history=50):
        self.members = {}
        self.history = []
        self.keep = history

    def join(self, member):
        self.members[member.name] = member

    async def say(self, who, text):
        self.history.append((who, text))
        del self.history[: -self.keep]
        await asyncio.gather(*(m.send(f"{who}: {text}") for m in list(self.members.values())))

    async def replay(self, since=0):
        for who, text in self.history[since:]:
            await asyncio.sleep(0)
            yield f"{who}: {text}"

import asyncio

from .room import Room
from .session import Session, stop_all


class Server:
    def __init__(self, room=None):
        self.room = room or Room()
        self.tasks = set()

    async def ping(self, member):
        await member.send("PING")

    async def attach(self, reader, writer):
        session = Session(self.room, reader, writer)
        talking = asyncio.create_task(session.run())
        idle = asyncio.create_task(session.watch_idle(self.ping))
        self.tasks |= {talking, idle}
        while not talking.done():  # expect: ASF405
            await asyncio.sleep(0.05)
        idle.cancel()
        self.tasks -= {talking, idle}
        if talking.exception():
            print("session failed:", talking.exception())

    async def serve(self, port):
        server = await asyncio.start_server(self.attach, port=port)
        try:
            await server.serve_forever()
        finally:
            await stop_all(list(self.tasks))


if __name__ == "__main__":
    asyncio.run(Server().serve(6667))

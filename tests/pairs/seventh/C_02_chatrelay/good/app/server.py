import asyncio

from .links import StreamLink, TranscriptLink
from .rooms import Lobby


class ChatServer:
    def __init__(self, lobby):
        self.lobby = lobby

    async def on_client(self, reader, writer):
        peer = writer.get_extra_info("peername")
        link = StreamLink(peer, writer)
        nick = (await reader.readline()).decode().strip()
        room = self.lobby.room("main")
        room.join(nick, link)
        try:
            await room.announce(f"{nick} is here")
            while True:
                line = await reader.readline()
                if not line:
                    break
                await room.broadcast(nick, line.decode().rstrip())
        finally:
            room.leave(nick)
            await room.announce(f"{nick} left")
            await link.close()


async def main():
    lobby = Lobby()
    lobby.room("main").join("log", TranscriptLink("local"))
    chat = ChatServer(lobby)
    server = await asyncio.start_server(chat.on_client, "127.0.0.1", 6667)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

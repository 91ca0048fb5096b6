"""Chat room server whose registry is kept in memory."""
import asyncio


class Room:
    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[str, asyncio.StreamWriter] = {}

    def join(self, nick: str, writer: asyncio.StreamWriter) -> "Room":
        self.members[nick] = writer
        return self

    async def say(self, text: str) -> None:
        for writer in list(self.members.values()):
            writer.write(text.encode())
            await writer.drain()

    def leave(self, nick: str) -> None:
        self.members.pop(nick, None)


class Lobby(Room):
    def rename(self, name: str):
        self.name = name


class Server:
    def __init__(self) -> None:
        self.lobby = Lobby("lobby")

    async def client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nick = (await reader.readline()).decode().strip()
        room = await self.lobby.join(nick, writer)  # expect: ASF312
        async for line in reader:
            await room.say(f"{nick}: {line.decode()}")
        await self.lobby.leave(nick)  # expect: ASF312
        await self.lobby.rename(f"lobby after {nick}")  # expect: ASF312
        writer.close()
        await writer.wait_closed()


async def main() -> None:
    server = await asyncio.start_server(Server().client, port=7000)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

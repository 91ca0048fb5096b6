import asyncio


class Link:
    def __init__(self, host, port):
        self.host = host
        self.port = port

    async def ship(self, replica, seq):
        reader, writer = await asyncio.open_connection(replica, self.port)
        writer.write(f"SHIP {seq}\n".encode())
        await writer.drain()
        writer.close()

    async def claim(self, name):
        reader, writer = await asyncio.open_connection(self.host, self.port)
        writer.write(f"CLAIM {name}\n".encode())
        line = await reader.readline()
        writer.close()
        return line == b"OK\n"

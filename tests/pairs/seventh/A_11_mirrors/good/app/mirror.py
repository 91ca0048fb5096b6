import asyncio


class MirrorError(Exception):
    pass


class Mirror:
    def __init__(self, host, weight=1):
        self.host = host
        self.weight = weight
        self.failures = 0

    async def size_of(self, path):
        reader, writer = await asyncio.open_connection(self.host, 80)
        try:
            writer.write(f"HEAD {path} HTTP/1.0\r\nHost: {self.host}\r\n\r\n".encode())
            await writer.drain()
            head = await reader.read(4096)
        finally:
            writer.close()
        for line in head.decode("latin-1").splitlines():
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                return int(value)
        raise MirrorError(self.host)

    async def ping(self):
        _, writer = await asyncio.open_connection(self.host, 80)
        writer.close()
        return self

import asyncio


class Session:
    def __init__(self) -> None:
        self.resumed = asyncio.Event()

    async def handle(self, reader: asyncio.StreamReader, writer: "asyncio.StreamWriter") -> None:
        while line := await reader.readline():
            match line.strip():
                case b"pause":
                    self.resumed.wait()  # expect: ASF301
                case b"quit":
                    break
                case other:
                    writer.write(other.upper() + b"\n")
                    writer.drain()  # expect: ASF301
        writer.close()
        writer.wait_closed()  # expect: ASF301

"""Stream relay: suppress(CancelledError) and a re-raise on one path only."""
import asyncio
from asyncio import CancelledError
from contextlib import suppress


class Relay:
    def __init__(self, strict: bool) -> None:
        self.strict = strict
        self.bytes = 0

    async def copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(CancelledError, ConnectionError):  # expect: ASF401
            while data := await reader.read(4096):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def greet(self, writer: asyncio.StreamWriter) -> bool:
        try:
            writer.write(b"hello\n")
            await writer.drain()
        except CancelledError:  # expect: ASF401
            if self.strict:
                raise
            return False
        return True

    async def wait(self, event: asyncio.Event) -> str:
        try:
            await event.wait()
        except BaseException as exc:  # expect: ASF401
            return repr(exc)
        return "set"


async def serve(relay: Relay, port: int) -> None:
    server = await asyncio.start_server(relay.copy, "localhost", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(Relay(False), 8888))

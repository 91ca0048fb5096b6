import asyncio
import logging
import signal

_LOGGER = logging.getLogger(__name__)


class Server:
    def __init__(self, port: int) -> None:
        self._port = port

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while data := await reader.read(1024):
            writer.write(data)
            await writer.drain()
        writer.close()

    async def serve(self) -> None:
        server = await asyncio.start_server(self._client, "127.0.0.1", self._port)
        async with server:
            await server.serve_forever()


async def main() -> int:
    task = asyncio.current_task()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        await Server(7000).serve()
    except asyncio.CancelledError:
        _LOGGER.info("stopped by signal")
    return 0


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main()))

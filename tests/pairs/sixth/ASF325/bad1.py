import asyncio
import signal


class Server:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.clients = 0

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.clients += 1
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()

    async def serve(self) -> None:
        server = await asyncio.start_server(self.handle, self.host, self.port)
        async with server:
            await server.serve_forever()


def main() -> None:
    loop = asyncio.get_event_loop()  # expect: ASF325
    server = Server("127.0.0.1", 8000)
    task = loop.create_task(server.serve())
    loop.add_signal_handler(signal.SIGTERM, task.cancel)
    try:
        loop.run_until_complete(task)
    except asyncio.CancelledError:
        print("served", server.clients)


if __name__ == "__main__":
    main()

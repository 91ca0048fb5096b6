import asyncio
import json

from .gateway import Gateway
from .scanner import Scanner
from .transport import Throttle, open_relay


async def session(gateway, reader, writer):
    hello = json.loads(await reader.readline())
    if not await gateway.login(hello["user"], hello["password"]):
        writer.write(b"denied\n")
        writer.close()
        return
    while line := await reader.readline():
        ok = await gateway.relay_one(**json.loads(line))
        writer.write(b"sent\n" if ok else b"rejected\n")
        await writer.drain()
    writer.close()


async def serve(users, host):
    relay = await asyncio.to_thread(open_relay, host)
    scanner = Scanner()
    scanner.start()
    gateway = Gateway(relay, scanner, Throttle(30), users)

    async def on_connect(reader, writer):
        await session(gateway, reader, writer)

    server = await asyncio.start_server(on_connect, "0.0.0.0", 2525)
    try:
        await server.serve_forever()
    finally:
        scanner.stop()

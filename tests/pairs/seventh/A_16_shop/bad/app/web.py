import asyncio
import json

from .backends import Catalogue, make_cache, mongo
from .cart import CartService

service = CartService(make_cache(), Catalogue(mongo()))


async def handle(reader, writer):
    request = json.loads(await reader.readline())
    match request["verb"]:
        case "add":
            await service.add(request["user"], request["sku"], request.get("n", 1))
            reply = {"ok": True}
        case "show":
            reply = await service.summary(request["user"])
        case "buy":
            reply = {"printed": await service.receipt(request["user"]) == 0}
        case _:
            reply = {"error": "verb"}
    writer.write(json.dumps(reply).encode() + b"\n")
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, port=8081)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())

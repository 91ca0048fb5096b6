"""Two tasks read one websocket, and one generator."""
import asyncio

import websockets


async def reader(ws) -> None:
    while True:
        print(await ws.recv())


async def main(url: str) -> None:
    async with websockets.connect(url) as ws:
        await asyncio.gather(reader(ws), reader(ws))  # expect: ASF704


async def numbers():
    for n in range(10):
        yield n
        await asyncio.sleep(0)


async def take(source) -> None:
    print(await anext(source))


async def share() -> None:
    source = numbers()
    await asyncio.gather(take(source), take(source))  # expect: ASF704

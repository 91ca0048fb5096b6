import asyncio
from asyncio import create_task as spawn


async def close(client) -> None:
    await client.aclose()


async def broadcast(clients: list, message: bytes) -> int:
    sent = 0
    for client in clients:
        try:
            await client.send(message)
            sent += 1
        except ConnectionError:
            closing = spawn(close(client))  # expect: ASF303
    watcher = asyncio.create_task(asyncio.sleep(10))  # expect: ASF303
    return sent

import asyncio

import httpx


class Heater:
    def __init__(self) -> None:
        self.warm = asyncio.Event()
        self.running = False
        self.ticks = 0

    async def heat(self) -> None:
        await asyncio.sleep(3)
        self.warm.set()

    async def brew(self) -> str:
        await self.warm.wait()
        return "coffee"

    async def regulate(self) -> None:
        self.running = True
        while self.running:
            self.ticks += 1
            print("temperature", 90 + self.ticks % 3)
            await asyncio.sleep(1)

    def stop(self) -> None:
        self.running = False

    async def keep_alive(self, client: httpx.AsyncClient) -> None:
        while True:
            await client.post("/ping")
            await asyncio.sleep(30)


async def wait_for_job(client: httpx.AsyncClient, number: int) -> dict:
    reply = await client.get(f"/jobs/{number}")
    while reply.json()["state"] != "finished":
        await asyncio.sleep(2)
        reply = await client.get(f"/jobs/{number}")
    return reply.json()


async def port_open(host: str, port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    writer.close()
    return True


async def wait_for_port(host: str, port: int) -> None:
    while not await port_open(host, port):
        await asyncio.sleep(0.5)


async def backoff(attempts: int) -> float:
    delay = 0.1
    while attempts > 0:
        attempts -= 1
        await asyncio.sleep(delay)
        delay *= 2
    return delay

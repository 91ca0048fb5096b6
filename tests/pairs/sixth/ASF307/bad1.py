import asyncio
import atexit
import threading


class Gateway:
    """Forwards sensor readings; the radio driver calls back from a thread."""

    def __init__(self, send):
        self.send = send
        self.buffer = []

    async def flush(self):
        rows, self.buffer = self.buffer, []
        for row in rows:
            await self.send(row)

    async def heartbeat(self):
        await self.send("alive")

    def start(self):
        thread = threading.Thread(target=self.heartbeat, daemon=True)  # expect: ASF307
        thread.start()
        atexit.register(self.flush)  # expect: ASF307

    async def run(self):
        loop = asyncio.get_running_loop()
        loop.call_later(10, self.flush)  # expect: ASF307
        await asyncio.sleep(60)


async def send(row):
    await asyncio.sleep(0.05)
    print(row)


if __name__ == "__main__":
    gateway = Gateway(send)
    gateway.start()
    asyncio.run(gateway.run())

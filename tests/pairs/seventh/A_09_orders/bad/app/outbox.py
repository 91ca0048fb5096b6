import asyncio
import collections


class Outbox:
    def __init__(self, limit=1000):
        self.items = collections.deque(maxlen=limit)
        self.wake = asyncio.Event()

    def enqueue(self, message):
        self.items.append(message)
        self.wake.set()

    def publish_all(self, transport):
        return transport.write_many(list(self.items))

    async def run(self, transport):
        while True:
            await self.wake.wait()
            self.wake.clear()
            while self.items:
                await transport.send(self.items.popleft())


async def replay(messages, transport):
    sent = 0
    for message in messages:  # expect: ASF311
        await transport.send(message)
        sent += 1
    return sent


async def stored(conn):
    cursor = await conn.cursor("SELECT body FROM outbox ORDER BY id")
    while row := await cursor.fetchrow():
        yield row["body"]


async def resend(conn, transport):
    return await replay(stored(conn), transport)

import asyncio
import contextlib

from .room import Member


class Session:
    def __init__(self, room, reader, writer):
        self.room = room
        self.reader = reader
        self.writer = writer
        self.member = None

    async def run(self):
        name = (await self.reader.readline()).decode().strip()
        self.member = Member(name, self.writer)
        self.room.join(self.member)
        async for line in self.room.replay():
            self.writer.write(line.encode() + b"\n")
        await self.member.flush()
        while line := await self.reader.readline():
            await self.room.say(name, line.decode().rstrip())
        self.member.leave()

    async def watch_idle(self, ping):
        while True:
            await asyncio.sleep(30)
            try:
                await ping(self.member)
            except ConnectionError:
                self.member.leave()
            except asyncio.CancelledError:
                self.member.leave()
                raise


async def stop_all(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task

import asyncio
import queue


class Mail:
    def __init__(self, writer):
        self.writer = writer
        self.outbox = asyncio.Queue()
        self.archive = queue.Queue()
        self.tasks = set()

    async def send(self, text):
        self.writer.write(text)
        await self.writer.drain()

    def log(self, text):
        self.archive.put(text)
        self.outbox.put_nowait(text)

    def later(self, text):
        task = asyncio.create_task(self.send(text))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def deferred(self, text):
        return self.send(text)

    async def both(self, a, b):
        await asyncio.gather(self.send(a), self.send(b))

    async def maybe(self, text, wanted):
        wanted and await self.send(text)
        coro = self.send("last")
        await coro

    async def bounded(self, text):
        coro = self.send(text)
        try:
            async with asyncio.timeout(1):
                await coro
        except TimeoutError:
            self.log("late")

    async def discard(self, text):
        coro = self.send(text)
        coro.close()
        await asyncio.sleep(0)


class Sync:
    def send(self, text):
        print(text)


async def mixed(sync: Sync, mail: Mail, group: asyncio.TaskGroup):
    sync.send("a")
    group.create_task(mail.send("b"))
    async with asyncio.timeout(3):
        await mail.deferred("c")


def main(mail):
    asyncio.run(mail.send("x"))

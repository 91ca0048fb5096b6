import asyncio
import queue
import threading


class Feed:
    def __init__(self):
        self.changed = asyncio.Event()
        self.updates = asyncio.Condition()
        self.version = 0
        self.alarms = queue.Queue()

    async def await_change(self):
        await self.changed.wait()

    async def await_update(self, seen):
        async with self.updates:
            await self.updates.wait_for(lambda: self.version > seen)
            return self.version


class AlarmPump(threading.Thread):
    def __init__(self, feed: Feed, horn):
        super().__init__(daemon=True)
        self.feed = feed
        self.horn = horn

    def run(self):
        while True:
            alarm = self.feed.alarms.get()
            self.sound(alarm)

    def sound(self, alarm):
        self.horn.beep(alarm)

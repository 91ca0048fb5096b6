import asyncio
import threading
from functools import partial


class Panel:
    def __init__(self, loop):
        self.loop = loop
        self.actions = {}
        self.hooks = []
        self.log = []

    def bind(self, names):
        for name in names:
            self.actions[name] = lambda name=name: self.log.append(name)
            self.hooks.append(partial(self.log.append, name))

    def schedule(self, names):
        for delay, name in enumerate(names):
            self.loop.call_later(delay, self.log.append, name)
            self.loop.call_later(delay, partial(print, name))

    def sort(self, groups):
        for key, members in groups.items():
            members.sort(key=lambda member: member.startswith(key))
            print(list(filter(lambda m: m != key, members)))

    def made(self, names):
        def make(name):
            return lambda: self.log.append(name)

        for name in names:
            self.hooks.append(make(name))

    def immediate(self, names):
        for name in names:
            def show():
                self.log.append(name)

            show()

    def threads(self, names):
        for name in names:
            def show():
                self.log.append(name)

            thread = threading.Thread(target=show)
            thread.start()
            thread.join()

    def constant(self, names):
        prefix = "panel"
        for _ in names:
            self.hooks.append(lambda: self.log.append(prefix))


async def tasks(names, ping):
    async def one(name):
        await ping(name)

    async with asyncio.TaskGroup() as group:
        for name in names:
            group.create_task(one(name))


async def awaited(names, ping):
    for name in names:
        async def one():
            await ping(name)

        await one()

import asyncio

from .client import DeviceClient

READ = bytes.fromhex("010300000002c40b")


class Registry:
    def __init__(self, hosts):
        self.hosts = dict(hosts)
        self.values = {}

    async def read(self, name):
        async with DeviceClient(self.hosts[name]) as client:
            return int.from_bytes((await client.request(READ))[3:7], "big")

    def read_now(self, name):
        return asyncio.run(self.read(name))

    def snapshot(self):
        return {name: self.read_now(name) for name in self.hosts}

    async def refresh(self):
        names = list(self.hosts)
        values = await asyncio.gather(*(self.read(n) for n in names))
        self.values.update(zip(names, values))
        return dict(self.values)

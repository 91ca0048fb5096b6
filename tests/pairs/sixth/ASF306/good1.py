import asyncio
import functools


class Weather:
    def __init__(self, fetch):
        self.fetch = fetch
        self._tasks = {}

    async def today(self, city):
        await asyncio.sleep(0.1)
        return await self.fetch(city)

    async def retry(self, city):
        for _ in range(3):
            attempt = self.today(city)
            try:
                return await attempt
            except ConnectionError:
                continue
        return None

    async def shared(self, city):
        task = asyncio.create_task(self.today(city))
        first = await task
        second = await task
        return first, second

    async def cached(self, city):
        if city not in self._tasks:
            self._tasks[city] = asyncio.ensure_future(self.today(city))
        return await self._tasks[city]

    async def either(self, city, quick):
        coro = self.today(city)
        if quick:
            return await asyncio.wait_for(coro, 1)
        return await coro

    async def rebind(self, cities):
        coro = self.today("home")
        result = [await coro]
        for city in cities:
            coro = self.today(city)
            result.append(await coro)
        return result

    @functools.cached_property
    def label(self):
        return "weather"


@functools.lru_cache
def parse(text):
    return tuple(text.split())


async def pings(ping, hosts):
    probes = [ping(host) for host in hosts]
    return await asyncio.gather(*probes)


async def once(ping):
    coro = ping("a")
    try:
        return await coro
    finally:
        coro.close()

import asyncio

import httpx


class Client:
    def __init__(self, http: httpx.AsyncClient):
        self.http = http
        self.limit = asyncio.Semaphore(8)
        self.lock = asyncio.Lock()
        self.pages = {}
        self.inflight = {}

    async def fetch(self, url):
        async with self.limit:
            answer = await self.http.get(url)
        return answer.text

    async def store(self, url):
        text = await self.fetch(url)
        async with self.lock:
            await asyncio.sleep(0)
            self.pages[url] = text

    async def first(self, url):
        if url not in self.inflight:
            self.inflight[url] = asyncio.create_task(self.fetch(url))
        return await self.inflight[url]

    async def evict(self, limit):
        async with self.lock:
            while len(self.pages) > limit:
                self.pages.pop(next(iter(self.pages)))
                await asyncio.sleep(0)

    async def count(self, queue: asyncio.Queue):
        async with self.lock:
            await queue.put(len(self.pages))


async def run(job, limit: asyncio.Semaphore, http: httpx.AsyncClient):
    async with limit:
        await http.post("/begin", json={"job": job})
        await asyncio.sleep(1)
        await http.post("/end", json={"job": job})


async def main():
    async with httpx.AsyncClient() as http:
        client = Client(http)
        await client.store("https://example.org")
        print(await client.first("https://example.org/2"))

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import anyio


class Client:
    async def get(self, path):
        await asyncio.sleep(0.1)
        return path

    def get_sync(self, path):
        return asyncio.run(self.get(path))

    async def get_in_thread(self, path):
        return await asyncio.to_thread(self.get_sync, path)

    async def get_many(self, paths):
        loop = asyncio.get_running_loop()
        with_pool = [loop.run_in_executor(None, self.get_sync, p) for p in paths]
        return await asyncio.gather(*with_pool)

    async def background(self):
        def work():
            loop = asyncio.new_event_loop()
            try:
                loop.run_until_complete(self.get("work"))
            finally:
                loop.close()

        thread = threading.Thread(target=work)
        thread.start()
        await asyncio.to_thread(thread.join)


class Track:
    def run(self, laps):
        return laps * 400


async def race(track: Track):
    await asyncio.sleep(0)
    return track.run(3)


async def factory(client: Client):
    await asyncio.sleep(0)
    return lambda path: asyncio.run(client.get(path))


def batch(paths):
    client = Client()
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(client.get_sync, paths))


def main():
    client = Client()
    print(client.get_sync("/"))
    with asyncio.Runner() as runner:
        runner.run(client.get_in_thread("/a"))
    anyio.run(client.background)


if __name__ == "__main__":
    main()

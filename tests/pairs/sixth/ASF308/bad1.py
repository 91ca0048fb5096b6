import asyncio
import threading

import aiohttp


class Mirror:
    """Downloads packages in the background while the index is served."""

    def __init__(self, root):
        self.root = root
        self.jobs = []
        self.bodies = {}

    async def download(self, session, name):
        answer = await session.get(f"{self.root}/{name}")
        self.bodies[name] = await answer.read()

    async def begin(self, names):
        async with aiohttp.ClientSession() as session:
            for name in names:
                self.jobs.append(asyncio.create_task(self.download(session, name)))  # expect: ASF308

    async def finish(self):
        await asyncio.gather(*self.jobs)
        return self.bodies


def dump(out, rows):
    for row in rows:
        out.write(f"{row}\n")


def export(path, rows):
    with open(path, "w") as out:
        thread = threading.Thread(target=dump, args=(out, rows))
        thread.start()  # expect: ASF308
    thread.join()


async def main():
    mirror = Mirror("https://mirror.example.org")
    await mirror.begin(["a", "b"])
    print(await mirror.finish())


if __name__ == "__main__":
    export("rows.txt", range(10))
    asyncio.run(main())

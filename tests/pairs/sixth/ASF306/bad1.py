import asyncio
import functools


class Lookup:
    """Resolves names by asking a slow directory."""

    def __init__(self, directory):
        self.directory = directory

    async def resolve(self, name):
        await asyncio.sleep(0.1)
        return self.directory[name]

    async def with_retry(self, name):
        attempt = self.resolve(name)
        try:
            return await attempt
        except ConnectionError:
            return await attempt  # expect: ASF306

    async def repeated(self, name, times):
        query = self.resolve(name)
        answers = []
        for _ in range(times):
            answers.append(await query)  # expect: ASF306
        return answers


@functools.lru_cache(maxsize=128)  # expect: ASF306
async def country(code):
    await asyncio.sleep(0.1)
    return code.upper()


async def main():
    lookup = Lookup({"ann": "10.0.0.1"})
    print(await lookup.with_retry("ann"))
    print(await lookup.repeated("ann", 2))
    print(await country("no"))


asyncio.run(main())

import asyncio
from collections import Counter


class Plugin:
    seen: Counter = Counter()
    warnings: list[str] = []
    limit = 100

    def note(self, kind: str) -> None:
        self.seen[kind] += 1  # expect: ASF805


class LinkPlugin(Plugin):
    async def inspect(self, client, url: str) -> None:
        status = await client.head(url)
        self.note(str(status))
        if status >= 400:
            self.warnings += [f"{url}: {status}"]  # expect: ASF805


class Inspector:
    def __init__(self, client) -> None:
        self.client = client

    async def inspect(self, url: str) -> list[str]:
        plugin = LinkPlugin()
        await plugin.inspect(self.client, url)
        return plugin.warnings


async def main(client, urls: list[str]) -> list[list[str]]:
    inspector = Inspector(client)
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(inspector.inspect(url)) for url in urls]
    return [task.result() for task in tasks]

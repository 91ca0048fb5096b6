import asyncio
import logging

from . import table

log = logging.getLogger(__name__)


class Host:
    def __init__(self, name):
        self.name = name
        self.loaded = set()

    async def deliver(self, event, payload):
        handler = getattr(self, f"on_{event}", None)
        if handler is None:
            log.warning("unknown event %s", event)
            return None
        return await handler(payload)

    async def on_load(self, payload):
        self.loaded.add(payload["plugin"])
        return await table.run("manifest", payload)

    async def on_query(self, payload):
        return await table.run(payload["action"], payload)

    async def on_unload(self, payload):
        self.loaded.discard(payload["plugin"])
        return True


async def main():
    host = Host("local")
    for event in ("query", "unload"):
        print(await host.deliver(event, {"plugin": "x", "action": "version"}))


if __name__ == "__main__":
    asyncio.run(main())

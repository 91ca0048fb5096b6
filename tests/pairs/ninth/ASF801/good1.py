"""Device hub: broadcasting without tripping over joins and leaves."""
import asyncio
import logging

log = logging.getLogger("hub")

HANDLERS: list = []


def handler(fn):
    HANDLERS.append(fn)
    return fn


@handler
async def log_state(state) -> None:
    await asyncio.sleep(0)
    log.info("state %r", state)


class Hub:
    def __init__(self, names: list[str]) -> None:
        self.lock = asyncio.Lock()
        self.devices: dict[str, object] = {}
        self.groups: dict[str, set[str]] = {}
        self.queue: list[str] = []
        self.names = tuple(names)
        self.watchers: frozenset = frozenset()

    def add(self, name: str, device) -> None:
        self.devices[name] = device

    def remove(self, name: str) -> None:
        self.devices.pop(name, None)

    def watch(self, watcher) -> None:
        self.watchers = self.watchers | {watcher}

    async def regroup(self, group: str, names: set[str]) -> None:
        async with self.lock:
            self.groups[group] = names

    async def broadcast(self, message: str) -> None:
        for device in list(self.devices.values()):
            await device.send(message)

    async def announce(self) -> None:
        async with self.lock:
            for group, names in self.groups.items():
                log.debug("%s has %d members", group, len(names))
                await asyncio.sleep(0)

    async def notify(self, state) -> None:
        for fn in HANDLERS:
            await fn(state)
        for watcher in self.watchers:
            await watcher(state)

    async def ping(self) -> list:
        devices = [device for device in self.devices.values() if device.online]
        return [await device.ping() for device in devices]

    async def gather(self, message: str) -> None:
        await asyncio.gather(*(device.send(message) for device in self.devices.values()))

    async def greet(self) -> None:
        for name in self.names:
            await self.broadcast(f"hello {name}")

    async def drain(self) -> None:
        pending, self.queue = self.queue, []
        for line in pending:
            await self.broadcast(line)

    def enqueue(self, line: str) -> None:
        self.queue.append(line)

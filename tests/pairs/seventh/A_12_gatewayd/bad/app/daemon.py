import asyncio
import contextlib
import json
import signal


class Daemon:
    def __init__(self, registry, period=15):
        self.registry = registry
        self.period = period
        self.failed = 0

    async def answer(self, reader, writer):
        command = (await reader.readline()).strip()
        if command == b"snapshot":
            reply = self.registry.snapshot()  # expect: ASF305
        else:
            reply = self.registry.values
        writer.write(json.dumps(reply).encode() + b"\n")
        await writer.drain()
        writer.close()

    async def cycle(self):
        while True:
            with contextlib.suppress(asyncio.CancelledError, OSError):  # expect: ASF401
                await self.registry.refresh()
            await asyncio.sleep(self.period)

    def report(self, *_):
        print(len(self.registry.values), "values,", self.failed, "failed")

    async def run(self, port):
        signal.signal(signal.SIGUSR1, self.report)  # expect: ASF417
        polling = asyncio.create_task(self.cycle())
        server = await asyncio.start_server(self.answer, "127.0.0.1", port)
        try:
            await server.serve_forever()
        finally:
            polling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await polling


def main(hosts, once=False):
    from .registry import Registry

    registry = Registry(hosts)
    if once:
        print(registry.snapshot())
    else:
        asyncio.run(Daemon(registry).run(5020))

from dataclasses import dataclass

import anyio

from . import limits


@dataclass
class Result:
    host: str
    ok: bool


class Prober:
    def __init__(self, settings, encoder):
        self.settings = settings
        self.encoder = encoder
        self.results = []
        self.scope = None

    async def handshake(self, stream):
        with anyio.CancelScope(deadline=anyio.current_time() + limits.HANDSHAKE_BUDGET):
            await stream.send(b"HELLO\n")
            return await stream.receive() == b"OK\n"
        return False

    async def check(self, host):
        ok = False
        with anyio.move_on_after(self.settings.connect):
            async with await anyio.connect_tcp(host, 7777) as stream:
                ok = await self.handshake(stream)
        self.results.append(Result(host, ok))

    async def sweep(self, hosts):
        await anyio.sleep(1)
        with anyio.move_on_after(self.settings.sweep) as self.scope:
            for host in hosts:
                await self.check(host)
        limit = anyio.fail_after(5)
        await anyio.sleep(0.5)
        with limit:
            await self.check("localhost")

    async def upload(self, stream):
        with anyio.fail_after(5):
            body = self.encoder.encode(self.results)
            await stream.send(body)

    async def publish(self, host):
        async with await anyio.connect_tcp(host, 80) as stream:
            async with anyio.create_task_group() as tg:
                await stream.send(b"PUT /probes\n")
                tg.start_soon(self.upload, stream)
                tg.start_soon(self.check, host)

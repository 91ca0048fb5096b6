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
        self.scope = anyio.move_on_after(settings.sweep)  # expect: ASF414

    async def handshake(self, stream):
        with anyio.CancelScope(deadline=limits.HANDSHAKE_DEADLINE):  # expect: ASF415
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
        with self.scope:
            for host in hosts:
                await self.check(host)
        limit = anyio.fail_after(5)
        await anyio.sleep(0.5)
        with limit:
            await self.check("localhost")

    async def upload(self, stream):
        with anyio.fail_after(5):  # expect: ASF406
            body = self.encoder.encode(self.results)
        await stream.send(body)

    async def publish(self, host):
        async with anyio.create_task_group() as tg:
            async with await anyio.connect_tcp(host, 80) as stream:
                tg.start_soon(self.upload, stream)  # expect: ASF326
                await stream.send(b"PUT /probes\n")

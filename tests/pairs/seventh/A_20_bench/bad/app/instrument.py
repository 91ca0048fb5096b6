import asyncio

import trio

POWER_UP = 20


class Instrument:
    def __init__(self, host, port=5025):
        self.host = host
        self.port = port
        self.stream = None

    async def query(self, text):
        await self.stream.send_all(text.encode() + b"\n")
        return (await self.stream.receive_some(4096)).decode().strip()

    async def identify(self):
        await trio.sleep(0.2)
        return await asyncio.wait_for(self.query("*IDN?"), 2)  # expect: ASF316

    async def __aenter__(self):
        with trio.fail_at(POWER_UP):  # expect: ASF415
            self.stream = await trio.open_tcp_stream(self.host, self.port)
        return self

    async def __aexit__(self, *exc):
        await self.query("OUTP OFF")  # expect: ASF402
        await self.stream.aclose()

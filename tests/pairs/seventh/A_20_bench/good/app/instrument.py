import trio

POWER_UP_SECONDS = 20


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
        with trio.fail_after(2):
            return await self.query("*IDN?")

    async def __aenter__(self):
        with trio.fail_after(POWER_UP_SECONDS):
            self.stream = await trio.open_tcp_stream(self.host, self.port)
        return self

    async def __aexit__(self, *exc):
        with trio.CancelScope(shield=True, deadline=trio.current_time() + 3):
            await self.query("OUTP OFF")
        await self.stream.aclose()

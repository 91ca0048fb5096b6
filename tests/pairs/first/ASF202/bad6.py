import anyio
import trio


class Modem:
    def __init__(self, port) -> None:
        self.port = port
        self.lock = trio.Lock()

    async def command(self, text: str) -> bytes:
        await self.lock.acquire()  # expect: ASF202
        try:
            await self.port.send_all(text.encode() + b"\r")
        except trio.BrokenResourceError:
            self.lock.release()
            raise
        else:
            self.lock.release()
        return text.encode()


async def relay(gate: "anyio.Lock", receive, send) -> None:
    for _ in range(10):
        await gate.acquire()  # expect: ASF202
        await send(await receive())
        gate.release()

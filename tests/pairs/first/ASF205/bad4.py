import anyio
from trio import Lock as TrioLock


class Arm:
    def __init__(self, bus) -> None:
        self.bus = bus
        self.guard = TrioLock()

    async def move(self, degrees: int) -> None:
        with self.guard:  # expect: ASF205
            await self.bus.send(degrees)


async def append(path: anyio.Path, lock: "anyio.Lock", text: str) -> None:
    with lock:  # expect: ASF205
        await path.write_text(text)

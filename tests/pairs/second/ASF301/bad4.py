import asyncio


class Lamp:
    def __init__(self, bus) -> None:
        self._bus = bus
        self.brightness = 0

    async def _write(self, value: int) -> bool:
        ack = await self._bus.write(bytes([value]))
        return ack == b"\x06"

    async def fade(self, target: int) -> None:
        step = 1 if target > self.brightness else -1
        for value in range(self.brightness, target, step):
            ok = self._write(value)  # expect: ASF301
            await asyncio.sleep(0.02)

    def off(self) -> None:
        self.brightness = 0
        self._write(0)  # expect: ASF301

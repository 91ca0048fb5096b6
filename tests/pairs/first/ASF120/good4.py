import asyncio
import time


class I2cBus:
    def __init__(self) -> None:
        self.registers = bytearray(256)

    def _settle(self) -> None:
        # 50 us, required by the data sheet; a thread would cost more
        time.sleep(0.00005)  # noqa: ASF101

    def _write(self, register: int, value: int) -> None:
        self.registers[register] = value
        self._settle()

    async def write(self, register: int, values: bytes) -> None:
        for offset, value in enumerate(values):
            self._write(register + offset, value)
            await asyncio.sleep(0)

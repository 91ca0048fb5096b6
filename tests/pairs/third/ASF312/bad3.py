"""Poller that waits between requests to a slow device."""
import asyncio
import time
from time import sleep as pause
from typing import Final

INTERVAL: Final = 0.5


class Device:
    def __init__(self, name: str) -> None:
        self.name = name
        self.values: list[int] = []

    async def query(self) -> int:
        await asyncio.sleep(0.01)
        return len(self.name)

    def store(self, value: int) -> bool:
        self.values.append(value)
        return len(self.values) > 3


async def poll(device: Device) -> int:
    rounds = 0
    while rounds < 10:
        rounds += 1
        value = await device.query()
        full = await device.store(value)  # expect: ASF312
        if full:
            break
        await time.sleep(INTERVAL)  # expect: ASF312, ASF101
    await pause(0.1)  # expect: ASF312, ASF101
    return rounds


if __name__ == "__main__":
    print(asyncio.run(poll(Device("valve"))))

"""Firmware updater for field devices."""
import asyncio
import logging
from contextlib import suppress

import anyio
import trio

log = logging.getLogger("updater")


class Image:
    def __init__(self, version: str, blocks: list[bytes]) -> None:
        self.version = version
        self.blocks = blocks

    def __len__(self) -> int:
        return sum(map(len, self.blocks))


class Device:
    def __init__(self, address: str) -> None:
        self.address = address
        self.version = "0"
        self.received = 0

    async def send_block(self, block: bytes) -> None:
        await anyio.sleep(0.001)
        self.received += len(block)

    async def flash(self, image: Image) -> None:
        for block in image.blocks:
            await self.send_block(block)
        self.version = image.version

    async def reboot(self) -> None:
        await trio.sleep(1)


class Updater:
    def __init__(self, devices: list[Device]) -> None:
        self.devices = devices
        self.failed: list[str] = []

    async def update_one(self, device: Device, image: Image) -> None:
        log.info("updating %s to %s", device.address, image.version)
        async with asyncio.TaskGroup() as group:  # expect: ASF323
            group.create_task(device.flash(image))
        if device.received != len(image):
            self.failed.append(device.address)

    async def update_any(self, device: Device, image: Image) -> None:
        with suppress(OSError):
            async with anyio.create_task_group() as tg:  # expect: ASF323
                tg.start_soon(device.flash, image, name=device.address)

    async def reboot_all(self) -> None:
        for device in self.devices:
            async with trio.open_nursery() as nursery:  # expect: ASF323
                nursery.start_soon(device.reboot)

    async def update_all(self, image: Image) -> None:
        async with asyncio.TaskGroup() as group:
            for device in self.devices:
                group.create_task(self.update_one(device, image))


async def main() -> None:
    updater = Updater([Device("10.0.0.2"), Device("10.0.0.3")])
    image = Image("1.4", [b"\0" * 64] * 8)
    await updater.update_all(image)
    await updater.update_any(updater.devices[0], image)
    print(updater.failed)


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(Updater([Device("10.0.0.4")]).reboot_all)

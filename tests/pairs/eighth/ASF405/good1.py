"""Greenhouse controller."""
import asyncio
import logging
import random

log = logging.getLogger(__name__)


class Greenhouse:
    def __init__(self, gpio, cloud):
        self._gpio = gpio
        self._cloud = cloud
        self._stopping = False
        self._wet = asyncio.Event()
        self._changed = asyncio.Condition()
        self.humidity = 0.4
        self.samples = []

    async def sample_forever(self):
        while not self._stopping:
            value = self._gpio.read_adc(3)
            self.samples.append(value)
            if value > 0.6:
                self._wet.set()
            await asyncio.sleep(10)

    async def report(self):
        while True:
            await self._cloud.push({"humidity": self.humidity})
            await asyncio.sleep(60)

    async def wait_for_door(self, pin):
        while not self._gpio.read_pin(pin):
            await asyncio.sleep(0.02)
        log.info("door opened")

    async def wait_for_upload(self, job_id):
        while (status := await self._cloud.status(job_id)) != "finished":
            if status == "failed":
                raise RuntimeError(job_id)
            await asyncio.sleep(5)

    async def until_wet(self):
        async with asyncio.timeout(600):
            await self._wet.wait()

    async def set_humidity(self, value):
        async with self._changed:
            self.humidity = value
            self._changed.notify_all()

    async def until_humid(self, level):
        async with self._changed:
            while self.humidity < level:
                await self._changed.wait()

    async def connect(self):
        delay = 0.5
        connected = False
        while not connected:
            try:
                await self._cloud.login()
                connected = True
            except OSError as exc:
                log.warning("login failed: %s", exc)
                await asyncio.sleep(delay + random.random())
                delay = min(delay * 2, 60)

    async def fade(self, target):
        level = 0
        while level < target:
            level += 5
            self._gpio.set_pwm(2, level)
            await asyncio.sleep(0.1)

    def stop(self):
        self._stopping = True


async def main(gpio, cloud):
    house = Greenhouse(gpio, cloud)
    await house.connect()
    async with asyncio.TaskGroup() as group:
        group.create_task(house.sample_forever())
        group.create_task(house.report())
        group.create_task(house.until_wet())
        group.create_task(house.set_humidity(0.5))
        group.create_task(house.until_humid(0.5))

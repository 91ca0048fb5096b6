import asyncio
from contextlib import asynccontextmanager


class Sensor:
    """A serial thermometer that is opened per measurement."""

    def __init__(self, port):
        self.port = port
        self.values = []

    async def __aenter__(self):
        await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *exc):
        await asyncio.sleep(0.01)

    async def read(self, count):
        for number in range(count):
            await asyncio.sleep(0.1)
            yield 20 + number / 10


@asynccontextmanager
async def span(name):
    await asyncio.sleep(0)
    print("begin", name)
    yield name
    print("end", name)


async def measure(port):
    sensor = Sensor(port)
    async with sensor:
        for value in sensor.read(3):  # expect: ASF311
            sensor.values.append(value)
    return sensor.values


async def main():
    with span("measure"):  # expect: ASF311
        print(await measure("/dev/ttyUSB0"))


asyncio.run(main())

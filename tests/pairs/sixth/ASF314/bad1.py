import trio


class Sensor:
    def __init__(self, name: str, period: float) -> None:
        self.name = name
        self.period = period

    async def read(self) -> float:
        await trio.sleep(self.period)
        return hash(self.name) % 100 / 10


class Station:
    def __init__(self, *sensors: Sensor) -> None:
        self.sensors = sensors

    async def _pump(self, sensor: Sensor, out: trio.MemorySendChannel) -> None:
        async with out:
            while True:
                await out.send((sensor.name, await sensor.read()))

    async def readings(self):
        send, receive = trio.open_memory_channel(16)
        async with trio.open_nursery() as nursery:
            for sensor in self.sensors:
                nursery.start_soon(self._pump, sensor, send.clone())
            async for item in receive:
                yield item  # expect: ASF314

    async def single(self, sensor: Sensor):
        while True:
            with trio.move_on_after(5):
                yield await sensor.read()  # expect: ASF314


async def show(station: Station) -> None:
    async for name, value in station.readings():
        print(name, value)

import trio

from .sensors import Sensor, tick
from .status import StatusPage


class Station:
    def __init__(self, sensors, page, path):
        self.sensors = sensors
        self.page = page
        self.path = path

    async def record(self):
        async with await trio.open_file(self.path, "a") as out:
            async with trio.open_nursery() as nursery:
                await nursery.start(self.page.serve)
                for sensor in self.sensors:
                    nursery.start_soon(sensor.pump, out)
                await out.write("# start\n")

    async def beats(self, limit):
        send, receive = trio.open_memory_channel(0)
        seen = 0
        async with trio.open_nursery() as nursery:
            nursery.start_soon(tick, send, 1)
            async for _ in receive:
                seen += 1
                if seen >= limit:
                    nursery.cancel_scope.cancel()
                    break
        return seen


def main():
    hosts = ["s1.local", "s2.local"]
    station = Station([Sensor(h, h) for h in hosts], StatusPage(8080), "seismo.log")
    trio.run(station.record)

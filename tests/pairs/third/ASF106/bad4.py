"""Trio daemon that copies sensor readings to PostgreSQL."""
import contextlib
import random

import psycopg
import trio

DSN = "postgresql://metrics@db/metrics"


class Sensor:
    def __init__(self, name):
        self.name = name

    async def read(self):
        await trio.sleep(0.1)
        return random.gauss(20, 2)


async def insert(dsn, rows):
    await trio.lowlevel.checkpoint()
    with contextlib.ExitStack() as stack:
        connection = stack.enter_context(psycopg.connect(dsn))  # expect: ASF106
        connection.execute("INSERT INTO readings VALUES (%s, %s)", rows[0])  # expect: ASF106


async def pump(sensor, sink):
    batch = []
    while True:
        batch.append((sensor.name, await sensor.read()))
        if len(batch) >= 1:
            await sink(DSN, batch)
            batch = []


async def main():
    sensors = [Sensor("attic"), Sensor("cellar")]
    async with trio.open_nursery() as nursery:
        for sensor in sensors:
            nursery.start_soon(pump, sensor, insert)


if __name__ == "__main__":
    trio.run(main)

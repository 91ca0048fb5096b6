from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import time

import anyio


class Camera:
    def __init__(self, device: str) -> None:
        self.device = device
        subprocess.run(["v4l2-ctl", "-d", device, "--all"], check=True)

    @property
    def temperature(self) -> float:
        time.sleep(0.01)
        return 41.5


def rows(db: sqlite3.Connection):
    for row in db.execute("select path from shot"):
        yield row[0]


@contextlib.contextmanager
def lamp(pin: int):
    time.sleep(0.2)
    yield pin
    print("off", pin)


async def shoot(device: str) -> float:
    camera = Camera(device)  # expect: ASF120
    await anyio.sleep(0)
    return camera.temperature  # expect: ASF120


async def review(db: sqlite3.Connection) -> None:
    for path in rows(db):  # expect: ASF120
        print(path)
        await anyio.sleep(0)


async def lit(pin: int) -> None:
    with lamp(pin):  # expect: ASF120
        await anyio.sleep(1)

from __future__ import annotations

import glob as g
import os.path
import pathlib
from os import makedirs as ensure, rename

import trio

present = os.path.isfile


class Rotator:
    keep = 3

    def __init__(self, base: pathlib.Path) -> None:
        self.base = base

    async def rotate(self) -> None:
        ensure(self.base.parent, exist_ok=True)  # expect: ASF105
        await trio.sleep(0)
        for number in range(self.keep, 0, -1):
            rename(f"{self.base}.{number - 1}", f"{self.base}.{number}")  # expect: ASF105

    async def ready(self) -> bool:
        await trio.sleep(0.1)
        return present(str(self.base))  # expect: ASF105


class SizedRotator(Rotator):
    async def rotate(self) -> None:
        await trio.sleep(0)
        if len(g.glob(f"{self.base}.*")) > self.keep:  # expect: ASF105
            await super().rotate()


trio.run(SizedRotator(pathlib.Path("/var/log/app/app.log")).rotate)

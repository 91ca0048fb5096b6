from __future__ import annotations

import functools

import anyio
import trio


class Config:
    def __init__(self, path: str) -> None:
        self.path = path
        self.text = anyio.run(self._read)

    async def _read(self) -> str:
        return await anyio.Path(self.path).read_text()


class Pump:
    def __init__(self, valve) -> None:
        self.valve = valve

    def prime(self) -> None:
        self._blocking(3)

    def _blocking(self, turns: int) -> None:
        trio.run(functools.partial(self.valve, turns=turns))

    async def start(self) -> None:
        await trio.sleep(0.1)
        self.prime()  # expect: ASF305


async def serve(path: str) -> str:
    config = Config(path)  # expect: ASF305
    await anyio.sleep(0)
    return config.text


async def valve(turns: int) -> None:
    await trio.sleep(turns)


trio.run(Pump(valve).start)

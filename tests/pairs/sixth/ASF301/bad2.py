from __future__ import annotations

import functools
import logging
from abc import ABC, abstractmethod

import trio
from trio import sleep as nap

log = logging.getLogger(__name__)


class Step(ABC):
    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    async def run(self) -> None: ...

    async def announce(self) -> None:
        await trio.sleep(0)
        log.info("step %s", self.name)


class Rinse(Step):
    async def run(self) -> None:
        self.announce()  # expect: ASF301
        await nap(2)


class Spin(Step):
    verbose = True

    async def run(self) -> None:
        self.verbose and self.announce()  # expect: ASF301
        pause = functools.partial(nap, 0.5)
        pause()  # expect: ASF301
        await nap(5)


async def program(steps: list[Step]) -> None:
    for step in steps:
        await step.run()


trio.run(program, [Rinse("rinse"), Spin("spin")])

"""Stage lighting desk."""
from __future__ import annotations

import asyncio
import logging

import anyio
import trio

log = logging.getLogger(__name__)


class Desk:
    def __init__(self, fixtures) -> None:
        self.fixtures = fixtures
        self.level = 0

    async def find_master(self) -> int | None:
        master = None
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.blink)
            for fixture in self.fixtures:
                if not fixture.online:
                    continue
                if await fixture.is_master():
                    master = fixture.address
                    break
            nursery.cancel_scope.cancel()
        return master

    async def blink(self) -> None:
        while True:
            await trio.sleep(0.5)
            log.debug("blink")

    async def run_show(self, cues) -> str:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.blink)
            async for cue in cues:
                if cue == "blackout":
                    nursery.cancel_scope.cancel()
                    return "blackout"
                log.info("cue %s", cue)
        return "end"

    async def scan(self, hosts: list[str]) -> list[str]:
        answers: list[str] = []

        async with anyio.create_task_group() as group:

            async def probe(host: str) -> None:
                with anyio.move_on_after(1):
                    stream = await anyio.connect_tcp(host, 6454)
                    await stream.aclose()
                    answers.append(host)
                    return
                log.info("%s is silent", host)

            def wanted(host: str) -> bool:
                return not host.startswith("127.")

            for host in filter(wanted, hosts):
                group.start_soon(probe, host)
        return answers

    async def fade(self, target: int) -> int:
        for step in range(10):
            async with asyncio.TaskGroup() as group:
                for fixture in self.fixtures:
                    group.create_task(fixture.dim(target * step // 10))
            if step == target:
                break
        return target

    async def wait_key(self, keys) -> str:
        async with anyio.create_task_group() as group:
            group.start_soon(self.refresh)
            while True:
                key = await keys.receive()
                if key in "qx":
                    break
            group.cancel_scope.cancel()
        return key

    async def refresh(self) -> None:
        while True:
            await anyio.sleep(0.04)
            log.debug("frame at level %d", self.level)


async def main(fixtures, cues) -> None:
    desk = Desk(fixtures)
    print(await desk.find_master())
    print(await desk.run_show(cues))

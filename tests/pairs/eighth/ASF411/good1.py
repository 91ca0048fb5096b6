"""Inventory of a fleet of hosts."""
from __future__ import annotations

import asyncio
import functools
import logging

log = logging.getLogger(__name__)

collect = functools.partial(asyncio.gather, return_exceptions=True)


class Facts:
    def __init__(self) -> None:
        self._values: dict[str, str] = {}

    async def gather(self, *names: str) -> dict[str, str]:
        await asyncio.sleep(0)
        return {name: self._values.get(name, "") for name in names}


class Host:
    def __init__(self, name: str, transport) -> None:
        self.name = name
        self._transport = transport
        self.facts = Facts()

    async def run(self, command: str) -> str:
        return await self._transport.run(self.name, command)

    async def describe(self) -> tuple[str, str]:
        async with asyncio.TaskGroup() as group:
            kernel = group.create_task(self.run("uname -r"))
            uptime = group.create_task(self.run("uptime"))
        return kernel.result(), uptime.result()

    async def basics(self) -> dict[str, str]:
        return await self.facts.gather("os", "arch")


class Fleet:
    def __init__(self, hosts: list[Host]) -> None:
        self.hosts = hosts
        self._monitors: list[asyncio.Task[None]] = []

    async def inventory(self) -> dict[str, tuple[str, str]]:
        answers = await asyncio.gather(
            *(host.describe() for host in self.hosts),
            return_exceptions=True,
        )
        report = {}
        for host, answer in zip(self.hosts, answers):
            if isinstance(answer, BaseException):
                log.error("%s: %r", host.name, answer)
            else:
                report[host.name] = answer
        return report

    async def ping(self) -> int:
        answers = await collect(*(host.run("true") for host in self.hosts))
        return sum(not isinstance(answer, BaseException) for answer in answers)

    async def _monitor(self, host: Host) -> None:
        while True:
            await asyncio.sleep(30)
            log.info("%s %s", host.name, await host.run("uptime"))

    async def watch(self) -> None:
        for host in self.hosts:
            self._monitors.append(asyncio.create_task(self._monitor(host)))

    async def unwatch(self) -> None:
        monitors, self._monitors = self._monitors, []
        for monitor in monitors:
            monitor.cancel()
        await asyncio.gather(*monitors, return_exceptions=True)


async def main(hosts: list[Host]) -> None:
    fleet = Fleet(hosts)
    await fleet.watch()
    try:
        log.info("%d answer", await fleet.ping())
        log.info("%s", await fleet.inventory())
    finally:
        await fleet.unwatch()

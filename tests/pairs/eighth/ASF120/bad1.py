"""Provisioning service for virtual machines."""
from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import sqlite3
import subprocess
import time
from typing import Iterator

import requests

logger = logging.getLogger("provision")


def hypervisor(*argv: str) -> str:
    done = subprocess.run(["virsh", *argv], capture_output=True, text=True, check=True)
    return done.stdout


def running_domains() -> set[str]:
    return set(hypervisor("list", "--name").split())


class Image:
    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def size(self) -> int:
        return int(self._head().headers["Content-Length"])

    def _head(self) -> requests.Response:
        return requests.head(f"https://images.local/{self.name}", timeout=5)


@contextlib.contextmanager
def maintenance(domain: str) -> Iterator[str]:
    hypervisor("suspend", domain)
    try:
        yield domain
    finally:
        hypervisor("resume", domain)


def events(limit: int) -> Iterator[str]:
    for number in range(limit):
        time.sleep(0.5)
        yield f"event {number}"


class Inventory:
    """Connects lazily; rows are small."""

    def __init__(self, path: str) -> None:
        self.path = path

    def _query(self, sql: str, *args: object) -> list[tuple]:
        with contextlib.closing(sqlite3.connect(self.path)) as db:
            return db.execute(sql, args).fetchall()

    def owner(self, domain: str) -> str:
        rows = self._query("SELECT owner FROM vm WHERE name = ?", domain)
        return rows[0][0] if rows else "nobody"


class Provisioner:
    def __init__(self, inventory: Inventory) -> None:
        self.inventory = inventory

    async def fits(self, image: Image, free: int) -> bool:
        await asyncio.sleep(0)
        return image.size < free  # expect: ASF120

    async def resize(self, domain: str, cpus: int) -> None:
        with maintenance(domain):  # expect: ASF120
            logger.info("resizing %s to %d", domain, cpus)

    async def report(self, names: list[str]) -> dict[str, str]:
        lookup = self.inventory.owner
        return {name: lookup(name) for name in names}  # expect: ASF120

    async def follow(self) -> None:
        for event in events(10):  # expect: ASF120
            logger.info("%s", event)
            await asyncio.sleep(0)

    async def stopped(self, names: list[str]) -> list[str]:
        alive = await asyncio.to_thread(running_domains)
        return [name for name in names if name not in alive]


async def main() -> None:
    provisioner = Provisioner(Inventory("vm.db"))
    for name in await provisioner.stopped(["web", "db"]):
        await provisioner.resize(name, 2)
    logger.info("%s", await provisioner.report(["web"]))
    if await provisioner.fits(Image("debian"), 10_000):
        await asyncio.wait_for(provisioner.follow(), 30)


if __name__ == "__main__":
    asyncio.run(main())

"""Chat gateway: connectors for several networks."""
from __future__ import annotations

import abc
import asyncio
import logging
import sys
import threading
from typing import Protocol

log = logging.getLogger("gateway")


class Transport(Protocol):
    async def send(self, room: str, text: str) -> bool: ...

    def describe(self) -> str: ...


class Connector(abc.ABC):
    def __init__(self, name: str) -> None:
        self.name = name
        self.history: list[str] = []

    @abc.abstractmethod
    async def fetch(self, room: str) -> list[str]:
        """Return the latest messages of a room."""

    async def login(self) -> None:
        await asyncio.sleep(0.01)
        log.info("%s logged in", self.name)

    def shutdown(self) -> None:
        log.info("%s shut down", self.name)

    async def mirror(self, room: str) -> int:
        self.history.extend(await self.fetch(room))
        return len(self.history)


class HttpConnector(Connector):
    async def fetch(self, room: str) -> list[str]:
        await asyncio.sleep(0.02)
        return [f"{room}: hello"]


class Matrix(HttpConnector):
    async def shutdown(self) -> None:  # expect: ASF901
        await asyncio.sleep(0.01)
        log.info("matrix session closed")


class Cached(HttpConnector):
    def fetch(self, room: str) -> list[str]:  # expect: ASF901
        return [line for line in self.history if line.startswith(room)]


class Local(HttpConnector):
    if sys.platform == "win32":

        async def login(self) -> None:
            await asyncio.sleep(0.1)
            log.info("named pipe is open")

    else:

        def login(self) -> None:  # expect: ASF901
            log.info("unix socket needs no login")


class Loopback(Transport):
    def __init__(self) -> None:
        self.sent: list[str] = []

    def send(self, room: str, text: str) -> bool:  # expect: ASF901
        self.sent.append(f"{room} {text}")
        return True

    def describe(self) -> str:
        return "loopback"


class Pump(threading.Thread):
    def __init__(self, connector: Connector) -> None:
        super().__init__(daemon=True)
        self.connector = connector

    async def run(self) -> None:  # expect: ASF901
        await self.connector.login()
        log.info("%d messages", await self.connector.mirror("lobby"))


async def main(transport: Transport) -> None:
    connectors: list[Connector] = [Matrix("matrix"), Cached("cached"), Local("local")]
    for connector in connectors:
        await connector.login()
        log.info("%d", await connector.mirror("lobby"))
        connector.shutdown()
    await transport.send("lobby", transport.describe())


if __name__ == "__main__":
    Pump(Matrix("background")).start()
    asyncio.run(main(Loopback()))

"""Tracker for a peer to peer file exchange."""
from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterable

import anyio
import trio

log = logging.getLogger("tracker")


class Peer:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.blocks: set[int] = set()

    async def handshake(self) -> bool:
        stream = await trio.open_tcp_stream(self.host, self.port)
        async with stream:
            await stream.send_all(b"HELO")
            return await stream.receive_some(4) == b"EHLO"

    async def serve(self) -> None:
        while True:
            await trio.sleep(30)
            log.debug("%s:%d has %d blocks", self.host, self.port, len(self.blocks))


class Swarm:
    def __init__(self, peers: list[Peer]) -> None:
        self.peers = peers

    async def start(self) -> Peer | None:
        async with trio.open_nursery() as nursery:
            for peer in self.peers:
                nursery.start_soon(peer.serve)
            if not self.peers:
                log.error("no peers")
                return None  # expect: ASF409
            log.info("%d peers", len(self.peers))
        return self.peers[0]

    async def rounds(self, count: int) -> int:
        done = 0
        for number in range(count):
            async with trio.open_nursery() as nursery:
                for peer in self.peers:
                    nursery.start_soon(peer.handshake)
                with trio.move_on_after(1):
                    await trio.sleep(0.1)
                    if number % 2:
                        continue  # expect: ASF409
            done += 1
        return done


async def announce(commands: AsyncIterable[str], udp) -> None:
    async for command in commands:
        async with asyncio.TaskGroup() as group:
            group.create_task(udp.ping())
            match command.split():
                case ["announce", key]:
                    group.create_task(udp.announce(key))
                case ["quit"]:
                    break  # expect: ASF409
                case _:
                    log.warning("unknown command %r", command)


async def lookup(hosts: list[str], name: str) -> str:
    found: list[str] = []

    async def ask(host: str) -> None:
        stream = await anyio.connect_tcp(host, 6881)
        async with stream:
            await stream.send(name.encode())
            found.append((await stream.receive()).decode())

    async with anyio.create_task_group() as tasks:
        for host in hosts:
            tasks.start_soon(ask, host)
        try:
            await anyio.sleep(2)
            return found[0]  # expect: ASF409
        except IndexError:
            log.info("nobody knows %s yet", name)
    return found[0] if found else ""


async def main() -> None:
    swarm = Swarm([Peer("10.1.0.4", 6881), Peer("10.1.0.5", 6881)])
    log.info("%d rounds", await swarm.rounds(10))


if __name__ == "__main__":
    trio.run(main)

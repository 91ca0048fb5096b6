"""Sync agent: copies local archives to several peers."""
import logging
from contextlib import AsyncExitStack
from functools import partial

import anyio
import trio

log = logging.getLogger("sync")


class Peer:
    def __init__(self, host: str, port: int) -> None:
        self.host = host
        self.port = port
        self.acked = 0

    async def connect(self) -> trio.SocketStream:
        return await trio.open_tcp_stream(self.host, self.port)


async def pump(stream: trio.SocketStream, blocks: list[bytes]) -> None:
    for block in blocks:
        await stream.send_all(block)


async def count_acks(stream: trio.SocketStream, peer: Peer) -> None:
    async for data in stream:
        peer.acked += data.count(b"\n")


class Agent:
    def __init__(self, peers: list[Peer]) -> None:
        self.peers = peers

    async def push(self, blocks: list[bytes]) -> None:
        async with trio.open_nursery() as nursery:
            for peer in self.peers:
                async with await peer.connect() as stream:
                    nursery.start_soon(pump, stream, blocks)  # expect: ASF326
                    nursery.start_soon(count_acks, stream, peer)  # expect: ASF326
                log.info("%s queued", peer.host)

    async def greet(self, peer: Peer) -> None:
        async with trio.open_nursery() as nursery, await peer.connect() as stream:
            spawn = nursery.start_soon
            spawn(partial(pump, blocks=[b"HELLO\n"], stream=stream))  # expect: ASF326

    async def relay(self, source: Peer, target: Peer) -> None:
        async def forward() -> None:
            async with await source.connect() as incoming:
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(count_acks, incoming, source)
                    await trio.sleep(1)

        async with trio.open_nursery() as nursery:
            nursery.start_soon(forward)
            log.debug("relaying to %s", target.host)


async def digest(handle: "anyio.AsyncFile[bytes]", label: str) -> None:
    total = 0
    async for line in handle:
        total += len(line)
    log.info("%s: %d bytes", label, total)


async def digest_all(paths: list[str]) -> None:
    async with anyio.create_task_group() as group:
        async with AsyncExitStack() as stack:
            for path in paths:
                handle = await stack.enter_async_context(await anyio.open_file(path, "rb"))
                group.start_soon(digest, handle, path)  # expect: ASF326


async def main() -> None:
    agent = Agent([Peer("10.1.0.1", 9000), Peer("10.1.0.2", 9000)])
    await agent.push([b"a" * 512, b"b" * 512])
    await agent.greet(agent.peers[0])
    await agent.relay(agent.peers[0], agent.peers[1])


if __name__ == "__main__":
    trio.run(main)

"""Cluster node that leaves its ring before the process ends."""
import asyncio as aio
import logging
from contextlib import asynccontextmanager
from functools import partial

logger = logging.getLogger("node")


async def announce(address: str, verb: str) -> str:
    _, writer = await aio.open_connection(address, 7946)
    writer.write(f"{verb}\n".encode())
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    return verb


leave = partial(announce, verb="leave")


class Node:
    def __init__(self, peers: list[str]) -> None:
        self.peers = peers

    async def _join(self, peer: str) -> str:
        return await announce(peer, "join")

    async def start(self) -> None:
        for peer in self.peers:
            verb = await aio.shield(self._join(peer))  # expect: ASF407
            logger.info("%s %s", peer, verb)

    async def stop(self) -> None:
        for peer in self.peers:
            await aio.shield(leave(peer))  # expect: ASF407


@asynccontextmanager
async def running(node: Node):
    await node.start()
    try:
        yield node
    finally:
        await aio.wait_for(aio.shield(aio.create_task(node.stop())), 5)  # expect: ASF407


async def main() -> None:
    async with running(Node(["10.0.0.1"])):
        await aio.sleep(1)


if __name__ == "__main__":
    aio.run(main())

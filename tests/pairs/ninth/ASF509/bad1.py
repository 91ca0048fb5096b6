"""Integration harness that boots a fake cluster."""
import asyncio
import logging
import threading
import time

import trio

log = logging.getLogger("harness")


class FakeNode:
    def __init__(self, name: str) -> None:
        self.name = name
        self.port = 0
        self.peers: list[str] = []

    def serve(self) -> None:
        self.port = 9000 + len(self.name)
        log.info("%s listens on %d", self.name, self.port)

    async def run(self) -> None:
        self.peers.append("seed")
        await asyncio.sleep(3600)

    async def run_trio(self) -> None:
        self.peers.append("seed")
        await trio.sleep_forever()


class Cluster:
    def __init__(self, names: list[str]) -> None:
        self.nodes = [FakeNode(n) for n in names]
        self.settle = 0.5
        self._threads: list[threading.Thread] = []

    def boot(self) -> list[int]:
        for node in self.nodes:
            thread = threading.Thread(target=node.serve, daemon=True)
            thread.start()
            self._threads.append(thread)
        time.sleep(self.settle)  # expect: ASF509
        return [node.port for node in self.nodes]

    def stop(self) -> None:
        for thread in self._threads:
            thread.join(1)


async def join_cluster(node: FakeNode) -> list[str]:
    task = asyncio.create_task(node.run())
    await asyncio.sleep(0.2)  # expect: ASF509
    peers = list(node.peers)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log.debug("node %s stopped", node.name)
    return peers


async def join_cluster_trio(node: FakeNode) -> list[str]:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(node.run_trio)
        await trio.sleep(1)  # expect: ASF509
        peers = list(node.peers)
        nursery.cancel_scope.cancel()
    return peers


def main() -> None:
    cluster = Cluster(["a", "bb", "ccc"])
    try:
        log.info("ports %r", cluster.boot())
        asyncio.run(join_cluster(cluster.nodes[0]))
        trio.run(join_cluster_trio, cluster.nodes[1])
    finally:
        cluster.stop()

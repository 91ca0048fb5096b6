"""Discovery: find the first responding node."""
import asyncio
import logging

import anyio
import trio

log = logging.getLogger("discovery")


class Node:
    def __init__(self, host: str) -> None:
        self.host = host

    async def alive(self) -> bool:
        await anyio.sleep(0.01)
        return not self.host.endswith(".down")


class Discovery:
    def __init__(self, nodes: list[Node]) -> None:
        self.nodes = nodes
        self.gate = asyncio.Semaphore(2)

    async def first(self) -> str | None:
        send, receive = anyio.create_memory_object_stream[str](len(self.nodes))

        async def probe(node: Node) -> None:
            if not await node.alive():
                return
            await send.send(node.host)

        with send, receive:
            async with anyio.create_task_group() as group:
                for node in self.nodes:
                    if not node.host:
                        continue
                    group.start_soon(probe, node)
                host = await receive.receive()
                group.cancel_scope.cancel()
                return host

    async def census(self) -> int:
        tasks = []
        async with asyncio.TaskGroup() as group:
            for node in self.nodes:
                if len(tasks) > 10:
                    break
                tasks.append(group.create_task(node.alive()))
        return sum(task.result() for task in tasks)

    async def gated(self, node: Node) -> bool:
        async with self.gate:
            return await node.alive()

    async def labels(self) -> list[str]:
        async with asyncio.TaskGroup() as group:
            def label(node: Node) -> str:
                return node.host.upper()

            waiting = [group.create_task(self.gated(node)) for node in self.nodes]
            names = sorted(map(label, self.nodes), key=lambda name: name[::-1])
        log.debug("%d waited", len(waiting))
        return names


async def until(nodes: list[Node], limit: int) -> int:
    rounds = 0
    while rounds < limit:
        async with trio.open_nursery() as nursery:
            for node in nodes:
                nursery.start_soon(node.alive)
        rounds += 1
        if rounds == limit - 1:
            continue
        with trio.CancelScope():
            await trio.sleep(0)
            if not nodes:
                break
    return rounds


async def main() -> None:
    found = Discovery([Node("a"), Node("b.down")])
    print(await found.first(), await found.census(), await found.labels())


if __name__ == "__main__":
    asyncio.run(main())
    trio.run(until, [Node("c")], 2)

"""Route planner: workers that share scratch structures."""
import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import trio

log = logging.getLogger("routes")


def prune(graph: dict[str, list[str]], limit: int) -> None:
    for node in list(graph):
        if len(graph[node]) > limit:
            del graph[node]


def longest(graph: dict[str, list[str]]) -> int:
    best = 0
    for edges in graph.values():
        best = max(best, len(edges))
    log.info("longest fan-out is %d", best)
    return best


def plan(graph: dict[str, list[str]]) -> None:
    pruner = threading.Thread(target=prune, args=(graph, 5))
    reporter = threading.Thread(target=longest, args=(graph,))  # expect: ASF808
    pruner.start()
    reporter.start()
    pruner.join()
    reporter.join()


async def fill(queue: list[str], client) -> None:
    while page := await client.page():
        queue.extend(page)
        del queue[:-1000]


async def publish(queue: list[str], client) -> None:
    for line in queue:
        await client.send(line)


async def relay(client) -> None:
    lines: list[str] = ["start"]
    await asyncio.gather(fill(lines, client), publish(lines, client))  # expect: ASF808


class Tracker:
    def __init__(self, client) -> None:
        self.client = client

    async def advance(self, state: dict[str, int]) -> None:
        position = state["position"]
        step = await self.client.step()
        state["position"] = position + step

    async def run(self) -> int:
        state = {"position": 0}
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.advance, state)
            nursery.start_soon(self.advance, state)  # expect: ASF808
        return state["position"]


def total(stock: dict[str, int]) -> int:
    return sum(count for count in stock.values())


def restock(stock: dict[str, int], names: list[str]) -> None:
    for name in names:
        stock.setdefault(name, 10)


def inventory(names: list[str]) -> int:
    stock: dict[str, int] = {}
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(restock, stock, names)
        second = pool.submit(total, stock)  # expect: ASF808
        first.result()
        return second.result()

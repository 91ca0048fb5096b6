"""Nightly reconciliation between the shop and the warehouse."""
from __future__ import annotations

import asyncio
import csv
import io
import logging
from asyncio import timeout as limit

import anyio
import async_timeout
import trio

log = logging.getLogger("reconcile")


class Mismatch(Exception):
    def __init__(self, sku: str, delta: int) -> None:
        super().__init__(f"{sku}: off by {delta}")
        self.sku = sku


def parse(text: str) -> dict[str, int]:
    return {row["sku"]: int(row["qty"]) for row in csv.DictReader(io.StringIO(text))}


class Reconciler:
    def __init__(self, shop, warehouse) -> None:
        self._shop = shop
        self._warehouse = warehouse
        self.mismatches: list[Mismatch] = []

    async def load(self) -> tuple[dict[str, int], dict[str, int]]:
        async with asyncio.timeout(30):
            left = await self._shop.export()
            right = await self._warehouse.export()
        async with limit(5):  # expect: ASF406
            return parse(left), parse(right)

    async def compare(self) -> None:
        left, right = await self.load()
        async with async_timeout.timeout(10):  # expect: ASF406
            for sku in left.keys() | right.keys():
                delta = left.get(sku, 0) - right.get(sku, 0)
                if delta:
                    self.mismatches.append(Mismatch(sku, delta))

    async def repair(self) -> None:
        with anyio.fail_after(20):  # expect: ASF406

            async def push(item: Mismatch) -> None:
                await self._warehouse.adjust(item.sku)
                log.info("fixed %s", item)

            calls = [push(item) for item in self.mismatches]
        for call in calls:
            await call

    async def announce(self, hosts: list[str]) -> None:
        async with trio.open_nursery() as nursery:
            for host in hosts:
                with trio.move_on_after(3):  # expect: ASF406
                    nursery.start_soon(tell, host, len(self.mismatches))


async def tell(host: str, count: int) -> None:
    with trio.move_on_after(10) as scope:
        stream = await trio.open_tcp_stream(host, 5140)
        async with stream:
            await stream.send_all(f"mismatches={count}\n".encode())
    if scope.cancelled_caught:
        log.warning("%s did not answer", host)


async def main(shop, warehouse) -> None:
    job = Reconciler(shop, warehouse)
    await job.compare()
    await job.repair()

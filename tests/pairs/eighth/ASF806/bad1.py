"""Shard map of a small key/value store."""
from __future__ import annotations

import asyncio
import logging
import queue
import threading
from threading import Lock as Mutex

log = logging.getLogger("shards")
SHARDS = 16


class ShardedStore:
    def __init__(self, shards: int = SHARDS) -> None:
        self._locks = [Mutex()] * shards  # expect: ASF806
        self._tables: list[dict[str, bytes]] = [{} for _ in range(shards)]
        self._shards = shards

    def put(self, key: str, value: bytes) -> None:
        shard = hash(key) % self._shards
        with self._locks[shard]:
            self._tables[shard][key] = value

    def get(self, key: str) -> bytes | None:
        shard = hash(key) % self._shards
        with self._locks[shard]:
            return self._tables[shard].get(key)


class Replicator:
    """One queue and one thread per peer."""

    def __init__(self, peers: list[str]) -> None:
        self._peers = peers
        self._queues = len(peers) * [queue.Queue(maxsize=100)]  # expect: ASF806
        self._acks = dict.fromkeys(peers, [])  # expect: ASF806

    def replicate(self, key: str) -> None:
        for outgoing in self._queues:
            outgoing.put(key)

    def acknowledge(self, peer: str, key: str) -> None:
        self._acks[peer].append(key)

    def lag(self, peer: str, sent: int) -> int:
        return sent - len(self._acks[peer])


def histogram(keys: list[str], shards: int) -> list[list[str]]:
    buckets = [[]] * shards  # expect: ASF806
    for key in keys:
        buckets[hash(key) % shards].append(key)
    return buckets


async def read_all(shards: list, read) -> list:
    limit, flags = asyncio.Semaphore(4), [asyncio.Event()] * len(shards)  # expect: ASF806

    async def one(number: int) -> object:
        async with limit:
            value = await read(shards[number])
        flags[number].set()
        return value

    async def report(number: int) -> None:
        await flags[number].wait()
        log.info("shard %d read", number)

    async with asyncio.TaskGroup() as group:
        readers = [group.create_task(one(n)) for n in range(len(shards))]
        for n in range(len(shards)):
            group.create_task(report(n))
    return [reader.result() for reader in readers]


def guard() -> threading.Lock:
    return threading.Lock()

"""Bulk thumbnailer: fetches originals, stores small versions."""
import asyncio
import logging
from dataclasses import dataclass
from enum import Enum, auto

import trio

log = logging.getLogger(__name__)


class State(Enum):
    FRESH = auto()
    DONE = auto()
    BROKEN = auto()


@dataclass
class Job:
    key: str
    state: State = State.FRESH
    tries: int = 0


class Thumbnailer:
    def __init__(self, store, resize):
        self._store = store
        self._resize = resize
        self.finished = 0

    async def make(self, job: Job) -> bool:
        ok = False
        try:
            original = await self._store.fetch(job.key)
            small = await asyncio.to_thread(self._resize, original, 128)
            await self._store.save(f"{job.key}.thumb", small)
            ok = True
        except KeyError:
            job.state = State.BROKEN
        finally:
            job.tries += 1
            return ok  # expect: ASF404

    async def make_all(self, jobs: list[Job]) -> None:
        for job in jobs:
            try:
                if await self.make(job):
                    job.state = State.DONE
                await asyncio.sleep(0.05)
            finally:
                match job.state:
                    case State.BROKEN:
                        log.warning("%s is broken", job.key)
                        continue  # expect: ASF404
                    case State.DONE:
                        self.finished += 1
            log.debug("%s handled", job.key)

    def summary(self) -> str:
        try:
            text = f"{self.finished} thumbnails"
        except ValueError:
            text = "unknown"
        return text


async def first_reachable(hosts: list[str]) -> str | None:
    chosen = None
    for host in hosts:
        with trio.move_on_after(3):
            try:
                stream = await trio.open_tcp_stream(host, 80)
                await stream.aclose()
                chosen = host
            finally:
                if chosen is not None:
                    break  # expect: ASF404
    return chosen


async def reserve(client, keys: list[str]) -> list[str]:
    async def one(key: str) -> str | None:
        lease = None
        try:
            lease = await client.lease(key)
        finally:
            with memoryview(key.encode()) as view:
                log.debug("asked for %d bytes of key", len(view))
                return lease  # expect: ASF404

    leases = []
    for key in keys:
        leases.append(await one(key))
    return [lease for lease in leases if lease]


async def main(store, resize, keys):
    worker = Thumbnailer(store, resize)
    await worker.make_all([Job(key) for key in keys])
    log.info(worker.summary())

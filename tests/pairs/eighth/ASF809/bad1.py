"""Configuration snapshots of a proxy server."""
from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import threading
from copy import deepcopy as clone
from dataclasses import dataclass, field

log = logging.getLogger("proxy")


class Upstream:
    def __init__(self, host: str) -> None:
        self.host = host
        self.failures = 0
        self._lock = threading.Lock()

    def fail(self) -> None:
        with self._lock:
            self.failures += 1


class Weighted(Upstream):
    def __init__(self, host: str, weight: int) -> None:
        super().__init__(host)
        self.weight = weight


@dataclass
class Pool:
    name: str
    slots: int = 4
    gate: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def use(self, call) -> None:
        async with self.gate:
            await call(self.name)

    def renamed(self, name: str) -> Pool:
        twin = copy.copy(self)  # expect: ASF809
        twin.name = name
        return twin


class Config:
    def __init__(self, upstreams: list[Weighted]) -> None:
        self.upstreams = upstreams
        self.fallback = Weighted("127.0.0.1", 1)

    def snapshot(self) -> bytes:
        return pickle.dumps(self.fallback)  # expect: ASF809

    def with_weight(self, weight: int) -> Config:
        changed = clone(self)  # expect: ASF809
        changed.fallback.weight = weight
        return changed


def heavier(upstream: Weighted) -> Weighted:
    duplicate = copy.deepcopy
    other = duplicate(upstream)  # expect: ASF809
    other.weight *= 2
    return other


def settings(values: dict[str, list[str]]) -> dict[str, list[str]]:
    log.debug("copying %d settings", len(values))
    return copy.deepcopy(values)

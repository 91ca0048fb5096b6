"""Connection handling of an instrument gateway."""
from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections import OrderedDict

logger = logging.getLogger("gateway")

_cache: OrderedDict[str, bytes] = OrderedDict()
_cache_lock = threading.Lock()


def remember(key: str, value: bytes) -> None:
    with _cache_lock:
        _cache[key] = value
        while len(_cache) > 100:
            _cache.popitem(last=False)


def forget_all() -> None:
    global _cache_lock
    with _cache_lock:
        _cache.clear()
    _cache_lock = threading.Lock()  # expect: ASF210


class Link:
    def __init__(self, host: str, port: int) -> None:
        self.address = (host, port)
        self.lock = threading.RLock()
        self._sock: socket.socket | None = None
        self._pending: list[bytes] = []
        self.resets = 0

    def send(self, data: bytes) -> None:
        with self.lock:
            self._pending.append(data)
            if self._sock is not None:
                self._sock.sendall(b"".join(self._pending))
                self._pending.clear()

    def reset(self) -> None:
        logger.info("resetting %s:%d", *self.address)
        self.resets, self.lock = self.resets + 1, threading.RLock()  # expect: ASF210

    def pending(self) -> int:
        with self.lock:
            return len(self._pending)


def revive(links: list[Link]) -> int:
    revived = 0
    for link in links:
        if link.pending() > 50:
            link.lock = threading.RLock()  # expect: ASF210
            revived += 1
    return revived


class Gateway:
    def __init__(self, links: dict[str, Link]) -> None:
        self.links = links
        self.turn = self._new_turn()
        self.epoch = 0

    @staticmethod
    def _new_turn() -> asyncio.Lock:
        return asyncio.Lock()

    async def query(self, name: str, data: bytes) -> int:
        async with self.turn:
            await asyncio.to_thread(self.links[name].send, data)
            return self.epoch

    async def reconnect(self) -> None:
        async with self.turn:
            await asyncio.sleep(0.1)
            self.epoch += 1
        self.turn = self._new_turn()  # expect: ASF210


async def main() -> None:
    gateway = Gateway({"scope": Link("10.0.0.4", 5025)})
    await gateway.query("scope", b"*IDN?\n")
    await gateway.reconnect()
    logger.info("revived %d", revive(list(gateway.links.values())))
    forget_all()


if __name__ == "__main__":
    remember("boot", b"1")
    asyncio.run(main())

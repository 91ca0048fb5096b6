from __future__ import annotations

from asyncio import Lock, sleep

routes_lock = Lock()
peers_lock = Lock()

routes: dict[str, str] = {}
peers: set[str] = set()


async def drop_peer(peer: str) -> None:
    async with peers_lock:
        await sleep(0)
        peers.discard(peer)


async def withdraw(prefix: str) -> None:
    async with routes_lock:
        await sleep(0)
        peer = routes.pop(prefix, None)
        if peer is not None:
            await drop_peer(peer)  # expect: ASF204


async def announce(prefix: str, peer: str) -> None:
    async with routes_lock:
        await sleep(0)
        routes[prefix] = peer


async def handshake(peer: str, prefixes: list[str]) -> None:
    async with peers_lock:
        peers.add(peer)
        for prefix in prefixes:
            await announce(prefix, peer)  # expect: ASF204


async def dump() -> list[str]:
    async with routes_lock:
        await sleep(0)
        return sorted(routes)

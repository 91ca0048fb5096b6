"""Live scoreboard: pushes goals to connected clients."""
from __future__ import annotations

import asyncio
import logging
from weakref import WeakSet

import trio

log = logging.getLogger("scores")
_matches: dict[str, "Match"] = {}


class Hub:
    def __init__(self) -> None:
        self._clients: set = set()
        self._topics: dict[str, list] = {}

    async def handler(self, websocket) -> None:
        self._clients.add(websocket)
        try:
            async for message in websocket:
                self._topics.setdefault(message, []).append(websocket)
        finally:
            self._clients.discard(websocket)

    async def broadcast(self, text: str) -> None:
        for client in self._clients:  # expect: ASF801
            try:
                await client.send(text)
            except ConnectionError:
                log.info("client gone")

    async def summary(self) -> list[int]:
        return [await self._push(t, len(c)) for t, c in self._topics.items()]  # expect: ASF801

    async def _push(self, topic: str, count: int) -> int:
        await asyncio.sleep(0)
        log.debug("%s has %d followers", topic, count)
        return count


class Match:
    def __init__(self, name: str) -> None:
        self.name = name
        self._watchers: WeakSet = WeakSet()

    @property
    def watchers(self) -> WeakSet:
        return self._watchers

    def watch(self, watcher) -> None:
        self._watchers.add(watcher)

    async def goal(self, minute: int) -> None:
        for number, watcher in enumerate(self.watchers):  # expect: ASF801
            log.debug("%d: %s", number, self.name)
            await watcher.notify(minute)


def kick_off(name: str) -> Match:
    match = _matches[name] = Match(name)
    return match


def final_whistle(name: str) -> None:
    _matches.pop(name, None)


async def half_time() -> None:
    running = _matches
    for name in running:  # expect: ASF801
        log.info("half time in %s", name)
        await trio.sleep(0.1)

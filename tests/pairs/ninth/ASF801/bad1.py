"""Chat rooms, plug-in hooks and sessions of a websocket server."""
import asyncio
import logging
from collections import defaultdict

import trio

log = logging.getLogger("ws")

_sessions: set = set()


class Room:
    def __init__(self, name: str) -> None:
        self.name = name
        self.members: dict[str, object] = {}
        self.hooks: list = []
        self._topics: defaultdict[str, set] = defaultdict(set)

    def join(self, user: str, socket) -> None:
        self.members[user] = socket

    def leave(self, user: str) -> None:
        self.members.pop(user, None)
        for listeners in self._topics.values():
            listeners.discard(user)

    def add_hook(self, hook) -> None:
        self.hooks.append(hook)

    def remove_hook(self, hook) -> None:
        self.hooks.remove(hook)

    def watch(self, topic: str, user: str) -> None:
        self._topics[topic].add(user)

    async def broadcast(self, text: str) -> int:
        sent = 0
        for user, socket in self.members.items():  # expect: ASF801
            try:
                await socket.send(text)
                sent += 1
            except ConnectionError:
                log.info("%s is gone", user)
        return sent

    async def fire(self, event) -> None:
        hooks = self.hooks
        for number, hook in enumerate(hooks):  # expect: ASF801
            log.debug("hook %d", number)
            await hook(event)

    async def pings(self) -> list[float]:
        return [await socket.ping() for socket in self.members.values()]  # expect: ASF801

    async def publish(self, topic: str, text: str) -> None:
        for user in self._topics[topic]:  # expect: ASF801
            socket = self.members.get(user)
            if socket is not None:
                await socket.send(f"{topic}: {text}")


async def handle(session) -> None:
    _sessions.add(session)
    try:
        async for message in session:
            log.info("%r", message)
    finally:
        _sessions.discard(session)


async def shutdown() -> None:
    for session in _sessions:  # expect: ASF801
        with trio.move_on_after(1):
            await session.close()


async def serve(room: Room, events: list) -> None:
    async with asyncio.TaskGroup() as tg:
        for event in events:
            tg.create_task(room.fire(event))
            tg.create_task(room.broadcast(str(event)))

import threading
from contextlib import contextmanager


class Node:
    def __init__(self, name):
        self.name = name
        self._roster_lock = threading.RLock()
        self._roster = {}

    @contextmanager
    def locked(self):
        with self._roster_lock:
            yield self._roster

    async def announce(self, text):
        with self.locked() as roster:
            peers = list(roster.values())
        for peer in peers:
            await peer.send(f"{self.name}: {text}")


class Service(Node):
    async def leave(self, nick):
        with self.locked() as roster:
            peer = roster.pop(nick, None)
        if peer is not None:
            await peer.close()

import asyncio
import logging

from . import compat
from .store import CloudStore

log = logging.getLogger(__name__)


class Gateway:
    def __init__(self, host, store: CloudStore):
        self.store = store
        self.sock = compat.dial(host, 1883)
        self._ticks = 0

    async def publish(self, topic, payload):
        frame = topic.encode() + b"\0" + payload
        self.sock.sendall(frame)  # expect: ASF107
        self.store.add(frame.hex())

    async def schedule(self):
        loop = asyncio.get_running_loop()
        loop.call_later(1, self.store.trim)
        loop.call_later(30, self.store.flush)  # expect: ASF112

    async def compare(self):
        remote = await asyncio.to_thread(self.store.snapshot())  # expect: ASF113
        return len(remote) == self.store.count()

    async def restart_modem(self):
        done = compat.run_command(["systemctl", "restart", "modem"])  # expect: ASF103
        if done.returncode:
            log.error("modem restart failed: %s", done.returncode)

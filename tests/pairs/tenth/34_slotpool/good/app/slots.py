from dataclasses import dataclass, field

from .compat import Lock


class Client:
    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer

    async def ping(self):
        self.writer.write(b"PING\r\n")
        return await self.reader.readline()

    def abort(self):
        self.writer.transport.abort()


@dataclass
class Slot:
    client: Client
    uses: int = 0
    lock: Lock = field(default_factory=Lock)

    def touch(self):
        with self.lock:
            self.uses += 1

    def take_uses(self):
        with self.lock:
            uses, self.uses = self.uses, 0
            return uses


@dataclass
class Limits:
    ceiling: int = 100
    guard: Lock = field(default_factory=Lock)

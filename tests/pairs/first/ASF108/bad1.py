import threading
from dataclasses import dataclass, field


@dataclass
class Device:
    name: str
    ready: threading.Event = field(default_factory=threading.Event)

    def on_ready(self) -> None:
        self.ready.set()

    async def read(self, channel) -> bytes:
        if not self.ready.wait(timeout=5):  # expect: ASF108
            raise TimeoutError(self.name)
        return await channel.read(64)

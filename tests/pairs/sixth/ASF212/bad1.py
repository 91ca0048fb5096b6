import asyncio
import threading


class Scope:
    """An oscilloscope driver whose settings are guarded by a re-entrant lock."""

    def __init__(self, bus):
        self.bus = bus
        self.lock = threading.RLock()
        self.settings = {}

    def configure(self, **settings):
        with self.lock:
            self.settings.update(settings)
            self.bus.write(self.settings)

    async def capture(self, samples):
        await asyncio.to_thread(self.lock.acquire)  # expect: ASF212
        try:
            return self.bus.read(samples)
        finally:
            self.lock.release()


class MemoryBus:
    def write(self, settings):
        print("settings", settings)

    def read(self, samples):
        return [0.0] * samples


async def main():
    scope = Scope(MemoryBus())
    scope.configure(channel=1, volts=0.5)
    print(len(await scope.capture(256)))


asyncio.run(main())

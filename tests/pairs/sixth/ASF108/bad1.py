import asyncio
import queue
import threading


class AudioTap:
    """Bridges a capture thread of the sound card to an asyncio server."""

    def __init__(self, device):
        self.device = device
        self.frames = queue.Queue(maxsize=50)
        self.ready = threading.Event()
        self.thread = threading.Thread(target=self._capture, daemon=True)

    def _capture(self):
        self.ready.set()
        for frame in self.device:
            self.frames.put(frame)
        self.frames.put(None)

    async def stream(self, writer):
        self.thread.start()
        self.ready.wait()  # expect: ASF108
        while True:
            frame = self.frames.get()  # expect: ASF108
            if frame is None:
                break
            writer.write(frame)
            await writer.drain()
        self.thread.join()  # expect: ASF108


async def main():
    tap = AudioTap(iter([b"\0" * 1024] * 10))
    reader, writer = await asyncio.open_connection("player.local", 4713)
    await tap.stream(writer)
    writer.close()
    await writer.wait_closed()


asyncio.run(main())

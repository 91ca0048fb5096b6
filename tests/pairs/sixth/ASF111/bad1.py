import asyncio
from collections import deque


class Mixer:
    """Plays queued clips; the control task toggles `paused` and `closing`."""

    def __init__(self, sink):
        self.sink = sink
        self.clips = deque()
        self.paused = False
        self.started = False

    def pause(self):
        self.paused = True

    def resume(self):
        self.paused = False

    def start(self):
        self.started = True

    async def play(self):
        while not self.started:  # expect: ASF111
            pass
        while True:  # expect: ASF111
            if self.paused:
                continue
            if not self.clips:
                await asyncio.sleep(0.05)
                continue
            await self.sink(self.clips.popleft())


async def speaker(clip):
    await asyncio.sleep(len(clip) / 48_000)


async def main():
    mixer = Mixer(speaker)
    async with asyncio.TaskGroup() as group:
        group.create_task(mixer.play())
        mixer.clips.append(b"beep")
        mixer.start()


asyncio.run(main())

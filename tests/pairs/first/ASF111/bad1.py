import asyncio


class Player:
    def __init__(self, frames: "asyncio.Queue[bytes]", sink) -> None:
        self.frames = frames
        self.sink = sink
        self.paused = False

    def toggle(self) -> None:
        self.paused = not self.paused

    async def run(self) -> None:
        while True:  # expect: ASF111
            if self.paused:
                continue
            frame = await self.frames.get()
            self.sink.write(frame)

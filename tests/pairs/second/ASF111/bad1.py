import asyncio


class Player:
    def __init__(self, voice) -> None:
        self._voice = voice
        self._queue: "asyncio.Queue[bytes]" = asyncio.Queue()
        self.paused = False

    def pause(self) -> None:
        self.paused = True

    def resume(self) -> None:
        self.paused = False

    async def loop(self) -> None:
        while True:  # expect: ASF111
            if self.paused:
                continue
            frame = await self._queue.get()
            self._voice.send(frame)
            self._queue.task_done()

import asyncio
import queue
import time


class FrameViewer:
    def __init__(self, window):
        self._window = window
        self._frames = queue.Queue(maxsize=8)

    def run(self):
        while True:
            try:
                frame = self._frames.get(timeout=0.1)
            except queue.Empty:
                continue
            if frame is None:
                break
            self._window.show(frame)

    def run_with_ui(self):
        while True:
            try:
                frame = self._frames.get_nowait()
            except queue.Empty:
                time.sleep(0.02)
                continue
            if frame is None:
                break
            self._window.show(frame)

    def drop_all(self):
        dropped = 0
        while True:
            try:
                self._frames.get_nowait()
            except queue.Empty:
                break
            dropped += 1
        return dropped

    def newest(self):
        frame = None
        while True:
            try:
                frame = self._frames.get_nowait()
            except queue.Empty:
                return frame


class Bridge:
    def __init__(self):
        self.commands = asyncio.Queue()

    async def commands_forever(self, handle):
        while True:
            try:
                command = self.commands.get_nowait()
            except asyncio.QueueEmpty:
                await asyncio.sleep(0.05)
                continue
            handle(command)
            await asyncio.sleep(0)

    async def next_command(self):
        return await self.commands.get()

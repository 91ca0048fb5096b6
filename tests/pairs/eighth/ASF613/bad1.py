"""Event pump of a small game server."""
import asyncio
import logging
import queue
import threading

import trio

log = logging.getLogger("pump")


class InputPump(threading.Thread):
    def __init__(self, world) -> None:
        super().__init__(name="input", daemon=True)
        self._events: queue.Queue = queue.Queue(maxsize=256)
        self._world = world
        self._closing = threading.Event()

    def push(self, event) -> None:
        self._events.put(event)

    def close(self) -> None:
        self._closing.set()

    def run(self) -> None:
        while not self._closing.is_set():
            try:
                event = self._events.get_nowait()  # expect: ASF613
            except queue.Empty:
                continue
            self._world.apply(event)


class Chat:
    """Relays lines between rooms."""

    def __init__(self) -> None:
        self.lines: asyncio.Queue[str] = asyncio.Queue(maxsize=50)

    async def say(self, line: str) -> None:
        await self.lines.put(line)

    async def relay(self) -> None:
        while True:
            try:
                line = self.lines.get_nowait()  # expect: ASF613
            except asyncio.QueueEmpty:
                pass
            else:
                log.info("chat: %s", line)


def record(frames: queue.Queue, out) -> None:
    poll = frames.get
    while True:
        try:
            frame = poll(block=False)  # expect: ASF613
        except queue.Empty:
            frame = None
        if frame is not None:
            if frame == b"":
                break
            out.write(frame)


def start_recorder(out) -> queue.Queue:
    frames: queue.Queue = queue.Queue(maxsize=30)
    threading.Thread(target=record, args=(frames, out), daemon=True).start()
    return frames


async def physics(commands: trio.MemoryReceiveChannel, world) -> None:
    while True:
        try:
            command = commands.receive_nowait()  # expect: ASF613
        except trio.WouldBlock:
            continue
        except trio.EndOfChannel:
            break
        world.steer(command)


async def watchdog(world, period: float) -> None:
    while True:
        await asyncio.sleep(period)
        log.debug("world has %d objects", len(world.objects))

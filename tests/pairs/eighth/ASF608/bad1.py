"""Voice gateway: audio frames go from the socket to the codec and back."""
import asyncio
import logging
import multiprocessing
import queue as q
from dataclasses import dataclass, field
from queue import LifoQueue

log = logging.getLogger("voice")
UNBUFFERED = 0


class Codec:
    """Hands every frame over synchronously."""

    def __init__(self, rate: int, stack: bool = False) -> None:
        self.rate = rate
        if stack:
            self.frames: q.Queue = LifoQueue(maxsize=0)  # expect: ASF608
        else:
            self.frames = q.Queue(maxsize=rate // 50)

    def push(self, frame: bytes) -> None:
        self.frames.put(frame)

    def pull(self, timeout: float = 1.0) -> bytes | None:
        try:
            return self.frames.get(timeout=timeout)
        except q.Empty:
            return None


@dataclass
class Call:
    number: str
    inbound: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(-1))  # expect: ASF608
    outbound: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(maxsize=25))

    async def answer(self) -> None:
        log.info("answering %s", self.number)
        while (frame := await self.inbound.get()) is not None:
            await self.outbound.put(frame)


def spawn_decoder(decode, encoded) -> multiprocessing.Process:
    context = multiprocessing.get_context("spawn")
    rendezvous = context.Queue(  # expect: ASF608
        maxsize=0,
    )
    process = context.Process(target=decode, args=(encoded, rendezvous), daemon=True)
    process.start()
    return process


class Mixer:
    def __init__(self, calls: list[Call]) -> None:
        self.calls = calls
        self.ticks = asyncio.PriorityQueue(UNBUFFERED)  # expect: ASF608

    async def mix(self) -> None:
        while True:
            when, call = await self.ticks.get()
            log.debug("mix %s at %s", call, when)

    async def schedule(self, when: float, call: Call) -> None:
        await self.ticks.put((when, call.number))

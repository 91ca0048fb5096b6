"""Robot arm driver: interprets a queue of moves and talks to the servo board."""
from __future__ import annotations

import asyncio
import enum
import heapq
import logging
from dataclasses import dataclass, field

import trio

logger = logging.getLogger("arm")


class Mode(enum.Enum):
    IDLE = "idle"
    MOVING = "moving"
    FAULT = "fault"


@dataclass(order=True)
class Move:
    due: float
    joint: int = field(compare=False)
    angle: float = field(compare=False)


class Arm:
    def __init__(self) -> None:
        self.mode = Mode.IDLE
        self.paused = False
        self.calibrated = False
        self.moves: list[Move] = []
        self.angles = [0.0] * 6
        self._wake = asyncio.Event()

    def push(self, move: Move) -> None:
        heapq.heappush(self.moves, move)
        self._wake.set()

    async def run(self, writer: asyncio.StreamWriter) -> None:
        while self.mode is not Mode.FAULT:  # expect: ASF111
            if self.paused or not self.calibrated:
                logger.debug("held")
                continue
            await self._wake.wait()
            self._wake.clear()
            for move in self.due_moves():
                writer.write(f"{move.joint}:{move.angle}\n".encode())
            await writer.drain()

    def due_moves(self) -> list[Move]:
        now = asyncio.get_running_loop().time()
        ready = []
        while self.moves and self.moves[0].due <= now:
            ready.append(heapq.heappop(self.moves))
        return ready

    async def calibrate(self, board: "Board") -> None:
        for joint in range(len(self.angles)):
            board.request(joint)
        while not board.ready:  # expect: ASF111
            pass
        self.angles = board.take()
        self.calibrated = True


class Board:
    def __init__(self) -> None:
        self.ready = False
        self.pending: set[int] = set()
        self.answers: dict[int, float] = {}

    def request(self, joint: int) -> None:
        self.pending.add(joint)

    def on_line(self, line: bytes) -> None:
        joint, angle = line.split(b":")
        self.pending.discard(int(joint))
        self.answers[int(joint)] = float(angle)
        self.ready = not self.pending

    def take(self) -> list[float]:
        return [self.answers[key] for key in sorted(self.answers)]


async def blink_lamp(arm: Arm, lamp: list[int]) -> None:
    ticks = 0
    while (mode := arm.mode) is Mode.MOVING:  # expect: ASF111
        ticks += 1
        lamp.append(ticks % 2)
        logger.debug("%s %d", mode, ticks)
    await trio.sleep(0.1)


async def sample_temperature(sensor: list[float], history: list[float]) -> None:
    async def once() -> None:
        await trio.sleep(0.5)
        history.append(sensor[-1])

    while True:  # expect: ASF111
        try:
            history.append(sensor[-1] * 1.8 + 32)
        except IndexError:
            logger.warning("no reading")


async def read_board(arm: Arm, board: Board, reader: asyncio.StreamReader) -> None:
    while line := await reader.readline():
        try:
            board.on_line(line)
        except ValueError:
            logger.warning("garbage: %r", line)
            arm.mode = Mode.FAULT

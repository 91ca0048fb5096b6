"""Upload agent of a field camera, on anyio 4."""
from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass

import anyio
from anyio import move_on_after as patience
from anyio.abc import ByteStream

log = logging.getLogger("agent")

QUICK = 2
SLOW = 30


@dataclass
class Shot:
    name: str
    data: bytes
    attempts: int = 0


class NoRoute(Exception):
    pass


class Agent:
    def __init__(self, host: str, port: int = 8443) -> None:
        self.host = host
        self.port = port
        self.backlog: deque[Shot] = deque(maxlen=500)
        self._goodbye = anyio.move_on_after(QUICK)  # expect: ASF414

    async def connect(self) -> ByteStream:
        scope = anyio.move_on_after(SLOW)  # expect: ASF414
        for attempt in range(5):
            log.debug("attempt %d", attempt)
            await anyio.sleep(attempt)
            if await self.reachable():
                break
        with scope:
            return await anyio.connect_tcp(self.host, self.port)
        raise NoRoute(self.host)

    async def reachable(self) -> bool:
        with anyio.move_on_after(QUICK) as scope:
            try:
                stream = await anyio.connect_tcp(self.host, self.port)
            except OSError:
                return False
            await stream.aclose()
        return not scope.cancelled_caught

    async def upload(self, stream: ByteStream, shots: list[Shot]) -> int:
        sent = 0
        scopes = [patience(SLOW) for _ in shots]  # expect: ASF414
        for shot, scope in zip(shots, scopes):
            with scope:
                await stream.send(shot.data)
                sent += 1
            if scope.cancelled_caught:
                shot.attempts += 1
                self.backlog.append(shot)
        return sent

    async def leave(self, stream: ByteStream) -> None:
        with self._goodbye:
            await stream.send(b"BYE")
        await stream.aclose()


async def negotiate(stream: ByteStream) -> bytes:
    offer, answer = patience(QUICK), b""  # expect: ASF414
    await stream.send(b"OFFER zstd gzip")
    with offer as scope:
        answer = await stream.receive(64)
    if scope.cancelled_caught:
        log.info("no answer, sending plain")
    return answer


async def main() -> None:
    agent = Agent("ingest.example.net")
    stream = await agent.connect()
    log.info("codec: %r", await negotiate(stream))
    await agent.upload(stream, [Shot("a.jpg", b"\xff\xd8")])
    await agent.leave(stream)


if __name__ == "__main__":
    anyio.run(main)

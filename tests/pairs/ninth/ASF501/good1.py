"""Player state of a multi-room audio controller."""
import asyncio
import logging

log = logging.getLogger(__name__)


class Room:
    def __init__(self, link, scale: float) -> None:
        self._link = link
        self._lock = asyncio.Lock()
        self._scale = scale
        self.volume = 0
        self.played = 0
        self.position = 0.0
        self.queue_len = 0
        self.errors = 0

    async def count_played(self, track) -> None:
        seconds = await self._link.duration(track)
        self.played += seconds

    async def nudge(self, delta: int) -> None:
        async with self._lock:
            volume = self.volume
            await self._link.send("volume", volume + delta)
            self.volume = volume + delta

    async def seek(self, offset: float) -> None:
        target = self.position + offset
        await self._link.send("seek", target)
        self.position = await self._link.query("position")

    async def enqueue(self, tracks: list) -> int:
        self.queue_len += len(tracks)
        try:
            await self._link.send("enqueue", tracks)
        except OSError:
            self.errors += 1
            self.queue_len -= len(tracks)
            raise
        return self.queue_len

    async def rescale(self) -> None:
        factor = self._scale
        raw = await self._link.query("raw")
        local = {"raw": raw, "scaled": 0.0}
        scaled = local["scaled"]
        await self._link.send("scaled", raw * factor)
        local["scaled"] = scaled + raw * factor
        log.debug("levels %r", local)

    async def advance(self) -> None:
        before = self.played
        await self._link.send("next", None)
        before = self.played
        self.played = before + 1


async def party(rooms: list[Room], track) -> None:
    async with asyncio.TaskGroup() as tg:
        for room in rooms:
            tg.create_task(room.count_played(track))
            tg.create_task(room.nudge(2))
            tg.create_task(room.enqueue([track]))
            tg.create_task(room.seek(-3.0))
            tg.create_task(room.advance())
            tg.create_task(room.rescale())

"""Chat relay: one upstream connection, many subscribers."""
from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from collections.abc import Callable

log = logging.getLogger("relay")


class Upstream:
    def __init__(self, host: str) -> None:
        self.host = host
        self._pinger: asyncio.Task[None] | None = None
        self._pumps: set[asyncio.Task[None]] = set()
        self._hooks: list[Callable[[dict], None]] = []

    async def start(self) -> None:
        self._pinger = asyncio.create_task(self._ping())
        for shard in range(3):
            self._pumps.add(asyncio.create_task(self._pump(shard)))

    async def _ping(self) -> None:
        while True:
            await asyncio.sleep(20)
            log.debug("ping %s", self.host)

    async def _pump(self, shard: int) -> None:
        try:
            reader, writer = await asyncio.open_connection(self.host, 9000 + shard)
        except Exception:
            log.exception("shard %d is down", shard)
            return
        try:
            while line := await reader.readline():
                self._dispatch(json.loads(line))
        except asyncio.CancelledError:
            log.info("shard %d cancelled", shard)
            raise
        except BaseException as exc:
            log.error("shard %d died: %r", shard, exc)
            raise
        finally:
            writer.close()

    def _dispatch(self, message: dict) -> None:
        for hook in list(self._hooks):
            try:
                hook(message)
            except BaseException:
                log.exception("hook failed")

    async def replay(self, lines: list[str]) -> int:
        good = 0
        for line in lines:
            try:
                message = json.loads(line)
            except BaseException:
                log.warning("bad line dropped")
                continue
            self._dispatch(message)
            good += 1
            await asyncio.sleep(0)
        return good

    async def stop(self) -> None:
        if self._pinger is not None:
            self._pinger.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._pinger
        pumps, self._pumps = self._pumps, set()
        for task in pumps:
            task.cancel()
        for task in pumps:
            try:
                await task
            except asyncio.CancelledError:
                pass

    async def probe(self) -> bool:
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(self.host, 9000), 2)
        except asyncio.CancelledError:
            raise
        except BaseException as exc:
            if isinstance(exc, (OSError, TimeoutError)):
                return False
            raise
        writer.close()
        return True


async def main() -> None:
    relay = Upstream("chat.example.net")
    await relay.start()
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        log.info("interrupted")
    await relay.stop()


if __name__ == "__main__":
    asyncio.run(main())

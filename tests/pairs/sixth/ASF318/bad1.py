import asyncio
import logging

log = logging.getLogger(__name__)


class MetricsFlusher:
    def __init__(self, sink, period: float = 5.0) -> None:
        self.sink = sink
        self.period = period
        self.buffer: list[tuple[str, float]] = []
        self._task = asyncio.create_task(self._loop())  # expect: ASF318
        self.prefix = f"app.{type(sink).__name__}"
        self.started_at = asyncio.get_running_loop().time()

    def gauge(self, name: str, value: float) -> None:
        self.buffer.append((f"{self.prefix}.{name}", value))

    async def _loop(self) -> None:
        while True:
            await asyncio.sleep(self.period)
            batch, self.buffer = self.buffer, []
            log.debug("flushing %d points", len(batch))
            await self.sink.write(batch)

    async def close(self) -> None:
        self._task.cancel()
        try:
            await self._task
        except asyncio.CancelledError:
            pass

import asyncio
import logging

logger = logging.getLogger(__name__)


class Worker:
    def __init__(self, queue: "asyncio.Queue[str]", send) -> None:
        self.queue = queue
        self.send = send

    async def run(self) -> None:
        while True:
            item = await self.queue.get()
            try:
                await self.send(item)
            except asyncio.CancelledError:  # expect: ASF401
                logger.warning("cancelled while sending %s", item)
            except OSError:
                logger.exception("cannot send %s", item)

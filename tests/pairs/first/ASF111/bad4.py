import asyncio
import logging

logger = logging.getLogger(__name__)


class Server:
    def __init__(self) -> None:
        self.inflight = 0

    async def handle(self, request, app) -> None:
        self.inflight += 1
        try:
            await app(request)
        finally:
            self.inflight -= 1

    async def shutdown(self, listener: asyncio.Server) -> None:
        listener.close()
        while self.inflight > 0:  # expect: ASF111
            logger.debug("waiting for %d requests", self.inflight)
        await listener.wait_closed()

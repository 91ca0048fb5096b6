import asyncio
import logging

logger = logging.getLogger(__name__)


class Upload:
    def __init__(self, client) -> None:
        self.client = client
        self.parts: list[str] = []
        self.aborted = False

    async def send(self, parts: list[bytes]) -> None:
        try:
            for part in parts:
                self.parts.append(await self.client.put(part))
        except asyncio.CancelledError:
            self.aborted = True
            raise
        except:  # noqa: E722
            logger.exception("upload failed")
            raise

    async def finish(self) -> str:
        try:
            return await self.client.complete(self.parts)
        except BaseException as exc:
            self.aborted = True
            if isinstance(exc, asyncio.CancelledError):
                logger.info("cancelled")
            raise

    async def check(self) -> bool:
        try:
            return await self.client.exists(self.parts[0])
        except asyncio.CancelledError as exc:
            raise exc

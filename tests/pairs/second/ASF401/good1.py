import asyncio
import logging

_LOGGER = logging.getLogger(__name__)


class Transaction:
    def __init__(self, conn) -> None:
        self._conn = conn
        self.state = "new"

    async def run(self, work) -> object:
        try:
            result = await work(self._conn)
        except BaseException as exc:
            if isinstance(exc, asyncio.CancelledError):
                self.state = "cancelled"
            else:
                self.state = "failed"
            self._conn.rollback_soon()
            raise
        self.state = "done"
        return result

    async def attempt(self, work) -> object | None:
        try:
            return await work(self._conn)
        except asyncio.CancelledError:
            raise
        except BaseException as exc:
            _LOGGER.error("attempt: %r", exc)
            return None

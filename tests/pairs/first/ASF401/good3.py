import asyncio
import contextlib
import logging

import trio

logger = logging.getLogger(__name__)


async def forever(job, delay: float) -> None:
    while True:
        try:
            await job()
        except (TimeoutError, ConnectionError):
            logger.info("again in %s", delay)
        except Exception:
            logger.exception("job failed")
        await asyncio.sleep(delay)


async def quietly(job) -> None:
    with contextlib.suppress(Exception):
        await job()


async def send(channel: trio.MemorySendChannel, value: int) -> bool:
    try:
        await channel.send(value)
    except (trio.BrokenResourceError, trio.ClosedResourceError):
        return False
    return True

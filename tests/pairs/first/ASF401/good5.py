import asyncio
import logging

import anyio

logger = logging.getLogger(__name__)


class Runner:
    def __init__(self, jobs: list) -> None:
        self.jobs = jobs
        self.failed: list[str] = []

    async def run(self) -> None:
        for job in self.jobs:
            try:
                await job()
            except asyncio.CancelledError:
                raise
            except BaseException as exc:
                self.failed.append(repr(exc))

    async def run_any(self) -> None:
        cancelled = anyio.get_cancelled_exc_class()
        for job in self.jobs:
            try:
                await job()
            except (cancelled, KeyboardInterrupt):
                logger.info("stopped")
                raise
            except:  # noqa: E722
                self.failed.append("unknown")

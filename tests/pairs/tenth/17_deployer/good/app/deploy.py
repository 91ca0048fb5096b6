import asyncio
import logging
import threading

from .agent import Agent
from .runtime import (
    install_handlers,
    install_loop_handlers,
    refresh,
    refresh_sync,
    workdir,
)

log = logging.getLogger(__name__)


class Deployer:
    def __init__(self, agent: Agent, catalog):
        self.agent = agent
        self.catalog = catalog

    async def build(self, path, argv):
        proc = await asyncio.create_subprocess_exec(*argv, cwd=path)
        return await proc.wait()

    async def rollout(self):
        install_loop_handlers(self.agent.stopping.set)
        await refresh(self.catalog)
        await self.agent.stopping.wait()

    def follow(self):
        watcher = threading.Thread(target=self.agent.poll_blocking, daemon=True)
        watcher.start()
        return watcher


def build_here(path, step):
    with workdir(path):
        return step()


def main(deployer: Deployer):
    install_handlers(deployer.catalog.freeze)
    refresh_sync(deployer.catalog)
    asyncio.run(deployer.rollout())

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
        with workdir(path):  # expect: ASF706
            proc = await asyncio.create_subprocess_exec(*argv)
            return await proc.wait()

    async def rollout(self):
        install_handlers(self.agent.stopping.set)  # expect: ASF417
        refresh_sync(self.catalog)  # expect: ASF305
        await self.agent.stopping.wait()

    def follow(self):
        watcher = threading.Thread(target=self.agent.poll, daemon=True)  # expect: ASF307
        watcher.start()
        return watcher


def build_here(path, step):
    with workdir(path):
        return step()


def main(deployer: Deployer):
    install_handlers(deployer.catalog.freeze)
    refresh_sync(deployer.catalog)
    asyncio.run(deployer.rollout())

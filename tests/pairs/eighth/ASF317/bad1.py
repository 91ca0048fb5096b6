"""Poll many build agents at once."""
from __future__ import annotations

import asyncio
import logging
from asyncio import wait as wait_for_all
from dataclasses import dataclass, field

log = logging.getLogger("agents")


@dataclass
class Agent:
    name: str
    load: float = 0.0
    jobs: list[str] = field(default_factory=list)

    async def status(self) -> tuple[str, float]:
        await asyncio.sleep(0.05)
        return self.name, self.load

    async def drain(self) -> int:
        await asyncio.sleep(0.1)
        return len(self.jobs)


async def version(agent: Agent) -> str:
    await asyncio.sleep(0.01)
    return f"{agent.name}/1.4"


class Farm:
    def __init__(self, agents: list[Agent]) -> None:
        self.agents = agents

    async def statuses(self) -> dict[str, float]:
        done, _ = await asyncio.wait([agent.status() for agent in self.agents])  # expect: ASF317
        return dict(task.result() for task in done)

    async def drain(self) -> int:
        jobs = set()
        for agent in self.agents:
            if agent.load < 0.9:
                jobs.add(agent.drain())
        if not jobs:
            return 0
        done, _ = await wait_for_all(jobs)  # expect: ASF317
        return sum(task.result() for task in done)

    async def versions(self) -> list[str]:
        done, _ = await asyncio.wait(map(version, self.agents))  # expect: ASF317
        return sorted(task.result() for task in done)

    async def pair(self, left: Agent, right: Agent) -> list[str]:
        watcher = asyncio.create_task(left.status())
        both = {watcher, right.status()}
        names = []
        for task in (await asyncio.wait(both))[0]:  # expect: ASF317
            name, load = task.result()
            log.info("%s has load %.2f", name, load)
            names.append(name)
        return names

    async def total_jobs(self) -> int:
        counts = await asyncio.gather(*(agent.drain() for agent in self.agents))
        return sum(counts)


async def main() -> None:
    farm = Farm([Agent("linux", 0.2), Agent("mac", 0.95, ["build"]), Agent("win")])
    try:
        log.info("statuses %s", await farm.statuses())
        log.info("versions %s", await farm.versions())
    except TypeError as exc:
        log.error("cannot poll: %s", exc)
    log.info("drained %d of %d", await farm.drain(), await farm.total_jobs())
    log.info("pair %s", await farm.pair(*farm.agents[:2]))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    asyncio.run(main())

"""Backup orchestrator for a small cluster."""
import asyncio
import logging
from asyncio import gather as together
from dataclasses import dataclass

log = logging.getLogger("backup")


@dataclass
class Volume:
    name: str
    size: int
    copied: int = 0

    async def snapshot(self) -> str:
        await asyncio.sleep(0.02)
        if self.size == 0:
            raise ValueError(f"{self.name} is empty")
        return f"{self.name}@snap"

    async def copy(self, snapshot: str) -> None:
        while self.copied < self.size:
            await asyncio.sleep(0.01)
            self.copied += 64
        log.info("%s copied", snapshot)


class Orchestrator:
    def __init__(self, volumes: list[Volume]) -> None:
        self.volumes = volumes
        self.options = {"return_exceptions": False}

    async def freeze(self) -> None:
        await asyncio.sleep(0.01)

    async def thaw(self) -> None:
        await asyncio.sleep(0.01)

    async def snapshots(self) -> list[str]:
        await self.freeze()
        names = await asyncio.gather(*(v.snapshot() for v in self.volumes))  # expect: ASF411
        await self.thaw()
        return list(names)

    async def copy_all(self) -> None:
        snapshots = await self.snapshots()
        jobs = [v.copy(s) for v, s in zip(self.volumes, snapshots)]
        try:
            await together(*jobs)  # expect: ASF411
        except OSError:
            log.exception("copy failed")
            raise

    async def first_two(self) -> int:
        one, two, *_ = self.volumes
        (a, b), _ = await asyncio.gather(  # expect: ASF411
            asyncio.gather(one.snapshot(), two.snapshot(), return_exceptions=True),
            self.freeze(),
        )
        return len(str(a)) + len(str(b))

    async def limited(self, seconds: float) -> None:
        tasks = [asyncio.create_task(v.copy(v.name)) for v in self.volumes]
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=False), seconds)  # expect: ASF411


async def main() -> None:
    orchestrator = Orchestrator([Volume("root", 128), Volume("home", 256)])
    await orchestrator.copy_all()
    print(await orchestrator.first_two())
    await orchestrator.limited(5)


if __name__ == "__main__":
    asyncio.run(main())

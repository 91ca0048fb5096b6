"""Job supervisor that gives the unfinished jobs back to its caller."""
import asyncio


class Batch:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def job(self, name: str) -> str:
        await asyncio.sleep(len(name) / 10)
        return name.upper()

    async def run(self, seconds: float) -> tuple[set[asyncio.Task], set[asyncio.Task]]:
        jobs = [asyncio.create_task(self.job(name)) for name in self.names]
        return await asyncio.wait(jobs, timeout=seconds)

    async def all(self) -> list[str]:
        jobs = [asyncio.create_task(self.job(name)) for name in self.names]
        done, _ = await asyncio.wait(jobs, return_when=asyncio.ALL_COMPLETED)
        return sorted(task.result() for task in done)

    async def stop(self, jobs: set[asyncio.Task]) -> None:
        for job in jobs:
            job.cancel()
        await asyncio.gather(*jobs, return_exceptions=True)

    async def strict(self) -> list[str]:
        jobs = [asyncio.create_task(self.job(name)) for name in self.names]
        done, pending = await asyncio.wait(jobs, return_when=asyncio.FIRST_EXCEPTION)
        if pending:
            await self.stop(pending)
        return [task.result() for task in done]


async def main() -> None:
    batch = Batch(["import", "index"])
    done, pending = await batch.run(0.5)
    await batch.stop(pending)
    print(len(done), await batch.all(), await batch.strict())


if __name__ == "__main__":
    asyncio.run(main())

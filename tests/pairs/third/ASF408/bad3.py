"""Job supervisor that stops at the first failure of a batch."""
import asyncio
import logging
from asyncio import FIRST_EXCEPTION, wait

logger = logging.getLogger("batch")


class JobFailed(RuntimeError):
    pass


class Batch:
    def __init__(self, names: list[str]) -> None:
        self.names = names

    async def job(self, name: str) -> str:
        await asyncio.sleep(len(name) / 10)
        if name.startswith("bad"):
            raise JobFailed(name)
        return name.upper()

    async def run(self) -> list[str]:
        jobs = [asyncio.create_task(self.job(name), name=name) for name in self.names]
        done, pending = await wait(jobs, return_when=FIRST_EXCEPTION)  # expect: ASF408
        if pending:
            logger.warning("%d jobs are still running", len(pending))
        results = []
        for task in done:
            if task.exception() is not None:
                logger.error("%s failed", task.get_name())
            else:
                results.append(task.result())
        return results

    async def quick(self) -> bool:
        tasks = [asyncio.ensure_future(self.job(name)) for name in self.names]
        finished, late = await wait(tasks, timeout=0.5)  # expect: ASF408
        return len(finished) > len(late)


async def main() -> None:
    batch = Batch(["import", "badge", "index"])
    print(await batch.run(), await batch.quick())


if __name__ == "__main__":
    asyncio.run(main())

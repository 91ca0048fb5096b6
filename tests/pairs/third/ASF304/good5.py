"""Nightly maintenance that reports the result of each chore."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


class Plan:
    """Has the vocabulary of an executor without being one."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def submit(self, step: str) -> None:
        self.steps.append(step)

    def map(self, prefix: str, steps: list[str]) -> None:
        self.steps.extend(prefix + step for step in steps)


class Nightly:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.plan = Plan()

    def chore(self, name: str) -> float:
        return time.monotonic() + len(name)

    async def probe(self, name: str) -> bool:
        await asyncio.sleep(0.1)
        return name.isidentifier()

    async def run(self) -> list[bool]:
        self.plan.submit("probe")
        self.plan.map("wiki.", ["vacuum", "index"])
        tasks = [asyncio.create_task(self.probe(name)) for name in self.names]
        done, _ = await asyncio.wait(tasks)
        return [task.result() for task in done]

    async def offload(self) -> float:
        loop = asyncio.get_running_loop()
        pool = ThreadPoolExecutor(1)
        try:
            return await loop.run_in_executor(pool, self.chore, self.names[0])
        finally:
            pool.shutdown(wait=False)


async def main() -> None:
    nightly = Nightly(["mail", "wiki"])
    print(await nightly.run(), await nightly.offload())


if __name__ == "__main__":
    asyncio.run(main())

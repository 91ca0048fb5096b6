from asyncio import ALL_COMPLETED, run, sleep, wait as wait_all


class Job:
    def __init__(self, label: str, cost: float) -> None:
        self.label = label
        self.cost = cost

    async def execute(self) -> str:
        await sleep(self.cost)
        return self.label


class PriorityJob(Job):
    pass


async def execute_all(jobs: list[Job]) -> list[str]:
    pending = []
    for job in jobs:
        pending.append(job.execute())
    done, _ = await wait_all(pending, return_when=ALL_COMPLETED)  # expect: ASF317
    return sorted(task.result() for task in done)


async def urgent(jobs: list[PriorityJob]) -> int:
    steps = tuple(map(PriorityJob.execute, jobs))
    finished, _ = await wait_all(steps)  # expect: ASF317
    return sum(1 for task in finished if task.result())


async def main() -> None:
    print(await execute_all([Job("copy", 0.1), Job("scan", 0.2)]))
    print(await urgent([PriorityJob("pay", 0.01)]))


if __name__ == "__main__":
    run(main())

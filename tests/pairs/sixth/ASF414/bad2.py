from dataclasses import dataclass, field

from anyio import CancelScope, create_task_group, move_on_after as grace, run, sleep


@dataclass
class Stage:
    name: str
    cost: float
    log: list[str] = field(default_factory=list)

    async def execute(self) -> None:
        await sleep(self.cost)
        self.log.append(self.name)


class Pipeline:
    def __init__(self, stages: list[Stage], budget: float) -> None:
        self.stages = stages
        self.scope: CancelScope = grace(budget)  # expect: ASF414

    async def prepare(self) -> None:
        async with create_task_group() as group:
            for stage in self.stages:
                group.start_soon(sleep, stage.cost / 10)

    async def run(self) -> bool:
        with self.scope:
            for stage in self.stages:
                await stage.execute()
        return not self.scope.cancelled_caught


async def main() -> None:
    pipeline = Pipeline([Stage("build", 2), Stage("test", 3)], 6)
    await pipeline.prepare()
    print(await pipeline.run())


if __name__ == "__main__":
    run(main)

"""Deployment steps with grouped failures."""
import asyncio
import errno
import logging
import traceback
from typing import Sequence

log = logging.getLogger("steps")


class StepError(Exception):
    def __init__(self, step: str, code: int) -> None:
        super().__init__(step, code)
        self.step = step
        self.code = code


class DeployFailed(ExceptionGroup):
    def __new__(cls, message: str, errors: Sequence[Exception], target: str = "?") -> "DeployFailed":
        group = super().__new__(cls, message, errors)
        group.target = target
        return group

    def derive(self, excs: Sequence[Exception]) -> "DeployFailed":
        return DeployFailed(self.message, excs, self.target)


class Deployer:
    def __init__(self) -> None:
        self.failed: dict[str, int] = {}

    async def step(self, name: str, code: int) -> None:
        await asyncio.sleep(0)
        if code:
            raise StepError(name, code)

    async def all(self, steps: dict[str, int]) -> None:
        async with asyncio.TaskGroup() as group:
            for name, code in steps.items():
                group.create_task(self.step(name, code))

    async def run(self, target: str, steps: dict[str, int]) -> None:
        try:
            await self.all(steps)
        except* StepError as eg:
            eg.add_note(f"while deploying {target}")
            for error in eg.exceptions:
                if isinstance(error, StepError):
                    self.failed[error.step] = error.code
            mild, severe = eg.split(lambda e: isinstance(e, StepError) and e.code < 10)
            if severe is not None:
                raise severe
            log.warning("%s: %s", eg.message, mild)
        except* OSError as eg:
            full = eg.subgroup(lambda e: getattr(e, "errno", 0) == errno.ENOSPC)
            if full is not None:
                raise RuntimeError("disk full") from eg.exceptions[0]
            raise

    async def grouped(self, target: str, steps: dict[str, int]) -> None:
        try:
            await self.all(steps)
        except ExceptionGroup as group:
            traceback.print_tb(group.__traceback__)
            errors = [e for e in group.exceptions if isinstance(e, StepError)]
            raise DeployFailed(f"{len(errors)} steps", errors, target) from group

    async def single(self, name: str) -> int:
        try:
            await self.step(name, 3)
        except StepError as error:
            return error.code
        except OSError as error:
            return error.errno or 0
        return 0


async def main() -> None:
    deployer = Deployer()
    await deployer.run("eu", {"build": 0, "push": 2})
    try:
        await deployer.grouped("us", {"build": 1})
    except DeployFailed as failed:
        log.info("%s %s", failed.target, failed.exceptions)
    print(deployer.failed, await deployer.single("x"))


if __name__ == "__main__":
    asyncio.run(main())

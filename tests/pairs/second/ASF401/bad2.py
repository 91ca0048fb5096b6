import asyncio
from typing import Optional


class Runner:
    def __init__(self, steps) -> None:
        self._steps = tuple(steps)
        self.error: Optional[BaseException] = None
        self.failed = 0

    async def run(self) -> bool:
        try:
            for step in self._steps:
                await step.run()
        except BaseException as exc:  # expect: ASF401
            self.error = exc
            return False
        return True

    async def run_each(self) -> int:
        failed = 0
        for step in self._steps:
            try:
                await asyncio.wait_for(step.run(), 10)
            except:  # expect: ASF401
                failed += 1
                continue
        self.failed = failed
        return failed

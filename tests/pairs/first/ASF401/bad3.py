import anyio


class Batch:
    def __init__(self, jobs: list) -> None:
        self.jobs = jobs
        self.errors: list[BaseException] = []

    async def run(self) -> int:
        for job in self.jobs:
            try:
                await job()
                await anyio.sleep(0)
            except BaseException as exc:  # expect: ASF401
                self.errors.append(exc)
        return len(self.errors)

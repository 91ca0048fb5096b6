import asyncio
import sys


class App:
    def __init__(self, stages) -> None:
        self._stages = list(stages)

    async def run(self) -> int:
        for stage in tuple(self._stages):
            await stage.run()
        return 0


class Runner:
    def __init__(self, app: App) -> None:
        self.app = app

    async def run(self) -> int:
        code = await self.app.run()
        return code or 0


async def amain() -> int:
    runner = Runner(App([]))
    return await runner.run()


def main() -> None:
    sys.exit(asyncio.run(amain()))


if __name__ == "__main__":
    main()

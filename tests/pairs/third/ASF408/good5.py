"""Health endpoint that ends its late checks in a finally block."""
import asyncio
from collections.abc import Awaitable, Callable

Check = Callable[[], Awaitable[bool]]


class Health:
    def __init__(self, checks: dict[str, Check]) -> None:
        self.checks = dict(checks)
        self.background: set[asyncio.Future] = set()

    async def answer(self, budget: float) -> dict[str, str]:
        tasks = {asyncio.ensure_future(check()): name for name, check in self.checks.items()}
        try:
            done, pending = await asyncio.wait(tasks, timeout=budget)
            result = {tasks[task]: "ok" if task.result() else "failed" for task in done}
            result.update({tasks[task]: "slow" for task in pending})
            return result
        finally:
            for task in tasks:
                task.cancel()

    async def soft(self, budget: float) -> int:
        tasks = [asyncio.ensure_future(check()) for check in self.checks.values()]
        done, pending = await asyncio.wait(tasks, timeout=budget)
        self.background |= pending
        for late in pending:
            late.add_done_callback(self.background.discard)
        return sum(task.result() for task in done)


async def database() -> bool:
    await asyncio.sleep(0.2)
    return True


async def main() -> None:
    health = Health({"database": database})
    print(await health.answer(1.5), await health.soft(0.1))
    await asyncio.gather(*health.background)


if __name__ == "__main__":
    asyncio.run(main())

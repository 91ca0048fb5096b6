"""Jumps in finally that stay inside the finally, and returns after it."""
import asyncio


class Runner:
    def __init__(self) -> None:
        self.hooks: list = []
        self.results: dict[str, int] = {}

    async def step(self, n: int) -> int:
        await asyncio.sleep(0.1)
        return n * 2

    async def run(self, n: int) -> int:
        result = -1
        try:
            result = await self.step(n)
        finally:
            for hook in self.hooks:
                if hook is None:
                    continue
                if hook(result):
                    break
        return result

    async def run_named(self, name: str, n: int) -> int:
        try:
            return await self.step(n)
        finally:

            def remember(value: int) -> int:
                self.results[name] = value
                return value

            remember(n)

    async def first(self, numbers: list[int]) -> int | None:
        for number in numbers:
            try:
                if value := await self.step(number):
                    return value
                continue
            except ValueError:
                break
            finally:
                print("tried", number)
        return None


if __name__ == "__main__":
    print(asyncio.run(Runner().first([0, 1])))

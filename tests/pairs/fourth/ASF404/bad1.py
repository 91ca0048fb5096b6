"""Job runner: return and continue in finally swallow the cancellation."""
import asyncio
import time


class Runner:
    def __init__(self) -> None:
        self.finished = 0

    async def step(self, n: int) -> int:
        await asyncio.sleep(0.1)
        return n * 2

    async def run(self, n: int) -> int:
        begin = time.monotonic()
        result = -1
        try:
            result = await self.step(n)
        finally:
            print("took", time.monotonic() - begin)
            return result  # expect: ASF404

    async def run_all(self, numbers: list[int]) -> int:
        total = 0
        for number in numbers:
            try:
                total += await self.step(number)
            finally:
                if total > 100:
                    break  # expect: ASF404
                print("so far", total)
        return total

    async def run_forever(self) -> None:
        while True:
            try:
                await self.step(1)
            finally:
                self.finished += 1
                continue  # expect: ASF404


async def main() -> None:
    runner = Runner()
    print(await runner.run(3), await runner.run_all([1, 2]))


if __name__ == "__main__":
    asyncio.run(main())

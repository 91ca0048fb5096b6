import math

import trio


class Keeper:
    def __init__(self) -> None:
        self.children = 0

    async def fair_sum(self, numbers: list[int]) -> int:
        total = 0
        for number in numbers:
            total += number
            await trio.sleep(0)  # expect: ASF421
        return total

    async def hold(self) -> None:
        self.children += 1
        try:
            await trio.sleep(math.inf)  # expect: ASF421
        finally:
            self.children -= 1


async def main() -> None:
    keeper = Keeper()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(keeper.hold)
        print(await keeper.fair_sum(list(range(100))))
        nursery.cancel_scope.cancel()


trio.run(main)

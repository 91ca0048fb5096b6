from math import inf

import anyio
from anyio import sleep as nap

DAYS = 7


class Lighthouse:
    def __init__(self, lamps: int) -> None:
        self.lamps = lamps

    async def burn(self) -> None:
        with anyio.move_on_after(30):
            await nap(86400 * 30)  # expect: ASF421

    async def rotate(self) -> None:
        for lamp in range(self.lamps):
            print("lamp", lamp)
            await nap(0.0)  # expect: ASF421
        await nap(float("inf"))  # expect: ASF421


async def main() -> None:
    house = Lighthouse(3)
    with anyio.move_on_after(DAYS):
        async with anyio.create_task_group() as group:
            group.start_soon(house.burn)
            group.start_soon(house.rotate)
    print("dark, not", inf)


if __name__ == "__main__":
    anyio.run(main)

import asyncio


class Robot:
    def __init__(self) -> None:
        self.calibrated = False
        self.position: tuple[int, int] | None = None

    async def calibrate(self) -> None:
        await asyncio.sleep(3)
        self.position = (0, 0)
        self.calibrated = True

    async def move(self, dx: int, dy: int) -> None:
        while not self.calibrated:  # expect: ASF405
            await asyncio.sleep(0.1)
        print("moving by", dx, dy)

    async def where(self) -> tuple[int, int]:
        while self.position is None:  # expect: ASF405
            print("position not known yet")
            await asyncio.sleep(0.5)
        return self.position


async def main() -> None:
    robot = Robot()
    async with asyncio.TaskGroup() as group:
        group.create_task(robot.calibrate())
        group.create_task(robot.move(1, 2))
        group.create_task(robot.where())


if __name__ == "__main__":
    asyncio.run(main())

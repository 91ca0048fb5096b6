from anyio import create_task_group, run, sleep
from trio import open_nursery


class Robot:
    def __init__(self, name: str) -> None:
        self.name = name
        self.position = 0

    async def drive(self, distance: int) -> None:
        for _ in range(distance):
            await sleep(0.01)
            self.position += 1


async def move(robot: Robot, distance: int) -> int:
    async with create_task_group() as tg:  # expect: ASF323
        tg.start_soon(robot.drive, distance, name=f"drive-{robot.name}")
    return robot.position


async def patrol(robot: Robot) -> None:
    async with open_nursery() as nursery:  # expect: ASF323
        nursery.start_soon(robot.drive, 3)


if __name__ == "__main__":
    print(run(move, Robot("r2"), 5))

"""Robot controller that awaits plain functions and lists."""
import asyncio
import time


class Arm:
    def __init__(self, joints: int) -> None:
        self.joints = joints
        self.angles = [0.0] * joints

    def stop(self) -> None:
        self.angles = [0.0] * self.joints

    def position(self) -> tuple[float, ...]:
        return tuple(self.angles)

    async def turn(self, joint: int, angle: float) -> float:
        await asyncio.sleep(0.1)
        return angle + joint


async def wave(arm: Arm) -> list[float]:
    angles = await [arm.turn(j, 0.5) for j in range(arm.joints)]  # expect: ASF312
    return angles


async def park(arm: Arm) -> tuple[float, ...]:
    await arm.stop()  # expect: ASF312
    await time.sleep(0.5)  # expect: ASF101, ASF312
    return await arm.position()  # expect: ASF312


async def main() -> None:
    arm = Arm(3)
    print(await wave(arm), await park(arm))


if __name__ == "__main__":
    asyncio.run(main())

"""Robot arm controller."""
import asyncio
import logging
from dataclasses import dataclass, field

log = logging.getLogger("arm")


@dataclass
class Pose:
    joints: list[float] = field(default_factory=lambda: [0.0] * 6)

    def distance(self, other: "Pose") -> float:
        return max(abs(a - b) for a, b in zip(self.joints, other.joints))


class Kinematics:
    def solve(self, x: float, y: float, z: float) -> Pose:
        if x == y == z == 0:
            raise ValueError("singular")
        return Pose([x, y, z, 0.0, 0.0, 0.0])

    def reset(self) -> None:
        log.debug("solver reset")


class Joint:
    def __init__(self, index: int) -> None:
        self.index = index
        self.angle = 0.0

    async def move(self, angle: float) -> None:
        await asyncio.sleep(abs(angle - self.angle) / 100)
        self.angle = angle

    def brake(self) -> None:
        log.info("joint %d braked", self.index)


class Arm:
    def __init__(self) -> None:
        self.joints = [Joint(n) for n in range(6)]
        self.solver = Kinematics()
        self.idle = asyncio.Event()
        self._pose = Pose()

    async def goto(self, x: float, y: float, z: float) -> Pose:
        solve = self.solver.solve
        target = await solve(x, y, z)  # expect: ASF312
        moves = [j.move(a) for j, a in zip(self.joints, target.joints)]
        await moves  # expect: ASF312
        self._pose = target
        return target

    async def park(self) -> None:
        try:
            await asyncio.gather(*(joint.move(0.0) for joint in self.joints))
        finally:
            for joint in self.joints:
                await joint.brake()  # expect: ASF312
        self.idle.set()

    async def home(self, hard: bool) -> None:
        await (self.solver.reset() if hard else self.park())  # expect: ASF312

    async def wait_idle(self) -> None:
        await self.idle.wait()
        log.info("arm is at %s", self._pose)


async def main() -> None:
    arm = Arm()
    async with asyncio.TaskGroup() as tg:
        tg.create_task(arm.wait_idle())
        await arm.goto(1, 2, 3)
        await arm.park()
    await arm.home(hard=True)


if __name__ == "__main__":
    asyncio.run(main())

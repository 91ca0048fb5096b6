"""Sync functions that return something awaitable."""
import asyncio
from collections.abc import Awaitable, Coroutine
from typing import Any


class Ready:
    def __init__(self, value: int) -> None:
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


class Arm:
    async def turn(self, angle: float) -> float:
        await asyncio.sleep(0.1)
        return angle

    def home(self) -> Coroutine[Any, Any, float]:
        return self.turn(0.0)

    def sweep(self, *angles: float) -> "asyncio.Future[list[float]]":
        return asyncio.gather(*[self.turn(a) for a in angles])

    def background(self, angle: float) -> "asyncio.Task[float]":
        return asyncio.get_running_loop().create_task(self.turn(angle))

    def ready(self) -> Ready:
        return Ready(3)

    def either(self, fast: bool) -> Awaitable[float]:
        if fast:
            return self.home()
        return self.background(90.0)


async def main() -> None:
    arm = Arm()
    print(await arm.home(), await arm.sweep(1.0, 2.0), await arm.background(3.0))
    print(await arm.ready(), await arm.either(True), await arm.either(False))
    future = asyncio.get_running_loop().create_future()
    future.set_result(5)
    print(await future)


if __name__ == "__main__":
    asyncio.run(main())

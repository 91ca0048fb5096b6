from __future__ import annotations

import anyio


class Door:
    def __init__(self) -> None:
        self._open = anyio.Event()

    def open(self) -> None:
        self._open.set()

    @classmethod
    async def anyone(cls, doors: list[Door], timeout: int | None = None) -> bool:  # expect: ASF413
        with anyio.move_on_after(timeout) as scope:
            async with anyio.create_task_group() as group:
                for door in doors:
                    group.start_soon(door._open.wait)
        return not scope.cancelled_caught


def make_waiter(door: Door):
    async def wait(timeout):  # expect: ASF413
        with anyio.fail_after(timeout):
            await door._open.wait()

    return wait


async def main() -> None:
    door = Door()
    door.open()
    await make_waiter(door)(1)
    print(await Door.anyone([door], timeout=3))


anyio.run(main)

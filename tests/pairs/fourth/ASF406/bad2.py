"""trio scopes that contain only start_soon or plain computation."""
import math

import trio


async def work(name: str) -> None:
    await trio.sleep(0.5)
    print("worked", name)


def factors(n: int) -> list[int]:
    return [d for d in range(2, math.isqrt(n) + 1) if n % d == 0]


async def spawn_all(names: list[str]) -> None:
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(2):  # expect: ASF406
            for name in names:
                nursery.start_soon(work, name)


async def factorise(n: int) -> list[int]:
    with trio.fail_after(1):  # expect: ASF406
        found = factors(n)
    await trio.sleep(0)
    return found


async def define() -> str:
    with trio.CancelScope(deadline=trio.current_time() + 3) as scope:  # expect: ASF406

        async def inner() -> None:
            await trio.sleep(1)

        callbacks = [inner, inner]
    for callback in callbacks:
        await callback()
    return "cancelled" if scope.cancelled_caught else "done"


async def main() -> None:
    await spawn_all(["a", "b"])
    print(await factorise(60), await define())


if __name__ == "__main__":
    trio.run(main)

"""trio program: functions are passed, not called; decorated ones become sync."""
import functools

import trio


def blocking_entry(func):
    """Turns a coroutine function into a plain one that runs it."""

    @functools.wraps(func)
    def wrapper(*args):
        return trio.run(func, *args)

    return wrapper


async def tick(name: str, n: int) -> None:
    for _ in range(n):
        print(name)
        await trio.sleep(0.1)


@blocking_entry
async def run_once(name: str) -> None:
    await tick(name, 1)


@blocking_entry
async def main(count: int) -> None:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(tick, "a", count)
        nursery.start_soon(functools.partial(tick, "b"), count)
        send, receive = trio.open_memory_channel[str](1)
        send.send_nowait("x")
        print(await receive.receive())
        nursery.cancel_scope.deadline = trio.current_time() + 5
        send.close()


if __name__ == "__main__":
    run_once("warm-up")
    main(3)

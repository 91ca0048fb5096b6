"""Every task handle here is kept: set with discard, global, return value, group."""
import asyncio

_watchdog: "asyncio.Task[None] | None" = None
_background: set[asyncio.Task[None]] = set()


async def ping(host: str) -> None:
    await asyncio.sleep(0.1)
    print("ping", host)


def start_watchdog() -> None:
    global _watchdog
    _watchdog = asyncio.create_task(ping("watchdog"))


async def stop_watchdog() -> None:
    if _watchdog is not None:
        _watchdog.cancel()
        await asyncio.wait([_watchdog])


def fire(host: str) -> None:
    task = asyncio.create_task(ping(host))
    _background.add(task)
    task.add_done_callback(_background.discard)


def schedule(loop: asyncio.AbstractEventLoop, host: str) -> asyncio.Task[None]:
    return loop.create_task(ping(host))


async def main(fast: bool) -> None:
    start_watchdog()
    fire("a")
    if fast:
        handle = asyncio.create_task(ping("fast"))
    else:
        handle = schedule(asyncio.get_running_loop(), "slow")
    async with asyncio.TaskGroup() as tg:
        tg.create_task(ping("b"))
        tg.create_task(ping("c"))
    await handle
    await stop_watchdog()


if __name__ == "__main__":
    asyncio.run(main(True))

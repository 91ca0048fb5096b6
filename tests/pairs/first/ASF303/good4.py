import asyncio

_monitor: asyncio.Task | None = None


async def tick(limit: int) -> int:
    await asyncio.sleep(0)
    return limit


async def choose(fast: bool) -> int:
    if fast:
        task = asyncio.create_task(tick(1))
    else:
        task = asyncio.create_task(tick(100))
    await asyncio.sleep(0)
    return await task


def start_monitor() -> None:
    global _monitor
    _monitor = asyncio.create_task(tick(10))


def make_starter():
    current = None

    def start() -> None:
        nonlocal current
        current = asyncio.ensure_future(tick(5))

    def get() -> "asyncio.Future[int] | None":
        return current

    return start, get

import asyncio
import contextlib


async def tick(every: float) -> None:
    while True:
        await asyncio.sleep(every)


async def stop_all(tasks: list[asyncio.Task]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def main() -> None:
    tasks = [asyncio.create_task(tick(n)) for n in (1.0, 5.0)]
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        print("interrupted")
    await stop_all(tasks)


if __name__ == "__main__":
    asyncio.run(main())

import trio
from anyio import run as run_async
from anyio import sleep


async def migrate(step: int) -> None:
    await sleep(0)
    print("step", step)


async def migrate_all(steps: list[int]) -> None:
    for step in steps:
        run_async(migrate, step)  # expect: ASF305


async def serve(app) -> None:
    async def reload() -> None:
        trio.run(app.load)  # expect: ASF305

    async with trio.open_nursery() as nursery:
        nursery.start_soon(reload)

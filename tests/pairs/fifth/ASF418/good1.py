"""Said, or handed on."""
import trio


async def serve(port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:
    print("listening", port)
    task_status.started(port)
    await trio.sleep_forever()


async def wrapper(*, task_status=trio.TASK_STATUS_IGNORED) -> None:
    await serve(80, task_status=task_status)


async def main() -> None:
    async with trio.open_nursery() as nursery:
        await nursery.start(serve, 80)
        await nursery.start(wrapper)

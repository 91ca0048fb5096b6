"""Nobody says that it has started."""
import trio


async def serve(port: int, *, task_status=trio.TASK_STATUS_IGNORED) -> None:  # expect: ASF418
    print("listening", port)
    await trio.sleep_forever()


async def main() -> None:
    async with trio.open_nursery() as nursery:
        await nursery.start(serve, 80)
        print("up")

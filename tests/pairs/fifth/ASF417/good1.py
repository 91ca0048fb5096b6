"""By the loop, or before it."""
import asyncio
import signal


def stop(number, frame) -> None:
    print("stop")


async def main() -> None:
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print, "stop")
    await asyncio.sleep(1)


def run() -> None:
    signal.signal(signal.SIGINT, stop)
    asyncio.run(main())

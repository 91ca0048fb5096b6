"""Signal handlers of the old kind in a coroutine."""
import asyncio
import signal


def stop(number, frame) -> None:
    print("stop")


def install() -> None:
    signal.signal(signal.SIGINT, stop)


async def main() -> None:
    signal.signal(signal.SIGTERM, stop)  # expect: ASF417
    install()  # expect: ASF417
    await asyncio.sleep(1)

from anyio import sleep
from anyio.abc import ByteStream


async def keep_alive(stream: ByteStream, every: float) -> None:
    while True:
        await stream.send(b"\n")
        await sleep(every)


def probe_blocking(check, tries: int) -> bool:
    """For the command line only."""
    from time import sleep

    for _ in range(tries):
        if check():
            return True
        sleep(0.2)
    return False


if __name__ == "__main__":
    raise SystemExit(0 if probe_blocking(lambda: True, 3) else 1)

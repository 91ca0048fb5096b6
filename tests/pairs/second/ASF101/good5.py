import asyncio
import sys
import time

try:
    from anyio import sleep as aio_sleep
except ImportError:
    from asyncio import sleep as aio_sleep

sleep = time.sleep


async def stream(lines, out=sys.stdout, delay: float = 0.05) -> int:
    sleep = asyncio.sleep
    count = 0
    for line in lines:
        out.write(line + "\n")
        count += 1
        await sleep(delay)
    await aio_sleep(0)
    return count


def main(argv: list[str] | None = None) -> int:
    args = sys.argv[1:] if argv is None else argv
    for seconds in range(int(args[0]) if args else 0, 0, -1):
        print(seconds)
        sleep(1)
    asyncio.run(stream(["lift", "off"]))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

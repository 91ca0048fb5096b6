import functools

import anyio
import trio


async def report(level: str, text: str) -> None:
    await anyio.sleep(0)
    print(level, text)


warn = functools.partial(report, "WARN")


async def produce(channel: "trio.MemorySendChannel[int]", limit: int) -> None:
    async with channel:
        for number in range(limit):
            channel.send(number)  # expect: ASF301
            trio.sleep(0.1)  # expect: ASF301


async def guard(job) -> None:
    async def on_error() -> None:
        await report("ERROR", "job failed")

    try:
        await job()
    except ValueError:
        warn("bad value")  # expect: ASF301
        on_error()  # expect: ASF301

import asyncio
from asyncio import iscoroutinefunction as is_async
from functools import partial


class Sender:
    async def __call__(self, channel: str, text: str) -> None:
        await asyncio.sleep(0.1)
        print(channel, text)


async def call(function, *args):
    if is_async(function):
        return await function(*args)
    return await asyncio.to_thread(function, *args)


async def alarm(text: str):
    to_ops = partial(Sender(), "#ops")
    if is_async(to_ops):  # expect: ASF906
        return await to_ops(text)
    return to_ops(text)


async def escalate(texts: list[str]) -> list:
    shout = lambda text: alarm(text.upper())
    both = partial(shout)
    results = []
    for text in texts:
        if asyncio.iscoroutinefunction(both):  # expect: ASF906
            results.append(await both(text))
        else:
            results.append(both(text))
    return results


async def main() -> None:
    await call(print, "starting")
    await call(alarm, "disk full")
    await escalate(["cpu", "net"])

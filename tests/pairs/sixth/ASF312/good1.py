import asyncio
import functools


class Deferred:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return self.value


class Robot:
    def __init__(self, loop):
        self.loop = loop
        self.hooks = []

    async def walk(self, steps):
        await asyncio.sleep(steps)
        return steps

    def run(self, steps):
        return self.walk(2 * steps)

    def task(self, steps):
        return asyncio.create_task(self.walk(steps))

    def future(self):
        fut = self.loop.create_future()
        self.loop.call_soon(fut.set_result, 1)
        return fut

    def deferred(self):
        return Deferred(3)

    def maybe(self, steps):
        if steps > 3:
            return self.walk(steps)
        return asyncio.sleep(0)

    def count(self):
        return len(self.hooks)


def traced(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        print(fn.__name__)
        return fn(*args)

    return wrapper


@traced
async def jump(height):
    await asyncio.sleep(height)


async def main(robot: Robot, unknown):
    await robot.run(1)
    await robot.task(1)
    await robot.future()
    await robot.deferred()
    await robot.maybe(4)
    await jump(1)
    await unknown.compute()
    await asyncio.gather(*[robot.walk(n) for n in range(3)])
    coros = [robot.walk(1), robot.walk(2)]
    for coro in coros:
        await coro
    return robot.count()

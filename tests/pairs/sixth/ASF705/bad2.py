import asyncio
from threading import local as ThreadLocal


class Context(ThreadLocal):
    user: str = "nobody"
    depth: int = 0


class Tracer:
    def __init__(self, write) -> None:
        self._ctx = Context()
        self._write = write

    async def act_as(self, user: str, action) -> None:
        ctx = self._ctx
        ctx.user = user  # expect: ASF705
        await action()

    async def audit(self, text: str) -> None:
        await asyncio.sleep(0)
        self._write(f"{self._ctx.user}: {text}")  # expect: ASF705


async def main(write, actions: dict) -> None:
    tracer = Tracer(write)
    async with asyncio.TaskGroup() as group:
        for user, action in actions.items():
            group.create_task(tracer.act_as(user, action))

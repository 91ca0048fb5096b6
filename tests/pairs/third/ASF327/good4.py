"""Plugin host that takes its loop as an argument."""
import asyncio
from collections.abc import Awaitable, Callable


class Host:
    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self.hooks: list[Callable[[], Awaitable[str]]] = []

    def hook(self, function: Callable[[], Awaitable[str]]) -> None:
        self.hooks.append(function)

    async def start(self) -> list[str]:
        results = []
        for hook in tuple(self.hooks):
            results.append(await hook())
        return results

    async def moment(self) -> float:
        await asyncio.sleep(0)
        return self.loop.time()


async def hello() -> str:
    await asyncio.sleep(0)
    task = asyncio.current_task()
    return task.get_name() if task else "?"


def main() -> None:
    loop = asyncio.new_event_loop()
    host = Host(loop)
    host.hook(hello)
    try:
        print(loop.run_until_complete(host.start()), loop.run_until_complete(host.moment()))
    finally:
        loop.close()


if __name__ == "__main__":
    main()

"""Plugin host that starts coroutines given by its plugins."""
import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

current_loop = asyncio.get_event_loop


@dataclass
class Host:
    hooks: list[Callable[[], Awaitable[str]]] = field(default_factory=list)

    def hook(self, function: Callable[[], Awaitable[str]]) -> Callable[[], Awaitable[str]]:
        self.hooks.append(function)
        return function

    async def start(self) -> list[str]:
        async def run_all() -> list[str]:
            loop = current_loop()  # expect: ASF327
            tasks = [loop.create_task(hook()) for hook in self.hooks]
            return list(await asyncio.gather(*tasks))

        return await run_all()


host = Host()


@host.hook
async def hello() -> str:
    await asyncio.sleep(0)
    return f"hello at {asyncio.get_event_loop().time():.1f}"  # expect: ASF327


@host.hook
async def bye() -> str:
    await asyncio.sleep(0)
    return "bye"


if __name__ == "__main__":
    print(asyncio.run(host.start()))

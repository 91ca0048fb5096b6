"""Job table for a build farm."""
import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Callable

log = logging.getLogger("farm")


class Farm:
    def __init__(self, targets: list[str]) -> None:
        self.targets = targets
        self.hooks: list[Callable[[], str]] = []
        self.done: list[str] = []
        self._builds: set[asyncio.Task[None]] = set()

    def by_default(self) -> None:
        loop = asyncio.get_running_loop()
        for delay, target in enumerate(self.targets):
            loop.call_later(delay, lambda t=target: self.done.append(t))
            loop.call_later(delay, self.done.append, target)
            self.hooks.append(partial(str.upper, target))

    def by_factory(self) -> None:
        def make(target: str) -> Callable[[], str]:
            return lambda: f"build {target}"

        for target in self.targets:
            self.hooks.append(make(target))

    def called_at_once(self) -> list[str]:
        ranked = []
        for prefix in ("arm", "x86"):
            ranked += sorted(self.targets, key=lambda t: (not t.startswith(prefix), t))
            matching = filter(lambda t: prefix in t, self.targets)
            ranked.extend(matching)
        return ranked

    async def awaited_at_once(self) -> None:
        for target in self.targets:
            async def build() -> None:
                await asyncio.sleep(0)
                self.done.append(target)

            await asyncio.wait_for(build(), 5)

    def joined_at_once(self, pool: ThreadPoolExecutor) -> None:
        for target in self.targets:
            log.debug("size %d", pool.submit(lambda: len(target)).result())

    def own_name(self) -> None:
        for target in self.targets:
            self.hooks.append(lambda: ",".join(target for target in self.targets))
        limit = len(self.targets)
        for index in range(limit):
            self.hooks.append(lambda: str(limit))
            log.debug("hook %d", index)

    def only_last(self) -> Callable[[], str] | None:
        for target in self.targets:
            if target.startswith("arm"):
                return lambda: target
        return None


async def main() -> None:
    farm = Farm(["arm64", "x86_64"])
    farm.by_default()
    farm.by_factory()
    farm.own_name()
    await farm.awaited_at_once()
    print(farm.called_at_once(), [hook() for hook in farm.hooks], farm.only_last())


if __name__ == "__main__":
    asyncio.run(main())

"""Rules engine of an alarm system."""
import asyncio
import logging
import re
from typing import Any

import anyio
import async_timeout
import trio

log = logging.getLogger("alarm")


class Rule:
    def __init__(self, pattern: str, level: int) -> None:
        self.pattern = re.compile(pattern)
        self.level = level

    def matches(self, text: str) -> bool:
        return self.pattern.search(text) is not None

    async def act(self, text: str) -> None:
        await anyio.sleep(0.01)
        log.info("level %d: %s", self.level, text)


class Engine:
    def __init__(self, rules: list[Rule]) -> None:
        self.rules = rules
        self.inbox: asyncio.Queue[str] = asyncio.Queue()
        self.tasks: set[asyncio.Task[None]] = set()

    def evaluate(self, text: str) -> list[Rule]:
        return sorted((r for r in self.rules if r.matches(text)), key=lambda r: -r.level)

    async def feed(self, text: str) -> None:
        found: list[Rule] = []
        try:
            async with asyncio.timeout(2):  # expect: ASF406
                found = self.evaluate(text)
        except TimeoutError:
            log.error("rules are too slow")
        for rule in found:
            await rule.act(text)

    async def act_later(self, text: str, limit: float) -> None:
        async with async_timeout.timeout(limit):  # expect: ASF406
            for rule in self.evaluate(text):
                task = asyncio.create_task(rule.act(text))
                self.tasks.add(task)
                task.add_done_callback(self.tasks.discard)

    async def parse(self, raw: dict[str, Any]) -> str:
        limit = anyio.fail_after
        with limit(1.5):  # expect: ASF406
            def flatten(item: Any) -> str:
                return "".join(map(flatten, item)) if isinstance(item, list) else str(item)

            text = flatten(raw.get("text", []))
        await self.inbox.put(text)
        return text

    async def drain(self) -> int:
        count = 0
        while not self.inbox.empty():
            await self.feed(self.inbox.get_nowait())
            count += 1
        return count


async def broadcast(rules: list[Rule], text: str) -> None:
    async with trio.open_nursery() as nursery:
        with trio.move_on_after(5) as scope:  # expect: ASF406
            for rule in rules:
                nursery.start_soon(rule.act, text)
        if scope.cancelled_caught:
            log.warning("broadcast of %r was cut", text)


async def main() -> None:
    engine = Engine([Rule("fire", 9), Rule("door", 3)])
    await engine.parse({"text": ["door", [" open"]]})
    print(await engine.drain())
    await engine.act_later("fire", 0.5)
    await asyncio.gather(*engine.tasks)


if __name__ == "__main__":
    asyncio.run(main())

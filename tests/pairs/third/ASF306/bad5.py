"""Anyio status page that collects checks and shows them in two places."""
import functools

import anyio


class Check:
    def __init__(self, name: str, delay: float) -> None:
        self.name = name
        self.delay = delay

    async def run(self) -> str:
        await anyio.sleep(self.delay)
        return f"{self.name}: ok"


@functools.lru_cache  # expect: ASF306
async def version() -> str:
    await anyio.sleep(0.1)
    return "1.2"


async def page(check: Check) -> list[str]:
    line = check.run()
    lines = ["status", await line]
    lines.append("summary " + await line)  # expect: ASF306
    return lines


async def poll(check: Check, rounds: int) -> None:
    pending = check.run()
    while rounds > 0:
        print(await pending)  # expect: ASF306
        rounds -= 1
        await anyio.sleep(1)


async def main() -> None:
    print(await version())
    print(await page(Check("db", 0.1)))
    await poll(Check("web", 0.1), 3)


if __name__ == "__main__":
    anyio.run(main)

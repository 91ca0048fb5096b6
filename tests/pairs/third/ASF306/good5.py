"""Anyio status page whose results, not coroutines, are shown twice."""
import anyio
from aiocache import cached


class Check:
    def __init__(self, name: str) -> None:
        self.name = name

    async def run(self) -> str:
        await anyio.sleep(0.1)
        return f"{self.name}: ok"


@cached(ttl=60)
async def version() -> str:
    await anyio.sleep(0.1)
    return "1.2"


async def page(check: Check) -> list[str]:
    line = await check.run()
    return ["status", line, "summary " + line, f"{line!r}"]


async def safe(check: Check) -> str:
    pending = check.run()
    try:
        return await pending
    except OSError as error:
        return str(error)
    finally:
        pending.close()


async def poll(checks: list[Check], rounds: int) -> None:
    for number in range(rounds):
        for check in checks:
            pending = check.run()
            print(number, await pending)


async def main() -> None:
    print(await version(), await version())
    print(await page(Check("db")), await safe(Check("web")))
    await poll([Check("a"), Check("b")], 2)


if __name__ == "__main__":
    anyio.run(main)

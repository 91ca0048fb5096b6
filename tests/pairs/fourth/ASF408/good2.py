"""Pending tasks that are kept, returned or handed to a helper."""
import asyncio


async def probe(host: str) -> int:
    await asyncio.sleep(len(host) / 10)
    return len(host)


async def cancel_all(tasks: set[asyncio.Task]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def first_of(hosts: list[str]) -> tuple[int, set[asyncio.Task[int]]]:
    tasks = [asyncio.create_task(probe(h)) for h in hosts]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    return done.pop().result(), pending


class Prober:
    def __init__(self) -> None:
        self.late: set[asyncio.Task[int]] = set()

    async def round(self, hosts: list[str], limit: float) -> list[int]:
        tasks = [asyncio.create_task(probe(h)) for h in hosts]
        done, pending = await asyncio.wait(tasks, timeout=limit)
        self.late |= pending
        return [task.result() for task in done]

    async def close(self) -> None:
        await cancel_all(self.late)


async def strict(hosts: list[str]) -> list[int]:
    tasks = [asyncio.create_task(probe(h)) for h in hosts]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    await cancel_all(pending)
    return [task.result() for task in done]


async def main() -> None:
    size, rest = await first_of(["a", "bb"])
    print(size, await asyncio.gather(*rest), await strict(["c"]))
    prober = Prober()
    print(await prober.round(["a", "long-name"], 0.2))
    await prober.close()

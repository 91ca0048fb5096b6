"""Mirror chooser that uses the calls which do take coroutines."""
import asyncio
from asyncio import FIRST_COMPLETED, wait, wait_for


async def latency(host: str) -> tuple[float, str]:
    loop = asyncio.get_running_loop()
    start = loop.time()
    _, writer = await asyncio.open_connection(host, 443)
    writer.close()
    await writer.wait_closed()
    return loop.time() - start, host


class Chooser:
    def __init__(self, hosts: list[str]) -> None:
        self.hosts = hosts

    async def fastest(self) -> str:
        pending = {asyncio.create_task(latency(host)) for host in self.hosts}
        done, pending = await wait(pending, return_when=FIRST_COMPLETED)
        for task in pending:
            task.cancel()
        return min(task.result() for task in done)[1]

    async def ordered(self) -> list[str]:
        probes = [latency(host) for host in self.hosts]
        return [(await probe)[1] for probe in asyncio.as_completed(probes)]

    async def one(self, host: str) -> float:
        return (await wait_for(latency(host), 5))[0]


if __name__ == "__main__":
    chooser = Chooser(["a.example", "b.example"])
    print(asyncio.run(chooser.fastest()), asyncio.run(chooser.ordered()))
    print(asyncio.run(chooser.one("a.example")))
